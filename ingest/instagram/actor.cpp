#include "ingest/instagram/actor.hpp"

#include "ingest/instagram/parser.hpp"
#include "ingest/meta/graph_page.hpp"

namespace ingest {
namespace {

using models::ItemKind;
using models::Verb;
using runtime::ErrorKind;

const std::string& post_of(const models::CollectedItem& item) {
    return item.kind == ItemKind::own_post ? item.external_id : item.post_external_id;
}

runtime::Result<ApiCall> call_for(const models::Channel&, const models::CollectedItem& item, Verb verb) {
    ApiCall call;
    call.method = "POST";
    call.path = path_of({item.external_id});
    const bool hides = verb == Verb::hide || verb == Verb::unhide;
    if (hides && !models::is_comment(item.kind))
        return runtime::fail(ErrorKind::rejected, "Instagram hides comments only, not posts.");
    if (verb == Verb::remove && item.kind == ItemKind::tagged_post)
        return runtime::fail(ErrorKind::rejected,
                             "This is somebody else's post: take the school's tag off it in the Instagram app.");
    switch (verb) {
        // The parameter is called `hide`, the field that tells of it `hidden`.
        case Verb::hide: call.form.emplace_back("hide", "true"); return call;
        case Verb::unhide: call.form.emplace_back("hide", "false"); return call;
        case Verb::remove: call.method = "DELETE"; return call;
        case Verb::ban:
            return runtime::fail(ErrorKind::rejected,
                                 "Instagram lets nobody be kept away from here: restrict or block the account in the "
                                 "Instagram app.");
        case Verb::comments_off:
        case Verb::comments_on:
            call.path = path_of({post_of(item)});
            call.form.emplace_back("comment_enabled", verb == Verb::comments_on ? "true" : "false");
            return call;
        default: break;
    }
    return runtime::fail(ErrorKind::rejected, "This decision asks nothing of Instagram.");
}

runtime::Result<models::CollectedItem> parse(std::string_view body, const models::Channel& channel,
                                             const models::CollectedItem& item) {
    ParseContext context;
    context.channel_id = channel.id;
    context.kind = item.kind;
    context.post_external_id = item.post_external_id;
    auto page = parse_instagram_object(body, context);
    if (!page) return tl::unexpected(page.error());
    return std::move(page->objects.front().item);
}

std::optional<bool> parse_done(std::string_view body, const models::CollectedItem&, Verb) {
    return parse_success(body);
}

runtime::Task<runtime::Result<std::optional<bool>>> in_force(ApiClient& client, models::Channel channel,
                                                             models::CollectedItem item, Verb verb, std::string token) {
    if (verb != Verb::comments_off && verb != Verb::comments_on) co_return std::optional<bool>{};
    ApiCall call;
    call.path = path_of({post_of(item)});
    call.query.emplace_back("fields", "id,is_comment_enabled");
    const auto reply = co_await client.send(std::move(call), std::move(token), std::move(channel.external_id));
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    auto enabled = parse_answer_for(reply->body, "is_comment_enabled");
    if (enabled && verb == Verb::comments_off) *enabled = !*enabled;
    co_return enabled;
}

constexpr GraphDeeds kDeeds{
    .network = "Instagram",
    .comment_fields = "id,text,timestamp,username,from,user,hidden,parent_id",
    .post_fields = "id,caption,media_type,permalink,timestamp,username",
    .parse = parse,
    .call_for = call_for,
    .parse_done = parse_done,
    .in_force = in_force,
};

}  // namespace

InstagramActor::InstagramActor(ApiClient& client, TokenSource& tokens) : GraphActor{client, tokens, kDeeds} {}

}  // namespace ingest
