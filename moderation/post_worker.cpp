#include "moderation/post_worker.hpp"

#include "models/guard/old_pictures.hpp"
#include "moderation/action_worker.hpp"
#include "moderation/job_loop.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace moderation {

using models::DeliveryState;
using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

bool not_wanted(const runtime::Error& error) {
    return error.kind == ErrorKind::conflict || error.kind == ErrorKind::not_found;
}

/// Whether a later try may do better.
bool may_pass(const runtime::Error& error) {
    return error.kind == ErrorKind::unreachable || error.kind == ErrorKind::rate_limited ||
           error.kind == ErrorKind::unavailable;
}

}  // namespace

PostWorker::PostWorker(Store& store, PostStore& posts, PostGuard& guard, runtime::Redis& blocking,
                       NetworkPublisher& network, runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics,
                       std::string consumer)
    : store_{store},
      posts_{posts},
      guard_{guard},
      blocking_{blocking},
      network_{network},
      clock_{clock},
      log_{log},
      metrics_{metrics},
      consumer_{std::move(consumer)} {}

Task<void> PostWorker::run() {
    return work_jobs({store_, clock_, log_, "posts", consumer_, "posts"}, [this] { return work_once(kWait); });
}

Task<Result<std::size_t>> PostWorker::work_once(std::chrono::milliseconds wait) {
    auto jobs = co_await store_.take_jobs(blocking_, "posts", consumer_, 1, wait);
    if (!jobs) co_return tl::unexpected(jobs.error());
    for (auto& job : *jobs) {
        const auto done = co_await perform(std::move(job));
        if (!done) co_return tl::unexpected(done.error());  // the job stays pending and comes again
    }
    co_return jobs->size();
}

PostWorker::Done PostWorker::perform(Job job) {
    auto post = co_await posts_.post(job.fields["post"]);
    if (!post && post.error().kind == ErrorKind::not_found) co_return co_await store_.job_done(std::move(job));
    if (!post) co_return tl::unexpected(post.error());
    const auto& deliveries = post->deliveries;
    const auto on_channel = [&](const Delivery& each) { return each.channel == job.fields["channel"]; };
    const auto found = std::find_if(deliveries.begin(), deliveries.end(), on_channel);
    if (found == deliveries.end()) co_return co_await store_.job_done(std::move(job));
    auto delivery = *found;
    if (delivery.state == DeliveryState::taking_down)
        co_return co_await remove(std::move(job), std::move(*post), std::move(delivery));
    auto begun = co_await begin(job, *post, delivery.channel);
    if (!begun) co_return co_await over_after(std::move(job), std::move(begun));
    co_return co_await publish(std::move(job), std::move(*post), std::move(delivery));
}

PostWorker::Done PostWorker::begin(Job job, Post post, std::string channel) {
    auto channels = co_await store_.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    const auto now = clock_.now();
    const bool shows = models::guard::may_show_pupils(post.content);
    const auto verdicts = co_await guard_.ask(std::move(post.content), std::move(*channels), now);
    if (!verdicts) co_return tl::unexpected(verdicts.error());
    co_return co_await posts_.begin(post.id, std::move(channel), job.fields["approval"], !allowed(*verdicts), now,
                                    shows);
}

PostWorker::Done PostWorker::publish(Job job, Post post, Delivery delivery) {
    const auto channel = co_await store_.channel(delivery.channel);
    if (!channel) co_return tl::unexpected(channel.error());
    auto publication = models::publication_of(post.content, channel->network);
    for (auto& media : publication.media) media.id = post.id + "/" + media.id;
    auto step = co_await network_.step(*channel, publication, delivery.progress);
    if (!step) co_return co_await failed(std::move(job), std::move(post), std::move(delivery), step.error());
    if (step->published) {
        delivery.state = DeliveryState::published;
        delivery.external_id = std::move(step->published->external_id);
        delivery.permalink = std::move(step->published->permalink);
        delivery.detail = step->published->seen ? "" : not_shown_yet().detail;
        co_return co_await finish(std::move(job), std::move(post), std::move(delivery));
    }
    auto kept = co_await posts_.keep(post.id, delivery.channel, job.fields["approval"], std::move(step->progress));
    if (!kept) co_return co_await over_after(std::move(job), std::move(kept));
    job.fields.erase("tries");  // it goes on
    co_return co_await store_.job_later(std::move(job), clock_.now() + step->wait, clock_.now());
}

