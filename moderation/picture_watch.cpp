#include "moderation/picture_watch.hpp"

#include "moderation/action_worker.hpp"
#include "moderation/job_loop.hpp"
#include "moderation/post_watch.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace moderation {

using models::Category;
using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

bool overtaken(const runtime::Error& error) {
    return error.kind == ErrorKind::conflict || error.kind == ErrorKind::not_found;
}

/// Nobody looks at what may be unlawful to have, also where that was found only later.
bool may_be_looked_at(const Item& item) {
    const auto suspect = [](const models::Assessment& assessment) {
        return assessment.has(Category::illegal_image) || assessment.has(Category::image_extortion);
    };
    return !item.listed && std::none_of(item.revisions.begin(), item.revisions.end(),
                                        [&](const Revision& revision) { return suspect(revision.assessment); });
}

bool still_to_be_done(const Item& item, const std::string& revision) {
    const bool gone =
        item.network_state == models::NetworkState::gone || item.network_state == models::NetworkState::removed_by_us;
    return !gone && item.revisions.back().id == revision && !item.pictures && may_be_looked_at(item);
}

/// That failed.
int tries_of(const Job& job) {
    const auto found = job.fields.find("tries");
    return found == job.fields.end() ? 0 : std::atoi(found->second.c_str());
}

bool is_own(const Item& item, const models::Channel& channel) {
    return item.latest.kind == models::ItemKind::own_post ||
           (!item.latest.author_id.empty() && item.latest.author_id == channel.external_id);
}

bool shows_pupils(const Post& post) {
    const auto& pictures = post.content.pictures;
    return std::any_of(pictures.begin(), pictures.end(), [](const models::PostPicture& picture) {
        return picture.people == models::PeopleShown::pupils;
    });
}

}  // namespace

Task<void> PictureWatch::run() {
    return work_jobs({parts_.store, parts_.clock, parts_.log, "pictures", consumer_, "pictures"},
                     [this] { return work_once(kWait); });
}

Task<Result<std::size_t>> PictureWatch::work_once(std::chrono::milliseconds wait) {
    auto jobs = co_await parts_.store.take_jobs(parts_.blocking, "pictures", consumer_, 1, wait);
    if (!jobs) co_return tl::unexpected(jobs.error());
    for (auto& job : *jobs) {
        const auto done = co_await perform(std::move(job));
        if (!done) co_return tl::unexpected(done.error());  // the job stays pending and comes again
    }
    co_return jobs->size();
}

PictureWatch::Done PictureWatch::perform(Job job) {
    auto item = co_await parts_.store.item_for_system(job.fields["item"]);
    const bool erased = !item && item.error().kind == ErrorKind::not_found;
    if (!item && !erased) co_return tl::unexpected(item.error());
    if (erased || !still_to_be_done(*item, job.fields["rev"])) co_return co_await parts_.store.job_done(std::move(job));
    auto channel = co_await parts_.store.channel(item->latest.channel_id);
    if (!channel) co_return tl::unexpected(channel.error());
    Errand errand{std::move(job), std::move(*item), std::move(*channel)};
    co_return co_await perform(std::move(errand));
}

PictureWatch::Done PictureWatch::perform(Errand errand) {
    const auto learnt = co_await learn(errand);
    if (!learnt) co_return learnt;
    // Nothing is read from such a channel.
    if (errand.channel.state != models::ChannelState::authorised) co_return co_await leave_to_people(std::move(errand));
    auto sight = co_await look_at_all(errand);
    if (!sight) co_return co_await try_later(std::move(errand), sight.error());
    const auto perhaps = co_await may_be_ours(errand, *sight);
    if (!perhaps) co_return tl::unexpected(perhaps.error());
    if (*perhaps) {
        const auto now = parts_.clock.now();
        co_return co_await parts_.store.job_later(std::move(errand.job), now + kPublishingWait, now);
    }
    co_return co_await record(std::move(errand), std::move(*sight));
}

PictureWatch::Done PictureWatch::learn(Errand& errand) {
    const auto& latest = errand.item.latest;
    auto& setting = errand.setting;
    setting.own = is_own(errand.item, errand.channel);
    const auto said_at = latest.created_at.value_or(errand.item.first_seen);
    setting.since_watched = errand.channel.authorised_at && said_at >= *errand.channel.authorised_at;
    auto post = co_await parts_.posts.published_as(latest.channel_id, latest.external_id);
    if (!post) co_return tl::unexpected(post.error());
    errand.post = std::move(*post);
    if (setting.own) co_return Result<void>{};
    const auto under = co_await stands_under_pupils(errand);
    if (!under) co_return tl::unexpected(under.error());
    setting.under_pupils = *under;
    co_return Result<void>{};
}

Task<Result<bool>> PictureWatch::stands_under_pupils(const Errand& errand) {
    const auto& latest = errand.item.latest;
    if (latest.post_external_id.empty()) co_return false;
    const auto id = co_await parts_.posts.published_as(latest.channel_id, latest.post_external_id);
    if (!id) co_return tl::unexpected(id.error());
    if (!id->empty()) {
        const auto post = co_await parts_.posts.post(*id);
        if (post) co_return shows_pupils(*post);
        if (post.error().kind != ErrorKind::not_found) co_return tl::unexpected(post.error());
    }
    auto place = models::item_id(latest.network, latest.channel_id, latest.post_external_id);
    const auto post = co_await parts_.store.item_for_system(std::move(place));
    const bool own_post = post && post->latest.kind == models::ItemKind::own_post;
    // Of a post that was not published here nobody said who is in it: anybody may be a pupil.
    if (post) co_return own_post&& may_show_people(*post);
    if (post.error().kind != ErrorKind::not_found) co_return tl::unexpected(post.error());
    co_return false;
}

