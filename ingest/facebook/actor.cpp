#include "ingest/facebook/actor.hpp"

#include "ingest/facebook/parser.hpp"
#include "ingest/meta/graph_page.hpp"

namespace ingest {
namespace {

using models::ItemKind;
using models::Verb;
using runtime::ErrorKind;

constexpr const char* kCommentFields =
    "id,message,created_time,from{id,name},attachment,is_hidden,can_hide,can_remove,permalink_url";
constexpr const char* kPostFields = "id,message,created_time,from,is_hidden,permalink_url";

bool is_comment(ItemKind kind) {
    return kind == ItemKind::comment || kind == ItemKind::reply;
}

/// The call that carries out `verb`, or why there is none.
runtime::Result<ApiCall> call_for(const models::Channel& channel, const models::CollectedItem& item, Verb verb) {
    ApiCall call;
    call.method = "POST";
    call.path = path_of({item.external_id});
    switch (verb) {
        case Verb::hide: call.form.emplace_back("is_hidden", "true"); return call;
        case Verb::unhide: call.form.emplace_back("is_hidden", "false"); return call;
        case Verb::remove: call.method = "DELETE"; return call;
        case Verb::ban:
            if (item.author_id.empty())
                return runtime::fail(ErrorKind::rejected,
                                     "Facebook did not say who wrote this, so nobody can be blocked for it.");
            call.path = path_of({channel.external_id, "blocked"});
            call.form.emplace_back("user", item.author_id);
            return call;
        case Verb::leave:
        case Verb::escalate: break;
    }
    return runtime::fail(ErrorKind::rejected, "This decision asks nothing of Facebook.");
}

runtime::Result<void> judge_answer(const ApiReply& reply, const models::CollectedItem& item, Verb verb) {
    const auto said = verb == Verb::ban ? parse_answer_for(reply.body, item.author_id) : parse_success(reply.body);
    if (!said) return runtime::fail(ErrorKind::unreachable, "Facebook's answer made no sense; it may have been done.");
    if (!*said) return runtime::fail(ErrorKind::rejected, "Facebook says that it did not do it.");
    return {};
}

}  // namespace

FacebookActor::FacebookActor(ApiClient& client, TokenSource& tokens) : client_{client}, tokens_{tokens} {}

runtime::Task<runtime::Result<Observation>> FacebookActor::observe(models::Channel channel,
                                                                   models::CollectedItem item) {
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    ApiCall call;
    call.path = path_of({item.external_id});
    call.query.emplace_back("fields", is_comment(item.kind) ? kCommentFields : kPostFields);
    auto reply = co_await client_.send(std::move(call), std::move(*token), channel.external_id);
    Observation observation;
    if (!reply && reply.error().kind == ApiErrorKind::gone) {
        observation.state = models::NetworkState::gone;
        observation.raw = reply.error().answer;
        co_return observation;
    }
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    ParseContext context;
    context.channel_id = channel.id;
    context.kind = item.kind;
    const auto object = parse_facebook_object(reply->body, context);
    if (!object) co_return runtime::fail(ErrorKind::unreachable, "Facebook's answer made no sense.");
    observation.state = object->item.hidden ? models::NetworkState::hidden : models::NetworkState::visible;
    observation.raw = object->item.raw;
    co_return observation;
}

runtime::Task<runtime::Result<void>> FacebookActor::act(models::Channel channel, models::CollectedItem item,
                                                        Verb verb) {
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    auto call = call_for(channel, item, verb);
    if (!call) co_return tl::unexpected(call.error());
    const auto reply = co_await client_.send(std::move(*call), std::move(*token), channel.external_id);
    if (reply) co_return judge_answer(*reply, item, verb);
    const bool already = verb == Verb::remove && reply.error().kind == ApiErrorKind::gone;
    if (already) co_return runtime::Result<void>{};
    co_return tl::unexpected(to_runtime(reply.error()));
}

}  // namespace ingest
