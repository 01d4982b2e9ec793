#include "ingest/facebook/publisher.hpp"

#include "ingest/facebook/parser.hpp"

namespace ingest {
namespace {

/// Two levels only: an answer to an answer stands under the comment that began it.
std::string thread_of(const models::CollectedItem& item) {
    return item.parent_external_id.empty() ? item.external_id : item.parent_external_id;
}

runtime::Result<ApiCall> call_for(const models::CollectedItem& item, const std::string& text) {
    ApiCall call;
    call.method = "POST";
    call.path = path_of({item.external_id, "comments"});
    call.form.emplace_back("message", text);
    return call;
}

OwnList list_for(const models::Channel& channel, const models::CollectedItem& item, runtime::Time) {
    OwnList list;
    list.call.path = path_of({thread_of(item), "comments"});
    list.call.query = {{"filter", "stream"},
                       {"order", "reverse_chronological"},
                       {"limit", "50"},
                       {"fields", "id,message,created_time,from{id,name},parent{id},permalink_url"}};
    list.cursor_name = "after";
    list.newest_first = true;
    list.context.channel_id = channel.id;
    list.context.post_external_id = thread_of(item);
    list.parse = parse_facebook_page;
    return list;
}

/// Facebook names it when the answer is read.
std::string no_permalink(const models::CollectedItem&, const std::string&) {
    return {};
}

constexpr ReplyWays kReplies{.network = "Facebook",
                             .call_for = call_for,
                             .list_for = list_for,
                             .answered_by = thread_of,
                             .permalink = no_permalink};

}  // namespace

FacebookPublisher::FacebookPublisher(ApiClient& client, TokenSource& tokens, Actor& actor, const runtime::Clock& clock)
    : replier_{client, tokens, actor, clock, kReplies} {}

runtime::Task<runtime::Result<Published>> FacebookPublisher::reply(models::Channel channel, models::CollectedItem item,
                                                                   std::string text,
                                                                   std::optional<runtime::Time> tried) {
    return replier_.reply(std::move(channel), std::move(item), std::move(text), tried);
}

}  // namespace ingest
