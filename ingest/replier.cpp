#include "ingest/replier.hpp"

namespace ingest {
namespace {

/// The answer as an item: what it takes to ask for it.
models::CollectedItem answer_to(const models::CollectedItem& item, const Published& published) {
    models::CollectedItem answer;
    answer.network = item.network;
    answer.channel_id = item.channel_id;
    answer.external_id = published.external_id;
    answer.post_external_id = models::is_comment(item.kind) ? item.post_external_id : item.external_id;
    answer.kind = models::ItemKind::reply;
    answer.permalink = published.permalink;
    return answer;
}

}  // namespace

Published published_as(const models::CollectedItem& item) {
    Published published;
    published.external_id = item.external_id;
    published.permalink = item.permalink;
    published.seen = true;
    return published;
}

using runtime::ErrorKind;

Replier::Replier(ApiClient& client, TokenSource& tokens, Actor& actor, const runtime::Clock& clock,
                 const ReplyWays& ways)
    : client_{client}, tokens_{tokens}, actor_{actor}, clock_{clock}, ways_{ways} {}

runtime::Task<runtime::Result<Published>> Replier::reply(models::Channel channel, models::CollectedItem item,
                                                         std::string text, std::optional<runtime::Time> tried) {
    const auto problems = models::problems_of_reply(channel.network, text);
    if (!problems.empty()) co_return runtime::fail(ErrorKind::rejected, problems.front());
    auto call = ways_.call_for(channel, item, text);
    if (!call) co_return tl::unexpected(call.error());
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    if (tried) {
        auto list = ways_.list_for(channel, item, *tried);
        if (!list)
            co_return runtime::fail(ErrorKind::conflict, std::string{ways_.network} +
                                                             " may have taken the answer, and does not let Gatehouse "
                                                             "look: look at it there.");
        list->context.now = clock_.now();
        OwnWords words{channel.external_id, text, *tried, ways_.answered_by(item)};
        const auto found = co_await find_own(client_, std::move(*list), std::move(words), *token);
        if (!found) co_return tl::unexpected(found.error());
        if (*found) co_return published_as(**found);
    }
    const auto reply = co_await client_.send(std::move(*call), std::move(*token), channel.external_id);
    const std::string network{ways_.network};
    if (!reply && reply.error().kind == ApiErrorKind::duplicate)
        co_return runtime::fail(ErrorKind::unreachable, network + " says that the account has just said the same.",
                                kUntilShown);
    if (!reply) co_return tl::unexpected(outcome_of(reply.error()));
    auto id = made_id(reply->body);
    if (!id)
        co_return runtime::fail(ErrorKind::unreachable, network + "'s answer made no sense; it may stand there.",
                                kUntilShown);
    Published published;
    published.permalink = ways_.permalink(item, *id);
    published.external_id = std::move(*id);
    const auto seen = co_await actor_.observe(std::move(channel), answer_to(item, published));
    published.seen = seen && seen->state == models::NetworkState::visible;
    co_return published;
}

}  // namespace ingest