Task<Result<PictureWatch::Sight>> PictureWatch::look_at_all(const Errand& errand) {
    const auto addresses = parts_.found.addresses(errand.job);
    Sight sight;
    if (!addresses || addresses->empty()) {
        sight.pictures.resize(1);
        co_return sight;
    }
    for (const auto& address : *addresses) {
        auto glance = co_await look_at(errand, address);
        if (!glance) co_return tl::unexpected(glance.error());
        sight.pictures.push_back(std::move(glance->seen));
        if (glance->listed_file.empty()) continue;
        sight.listed_file = std::move(glance->listed_file);
        sight.pictures.resize(addresses->size());  // nothing else of it is fetched, either
        break;
    }
    co_return sight;
}

Task<Result<Glance>> PictureWatch::fetch_and_look(const Errand& errand, std::string address) {
    auto bytes = co_await parts_.network.fetch(errand.channel, std::move(address));
    if (!bytes && bytes.error().kind == ErrorKind::rejected) {
        parts_.log.info("pictures", "a picture cannot be had",
                        {{"item", errand.item.id}, {"reason", bytes.error().message}});
        co_return Glance{};
    }
    if (!bytes) co_return tl::unexpected(bytes.error());
    co_return co_await eye_.look(std::move(*bytes));
}

Task<Result<Glance>> PictureWatch::look_at(const Errand& errand, std::string address) {
    if (address.empty()) co_return Glance{};
    auto glance = co_await fetch_and_look(errand, std::move(address));
    const bool last = !glance && !glance.error().retry_after && tries_of(errand.job) >= kAttemptsMax;
    if (last) co_return Glance{};
    if (!glance || glance->seen.state != SeenPicture::State::seen) co_return glance;
    const auto recognised = co_await library_.recognise(std::move(glance->picture), errand.channel.network, errand.post,
                                                        parts_.clock.now());
    if (!recognised) co_return tl::unexpected(recognised.error());
    glance->seen.like = recognised->like;
    glance->seen.agreed_at = recognised->agreed_at;
    co_return glance;
}

Task<Result<bool>> PictureWatch::may_be_ours(const Errand& errand, const Sight& sight) {
    if (!errand.setting.own || !errand.post.empty() || !sight.listed_file.empty()) co_return false;
    if (findings_of(sight.pictures, errand.setting).empty()) co_return false;
    const auto open = co_await parts_.posts.open();
    if (!open) co_return tl::unexpected(open.error());
    co_return anything_on_its_way(*open, errand.channel.id);
}

PictureWatch::Done PictureWatch::record(Errand errand, Sight sight) {
    const auto found = findings_of(sight.pictures, errand.setting);
    const auto own = errand.setting.own;
    auto whole =
        found.empty() ? errand.item.assessment : with_pictures(errand.item.assessment, sight.pictures, errand.setting);
    const auto now = parts_.clock.now();
    FoundInPictures outcome{errand.item.id, errand.job.fields["rev"], std::move(sight.pictures),
                            std::move(sight.listed_file),
                            parts_.triage.decide_pictures(errand.item.latest, std::move(whole), found, own, now)};
    if (!outcome.listed_file.empty() && outcome.outcome.alert) outcome.outcome.alert->kind = models::kListedPicture;
    // PostWatch tells of what Gatehouse did not publish; of what it did, a picture was changed on the network.
    const bool changed =
        own && !errand.post.empty() && !found.empty() && found.front().severity >= models::Severity::v2;
    if (changed && !outcome.outcome.alert)
        outcome.outcome.alert = models::draw_alert("posted_elsewhere", "item:" + errand.item.id, models::Severity::v2);
    const auto severity = outcome.outcome.assessment.severity;
    const auto recorded = co_await parts_.found.record(std::move(outcome), now);
    if (!recorded && !overtaken(recorded.error())) co_return tl::unexpected(recorded.error());
    parts_.metrics
        .counter("gatehouse_pictures_looked_at_total", "Items whose pictures were looked at",
                 {{"found", found.empty() ? "nothing" : "something"}})
        .add();
    parts_.log.info("pictures", "pictures looked at",
                    {{"item", errand.item.id}, {"found", found.size()}, {"severity", to_string(severity)}});
    co_return co_await parts_.store.job_done(std::move(errand.job));
}

PictureWatch::Done PictureWatch::leave_to_people(Errand errand) {
    const auto addresses = parts_.found.addresses(errand.job);
    Sight sight;
    sight.pictures.resize(addresses ? std::max<std::size_t>(addresses->size(), 1) : 1);
    co_return co_await record(std::move(errand), std::move(sight));
}

PictureWatch::Done PictureWatch::try_later(Errand errand, runtime::Error error) {
    // What the network asked to wait counts for nothing: it is asked when it said.
    const bool counts = !error.retry_after;
    auto& fields = errand.job.fields;
    const auto tries = tries_of(errand.job) + (counts ? 1 : 0);
    if (tries > kAttemptsMax) co_return co_await leave_to_people(std::move(errand));
    fields["tries"] = std::to_string(tries);
    const auto wait = error.retry_after.value_or(action_backoff(tries));
    parts_.log.warning("pictures", "trying later",
                       {{"item", errand.item.id}, {"wait_ms", wait.count()}, {"reason", to_string(error.kind)}});
    const auto now = parts_.clock.now();
    co_return co_await parts_.store.job_later(std::move(errand.job), now + wait, now);
}

}  // namespace moderation