PostWorker::Done PostWorker::failed(Job job, Post post, Delivery delivery, runtime::Error error) {
    if (may_pass(error)) {
        const auto later = co_await try_later(job, error);
        if (!later) co_return tl::unexpected(later.error());
        if (*later) co_return Result<void>{};
    }
    // Only once something was noted the network may have it; and what it refuses it does not have.
    const bool perhaps = error.kind != ErrorKind::rejected && !delivery.progress.empty();
    delivery.state = perhaps ? DeliveryState::unknown : DeliveryState::failed;
    delivery.detail = std::move(error.message);
    co_return co_await finish(std::move(job), std::move(post), std::move(delivery));
}

PostWorker::Done PostWorker::finish(Job job, Post post, Delivery how) {
    const auto outcome = how.state;
    auto finished = co_await posts_.finish(post.id, std::move(how), job.fields["approval"], clock_.now());
    if (finished) {
        metrics_
            .counter("gatehouse_posts_total", "Posts of the school on channels by outcome",
                     {{"outcome", std::string{to_string(outcome)}}})
            .add();
        log_.info("posts", "post finished",
                  {{"post", post.id}, {"channel", job.fields["channel"]}, {"outcome", to_string(outcome)}});
    }
    co_return co_await over_after(std::move(job), std::move(finished));
}

PostWorker::Done PostWorker::remove(Job job, Post post, Delivery delivery) {
    const auto channel = co_await store_.channel(delivery.channel);
    if (!channel) co_return tl::unexpected(channel.error());
    delivery.state = DeliveryState::taken_down;
    delivery.detail.clear();
    if (channel->state == models::ChannelState::authorised) {
        const auto gone = co_await network_.take_down(*channel, delivery.external_id);
        if (gone) co_return co_await finish_removal(std::move(job), std::move(post), std::move(delivery));
        if (may_pass(gone.error())) {
            const auto later = co_await try_later(job, gone.error());
            if (!later) co_return tl::unexpected(later.error());
            if (*later) co_return Result<void>{};
        }
        delivery.detail = "It could not be taken down: " + gone.error().message;
    } else {
        delivery.detail = "The channel is not authorised: take it down there yourself.";
    }
    delivery.state = DeliveryState::published;
    co_return co_await finish_removal(std::move(job), std::move(post), std::move(delivery));
}

PostWorker::Done PostWorker::finish_removal(Job job, Post post, Delivery how) {
    log_.info("posts", "removal finished",
              {{"post", post.id}, {"channel", how.channel}, {"outcome", to_string(how.state)}});
    auto finished = co_await posts_.removed(post.id, std::move(how), clock_.now());
    co_return co_await over_after(std::move(job), std::move(finished));
}

Task<Result<bool>> PostWorker::try_later(Job job, runtime::Error error) {
    // What is to be said is not forgotten while the channel is not connected: the agreement's end is the limit.
    const bool counts = error.kind == ErrorKind::unreachable;
    const auto tries = std::atoi(job.fields["tries"].c_str()) + (counts ? 1 : 0);
    if (tries > kAttemptsMax) co_return false;
    job.fields["tries"] = std::to_string(tries);
    const bool connection = error.kind == ErrorKind::unavailable;
    const auto wait = error.retry_after.value_or(connection ? kConnectionWait : action_backoff(tries));
    log_.warning("posts", "trying later",
                 {{"post", job.fields["post"]}, {"wait_ms", wait.count()}, {"reason", to_string(error.kind)}});
    const auto put_off = co_await store_.job_later(std::move(job), clock_.now() + wait, clock_.now());
    if (!put_off) co_return tl::unexpected(put_off.error());
    co_return true;
}

PostWorker::Done PostWorker::over_after(Job job, Result<void> changed) {
    if (!changed && !not_wanted(changed.error())) co_return changed;
    co_return co_await store_.job_done(std::move(job));
}

}  // namespace moderation
