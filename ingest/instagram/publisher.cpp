#include "ingest/instagram/publisher.hpp"

#include "ingest/instagram/parser.hpp"

namespace ingest {
namespace {

/// One level only: an answer to an answer stands under the comment that began it.
std::string thread_of(const models::CollectedItem& item) {
    return item.parent_external_id.empty() ? item.external_id : item.parent_external_id;
}

runtime::Result<ApiCall> call_for(const models::CollectedItem& item, const std::string& text) {
    if (!models::is_comment(item.kind))
        return runtime::fail(runtime::ErrorKind::rejected,
                             "Instagram lets only comments be answered from here. Answer in the Instagram app.");
    ApiCall call;
    call.method = "POST";
    call.path = path_of({thread_of(item), "replies"});
    call.form.emplace_back("message", text);
    return call;
}

OwnList list_for(const models::Channel& channel, const models::CollectedItem& item, runtime::Time) {
    OwnList list;
    list.call.path = path_of({thread_of(item), "replies"});
    list.call.query = {{"limit", "50"}, {"fields", "id,text,timestamp,username,from,user,hidden,parent_id"}};
    list.cursor_name = "after";
    list.context.channel_id = channel.id;
    list.context.post_external_id = item.post_external_id;
    list.context.parent_external_id = thread_of(item);
    list.parse = parse_instagram_page;
    return list;
}

std::string no_permalink(const models::CollectedItem&, const std::string&) {
    return {};
}

constexpr ReplyWays kReplies{.network = "Instagram",
                             .call_for = call_for,
                             .list_for = list_for,
                             .answered_by = thread_of,
                             .permalink = no_permalink};

}  // namespace

InstagramPublisher::InstagramPublisher(ApiClient& client, TokenSource& tokens, Actor& actor,
                                       const runtime::Clock& clock)
    : replier_{client, tokens, actor, clock, kReplies} {}

runtime::Task<runtime::Result<Published>> InstagramPublisher::reply(models::Channel channel, models::CollectedItem item,
                                                                    std::string text,
                                                                    std::optional<runtime::Time> tried) {
    return replier_.reply(std::move(channel), std::move(item), std::move(text), tried);
}

}  // namespace ingest
