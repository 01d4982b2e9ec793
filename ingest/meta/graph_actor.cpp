#include "ingest/meta/graph_actor.hpp"

namespace ingest {
using models::Verb;
using runtime::ErrorKind;

GraphActor::GraphActor(ApiClient& client, TokenSource& tokens, const GraphDeeds& deeds)
    : client_{client}, tokens_{tokens}, deeds_{deeds} {}

runtime::Task<runtime::Result<Observation>> GraphActor::observe(models::Channel channel, models::CollectedItem item) {
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    ApiCall call;
    call.path = path_of({item.external_id});
    call.query.emplace_back("fields", models::is_comment(item.kind) ? deeds_.comment_fields : deeds_.post_fields);
    auto reply = co_await client_.send(std::move(call), std::move(*token), channel.external_id);
    Observation observation;
    if (!reply && reply.error().kind == ApiErrorKind::gone) {
        observation.state = models::NetworkState::gone;
        observation.raw = reply.error().answer;
        co_return observation;
    }
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    auto seen = deeds_.parse(reply->body, channel, item);
    if (!seen)
        co_return runtime::fail(ErrorKind::unreachable, std::string{deeds_.network} + "'s answer made no sense.");
    observation.state = seen->hidden ? models::NetworkState::hidden : models::NetworkState::visible;
    observation.raw = std::move(seen->raw);
    co_return observation;
}

runtime::Task<runtime::Result<std::optional<bool>>> GraphActor::in_force(models::Channel channel,
                                                                         models::CollectedItem item, Verb verb) {
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    co_return co_await deeds_.in_force(client_, std::move(channel), std::move(item), verb, std::move(*token));
}

runtime::Task<runtime::Result<void>> GraphActor::act(models::Channel channel, models::CollectedItem item, Verb verb) {
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    auto call = deeds_.call_for(channel, item, verb);
    if (!call) co_return tl::unexpected(call.error());
    const auto reply = co_await client_.send(std::move(*call), std::move(*token), channel.external_id);
    if (!reply) {
        const bool already = verb == Verb::remove && reply.error().kind == ApiErrorKind::gone;
        if (already) co_return runtime::Result<void>{};
        co_return tl::unexpected(to_runtime(reply.error()));
    }
    const std::string network{deeds_.network};
    const auto done = deeds_.parse_done(reply->body, item, verb);
    if (!done)
        co_return runtime::fail(ErrorKind::unreachable, network + "'s answer made no sense; it may have been done.");
    if (!*done) co_return runtime::fail(ErrorKind::rejected, network + " says that it did not do it.");
    co_return runtime::Result<void>{};
}

}  // namespace ingest
