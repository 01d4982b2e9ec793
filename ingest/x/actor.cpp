#include "ingest/x/actor.hpp"

#include "config/runtime/json_text.hpp"
#include "ingest/people_list.hpp"
#include "ingest/x/parser.hpp"
#include "ingest/x/walk.hpp"

#include <algorithm>

namespace ingest {
namespace {

using models::ItemKind;
using models::Verb;
using runtime::ErrorKind;

/// Why X is not even asked; nothing when it is.
std::optional<runtime::Error> impossible(const models::CollectedItem& item, Verb verb) {
    const auto no = [](std::string sentence) { return runtime::Error{ErrorKind::rejected, std::move(sentence), {}}; };
    const bool reply = item.kind == ItemKind::comment || item.kind == ItemKind::reply;
    switch (verb) {
        case Verb::hide:
        case Verb::unhide:
            if (reply) return std::nullopt;
            return no("X lets a school hide only replies in conversations that the school's account began.");
        case Verb::remove: return no("X does not let a school delete what others wrote.");
        case Verb::ban:
            return no("X does not let a school block anybody through its interface. Block the account on x.com.");
        case Verb::mute:
        case Verb::unmute:
            if (!item.author_id.empty()) return std::nullopt;
            return no("X did not say who wrote this.");
        default: break;
    }
    return no("This decision asks nothing of X.");
}

ApiCall hiding(const std::string& id, bool hidden) {
    ApiCall call;
    call.method = "PUT";
    call.path = path_of({"tweets", id, "hidden"});
    call.json = hidden ? R"({"hidden":true})" : R"({"hidden":false})";
    return call;
}

}  // namespace

XActor::XActor(ApiClient& client, TokenSource& tokens) : client_{client}, tokens_{tokens} {}

runtime::Task<runtime::Result<XActor::Served>> XActor::look(const models::Channel& channel, const std::string& id,
                                                            const std::string& token) {
    ApiCall call;
    call.path = "tweets";
    call.query = x_post_parameters();
    call.query.emplace_back("ids", id);
    const auto reply = co_await client_.send(std::move(call), token, channel.external_id);
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    ParseContext context;
    context.channel_id = channel.id;
    const auto page = parse_x_page(reply->body, context);
    Served served;
    const auto among = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    served.gone = page && among(page->gone);
    served.withheld = page && among(page->withheld);
    if (served.gone || served.withheld) {
        served.raw = reply->body;
        co_return served;
    }
    if (!page || page->facts.size() != 1)
        co_return runtime::fail(ErrorKind::unreachable, "X neither shows it nor says that it is gone.");
    served.newest_id = page->facts.front().newest_id;
    served.raw = page->list.objects.front().item.raw;
    co_return served;
}

runtime::Task<runtime::Result<Observation>> XActor::observe(models::Channel channel, models::CollectedItem item) {
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    auto served = co_await look(channel, item.external_id, *token);
    if (!served) co_return tl::unexpected(served.error());
    Observation observation;
    observation.raw = std::move(served->raw);
    if (served->gone)
        observation.state = models::NetworkState::gone;
    else
        observation.state = item.hidden ? models::NetworkState::hidden : models::NetworkState::visible;
    co_return observation;
}

runtime::Task<runtime::Result<std::optional<bool>>> XActor::in_force(models::Channel channel,
                                                                     models::CollectedItem item, Verb verb) {
    if (verb != Verb::mute && verb != Verb::unmute) co_return std::optional<bool>{};
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    ApiCall call;
    call.path = path_of({"users", channel.external_id, "muting"});
    call.query.emplace_back("max_results", "1000");
    auto muted = co_await stands_in(client_, std::move(call), "pagination_token", std::move(item.author_id),
                                    std::move(*token), channel.external_id);
    if (muted && *muted && verb == Verb::unmute) **muted = !**muted;
    co_return muted;
}

runtime::Task<runtime::Result<void>> XActor::act(models::Channel channel, models::CollectedItem item, Verb verb) {
    auto refusal = impossible(item, verb);
    if (refusal) co_return tl::unexpected(std::move(*refusal));
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    if (verb == Verb::mute || verb == Verb::unmute)
        co_return co_await mute(std::move(channel), std::move(item), verb == Verb::mute, std::move(*token));
    co_return co_await hide(std::move(channel), std::move(item), verb == Verb::hide, std::move(*token));
}

runtime::Task<runtime::Result<void>> XActor::hide(models::Channel channel, models::CollectedItem item, bool hidden,
                                                  std::string token) {
    // Hiding acts on one version: the one that people see now.
    const auto served = co_await look(channel, item.external_id, token);
    if (!served) co_return tl::unexpected(served.error());
    if (served->gone) co_return runtime::fail(ErrorKind::rejected, "It is no longer on X.");
    if (served->withheld)
        co_return runtime::fail(ErrorKind::rejected,
                                "Its author has protected their posts: X shows it to nobody but their followers, and "
                                "does not let the school change it.");
    co_return co_await change(channel, hiding(served->newest_id, hidden), token, "hidden", hidden);
}

runtime::Task<runtime::Result<void>> XActor::mute(models::Channel channel, models::CollectedItem item, bool muted,
                                                  std::string token) {
    ApiCall call;
    call.method = muted ? "POST" : "DELETE";
    call.path = path_of({"users", channel.external_id, "muting"});
    if (muted)
        call.json = R"({"target_user_id":)" + runtime::json_string(item.author_id) + "}";
    else
        call.path += "/" + path_of({item.author_id});
    co_return co_await change(channel, std::move(call), token, "muting", muted);
}

runtime::Task<runtime::Result<void>> XActor::change(const models::Channel& channel, ApiCall call,
                                                    const std::string& token, const std::string& flag, bool wanted) {
    const auto reply = co_await client_.send(std::move(call), token, channel.external_id);
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    const auto answer = parse_x_flag(reply->body, flag);
    if (!answer) co_return runtime::fail(ErrorKind::unreachable, "X's answer made no sense; it may have been done.");
    if (*answer != wanted) co_return runtime::fail(ErrorKind::rejected, "X says that it did not do it.");
    co_return runtime::Result<void>{};
}

}  // namespace ingest
