#include "ingest/stepwise_publisher.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

namespace ingest {

using runtime::ErrorKind;

namespace {

/// Media that were not used for a day are gone; these are used before.
constexpr std::chrono::hours kMediaKept{20};

}  // namespace

StepwisePublisher::StepwisePublisher(PublisherParts parts, const ReplyWays& ways)
    : parts_{parts}, replier_{parts.client, parts.tokens, parts.actor, parts.clock, ways} {}

runtime::Task<runtime::Result<Published>> StepwisePublisher::reply(models::Channel channel, models::CollectedItem item,
                                                                   std::string text,
                                                                   std::optional<runtime::Time> tried) {
    return replier_.reply(std::move(channel), std::move(item), std::move(text), tried);
}

runtime::Task<runtime::Result<PublishingStep>> StepwisePublisher::step(models::Channel channel,
                                                                       models::Publication publication,
                                                                       std::string progress, MediaSource& media) {
    const auto now = parts_.clock.now();
    if (progress.empty()) {
        const auto problems = models::problems_of(channel.network, publication, now);
        if (!problems.empty()) co_return runtime::fail(ErrorKind::rejected, problems.front());
    }
    auto known = progress_from(progress);
    if (!known) co_return tl::unexpected(known.error());
    auto token = co_await parts_.tokens.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    PublishingWork work{std::move(channel), std::move(publication), std::move(*token), std::move(*known), media};

    PublishingStep step;
    if (work.progress.tried) {
        auto found = co_await find(work);
        if (!found) co_return tl::unexpected(found.error());
        step.published = std::move(*found);
    }
    if (!step.published) {
        if (work.progress.began && now - *work.progress.began > kMediaKept) work.progress.bring_again();
        const auto ready = co_await prepare(work);
        if (!ready) co_return tl::unexpected(ready.error());
        step.wait = ready->wait;
        if (ready->ready && work.progress.tried) {
            auto published = co_await publish(work);
            if (!published) co_return tl::unexpected(published.error());
            step.published = std::move(*published);
        }
        if (ready->ready && !work.progress.tried) work.progress.tried = now;
    }
    step.progress = to_text(work.progress);
    co_return step;
}

runtime::Task<runtime::Result<Published>> StepwisePublisher::publish(PublishingWork& work) {
    const auto reply = co_await parts_.client.send(publishing(work), work.token, work.channel.external_id);
    if (!reply) {
        const auto kind = reply.error().kind;
        if (kind != ApiErrorKind::duplicate && kind != ApiErrorKind::bad_request)
            co_return tl::unexpected(refusal(reply.error()));
        // Perhaps an earlier try had been accepted after all.
        auto found = co_await find(work);
        if (found && *found) co_return std::move(**found);
        if (kind == ApiErrorKind::duplicate)
            co_return runtime::fail(ErrorKind::unreachable, reply.error().sentence, kUntilShown);
        co_return tl::unexpected(refusal(reply.error()));
    }
    auto id = made_id(reply->body);
    if (!id)
        co_return runtime::fail(
            ErrorKind::unreachable,
            std::string{models::display_name(work.channel.network)} + "'s answer made no sense; it may be published.",
            kUntilShown);
    co_return co_await read_back(work.channel, std::move(*id));
}

runtime::Task<Published> StepwisePublisher::read_back(models::Channel channel, std::string id) {
    models::CollectedItem item;
    item.network = channel.network;
    item.channel_id = channel.id;
    item.external_id = id;
    item.kind = models::ItemKind::own_post;
    Published published;
    published.permalink = permalink(id);
    published.external_id = std::move(id);
    const auto seen = co_await parts_.actor.observe(std::move(channel), std::move(item));
    published.seen = seen && seen->state == models::NetworkState::visible;
    if (published.seen && published.permalink.empty()) published.permalink = permalink_in(seen->raw);
    co_return published;
}

runtime::Task<runtime::Result<void>> StepwisePublisher::take_down(models::Channel channel, std::string external_id) {
    auto token = co_await parts_.tokens.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    const auto reply = co_await parts_.client.send(taking_down(external_id), std::move(*token), channel.external_id);
    if (!reply && reply.error().kind == ApiErrorKind::gone) co_return runtime::Result<void>{};
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    const std::string network{models::display_name(channel.network)};
    const auto done = taken_down(reply->body);
    if (!done)
        co_return runtime::fail(ErrorKind::unreachable, network + "'s answer made no sense; it may have been done.");
    if (!*done) co_return runtime::fail(ErrorKind::rejected, network + " says that it did not do it.");
    co_return runtime::Result<void>{};
}

runtime::Task<runtime::Result<std::string>> StepwisePublisher::make(const PublishingWork& work, ApiCall call) {
    const auto reply = co_await parts_.client.send(std::move(call), work.token, work.channel.external_id);
    if (!reply) co_return tl::unexpected(refusal(reply.error()));
    auto id = made_id(reply->body);
    if (!id)
        co_return runtime::fail(ErrorKind::unreachable,
                                std::string{models::display_name(work.channel.network)} + "'s answer made no sense.");
    co_return std::move(*id);
}

runtime::Task<runtime::Result<std::string>> StepwisePublisher::bytes_of(const PublishingWork& work,
                                                                        const models::Media& media, std::uint64_t from,
                                                                        std::uint64_t size) {
    auto bytes = co_await work.media.read(media.id, from, static_cast<std::size_t>(size));
    if (bytes && bytes->size() != size)
        co_return runtime::fail(ErrorKind::rejected, "The picture or video is no longer what it was: choose it again.");
    co_return bytes;
}

runtime::Result<std::optional<Published>> as_published(runtime::Result<std::optional<models::CollectedItem>> found) {
    if (!found) return tl::unexpected(std::move(found.error()));
    if (!*found) return std::nullopt;
    return published_as(**found);
}

std::string permalink_in(std::string_view raw) {
    constexpr std::size_t kUrlBytesMax = 4'096;
    const JsonDocument document{raw};
    simdjson::dom::object object;
    if (document.object().get(object) != simdjson::SUCCESS) return {};
    for (const std::string_view key : {"permalink_url", "permalink"})
        if (auto link = text_member(object, key, kUrlBytesMax); link && link->starts_with("https://")) return *link;
    return {};
}

}  // namespace ingest
