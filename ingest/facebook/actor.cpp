#include "ingest/facebook/actor.hpp"

#include "ingest/facebook/parser.hpp"
#include "ingest/meta/graph_page.hpp"
#include "ingest/people_list.hpp"

namespace ingest {
namespace {

using models::Verb;
using runtime::ErrorKind;

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
        case Verb::unban:
            call.method = "DELETE";
            call.path = path_of({channel.external_id, "blocked"});
            call.query.emplace_back("user", item.author_id);
            return call;
        default: break;
    }
    return runtime::fail(ErrorKind::rejected, "This decision asks nothing of Facebook.");
}

runtime::Result<models::CollectedItem> parse(std::string_view body, const models::Channel& channel,
                                             const models::CollectedItem& item) {
    ParseContext context;
    context.channel_id = channel.id;
    context.kind = item.kind;
    auto object = parse_facebook_object(body, context);
    if (!object) return tl::unexpected(object.error());
    return std::move(object->item);
}

std::optional<bool> parse_done(std::string_view body, const models::CollectedItem& item, Verb verb) {
    return verb == Verb::ban ? parse_answer_for(body, item.author_id) : parse_success(body);
}

runtime::Task<runtime::Result<std::optional<bool>>> in_force(ApiClient& client, models::Channel channel,
                                                             models::CollectedItem item, Verb verb, std::string token) {
    if (verb != Verb::ban && verb != Verb::unban) co_return std::optional<bool>{};
    ApiCall call;
    call.path = path_of({channel.external_id, "blocked"});
    call.query.emplace_back("limit", "100");
    auto blocked = co_await stands_in(client, std::move(call), "after", std::move(item.author_id), std::move(token),
                                      std::move(channel.external_id));
    if (blocked && *blocked && verb == Verb::unban) **blocked = !**blocked;
    co_return blocked;
}

constexpr GraphDeeds kDeeds{
    .network = "Facebook",
    .comment_fields = "id,message,created_time,from{id,name},attachment,is_hidden,can_hide,can_remove,permalink_url",
    .post_fields = "id,message,created_time,from,is_hidden,permalink_url",
    .parse = parse,
    .call_for = call_for,
    .parse_done = parse_done,
    .in_force = in_force,
};

}  // namespace

FacebookActor::FacebookActor(ApiClient& client, TokenSource& tokens) : GraphActor{client, tokens, kDeeds} {}

}  // namespace ingest
