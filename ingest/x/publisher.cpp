#include "ingest/x/publisher.hpp"

#include "config/runtime/json_text.hpp"
#include "ingest/x/parser.hpp"
#include "ingest/x/walk.hpp"

namespace ingest {
namespace {

using runtime::json_string;

constexpr std::chrono::minutes kClocksDiffer{1};

std::string id_of(const models::CollectedItem& item) {
    return item.external_id;
}

runtime::Result<ApiCall> call_for(const models::CollectedItem& item, const std::string& text) {
    ApiCall call;
    call.method = "POST";
    call.path = "tweets";
    call.json = R"({"text":)" + json_string(text) + R"(,"reply":{"in_reply_to_tweet_id":)" +
                json_string(item.external_id) + "}}";
    return call;
}

runtime::Result<ParsedPage> parse_posts(std::string_view body, const ParseContext& context) {
    auto page = parse_x_page(body, context);
    if (!page) return tl::unexpected(page.error());
    return std::move(page->list);
}

OwnList list_for(const models::Channel& channel, const models::CollectedItem&, runtime::Time since) {
    OwnList list;
    list.call.path = path_of({"users", channel.external_id, "tweets"});
    list.call.query = x_post_parameters();
    list.call.query.emplace_back("max_results", "100");
    list.call.query.emplace_back("start_time", runtime::to_iso(since - kClocksDiffer));
    list.cursor_name = "pagination_token";
    list.newest_first = true;
    list.context.channel_id = channel.id;
    list.parse = parse_posts;
    return list;
}

/// X takes any name in the address.
std::string permalink_of(const models::CollectedItem&, const std::string& id) {
    return "https://x.com/i/status/" + id;
}

constexpr ReplyWays kReplies{
    .network = "X", .call_for = call_for, .list_for = list_for, .answered_by = id_of, .permalink = permalink_of};

}  // namespace

XPublisher::XPublisher(ApiClient& client, TokenSource& tokens, Actor& actor, const runtime::Clock& clock)
    : replier_{client, tokens, actor, clock, kReplies} {}

runtime::Task<runtime::Result<Published>> XPublisher::reply(models::Channel channel, models::CollectedItem item,
                                                            std::string text, std::optional<runtime::Time> tried) {
    return replier_.reply(std::move(channel), std::move(item), std::move(text), tried);
}

}  // namespace ingest
