#include "ingest/youtube/publisher.hpp"

#include "config/runtime/json_text.hpp"
#include "ingest/youtube/element.hpp"
#include "ingest/youtube/parser.hpp"

namespace ingest {
namespace {

using runtime::json_string;

/// Only the comment that began a thread can be answered.
std::string thread_of(const models::CollectedItem& item) {
    return item.parent_external_id.empty() ? item.external_id : item.parent_external_id;
}

runtime::Result<ApiCall> call_for(const models::CollectedItem& item, const std::string& text) {
    ApiCall call;
    call.method = "POST";
    call.path = "comments";
    call.query.emplace_back("part", "snippet");
    call.json =
        R"({"snippet":{"parentId":)" + json_string(thread_of(item)) + R"(,"textOriginal":)" + json_string(text) + "}}";
    return call;
}

OwnList list_for(const models::Channel& channel, const models::CollectedItem& item, runtime::Time) {
    OwnList list;
    list.call.path = "comments";
    list.call.query = {
        {"part", "id,snippet"}, {"parentId", thread_of(item)}, {"maxResults", "100"}, {"textFormat", "plainText"}};
    list.cursor_name = "pageToken";
    list.context.channel_id = channel.id;
    list.context.post_external_id = item.post_external_id;
    list.parse = parse_youtube_comments;
    return list;
}

std::string permalink_of(const models::CollectedItem& item, const std::string& id) {
    return item.permalink.empty() ? std::string{} : youtube_address(item.post_external_id) + "&lc=" + id;
}

constexpr ReplyWays kReplies{.network = "YouTube",
                             .call_for = call_for,
                             .list_for = list_for,
                             .answered_by = thread_of,
                             .permalink = permalink_of};

}  // namespace

YoutubePublisher::YoutubePublisher(ApiClient& client, TokenSource& tokens, Actor& actor, const runtime::Clock& clock)
    : replier_{client, tokens, actor, clock, kReplies} {}

runtime::Task<runtime::Result<Published>> YoutubePublisher::reply(models::Channel channel, models::CollectedItem item,
                                                                  std::string text,
                                                                  std::optional<runtime::Time> tried) {
    return replier_.reply(std::move(channel), std::move(item), std::move(text), tried);
}

}  // namespace ingest
