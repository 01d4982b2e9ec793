#include "ingest/instagram/collector.hpp"

#include "ingest/instagram/parser.hpp"

namespace ingest {
namespace {

using models::ItemKind;

constexpr std::size_t kWindow = 50;  ///< comments of one answer, and perhaps all that can be had
constexpr const char* kMediaFields =
    "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,username,owner,"
    "comments_count,alt_text,children{id,media_type,media_url,thumbnail_url,alt_text}";
constexpr const char* kTaggedFields = "id,caption,media_type,media_url,permalink,timestamp,username,comments_count";
constexpr const char* kReplyFields = "id,text,timestamp,username,from,user,hidden,parent_id";

std::string comment_fields() {
    const std::string fields{kReplyFields};
    return fields + ",replies{" + fields + "}";
}

const GraphDialect& dialect() {
    static const GraphDialect kDialect{
        .edges = {{"media", ItemKind::own_post, true, kMediaFields},
                  {"tags", ItemKind::tagged_post, false, kTaggedFields, false}},
        .comments = {{"fields", comment_fields()}},
        .reply_fields = kReplyFields,
        .limit = kWindow,
        // Its count lags behind.
        .sweep = {.each_round = std::chrono::hours{48}, .daily = std::chrono::hours{30 * 24}},
        .parse_page = parse_instagram_page,
        .absent_fields = comment_fields(),
        .parse_absent = parse_instagram_object,
        .mentioned_comment_fields = "id,text,timestamp,like_count,username,media{id,media_url,owner,username}",
        .mentioned_media_fields = "id,caption,media_type,media_url,permalink,timestamp,username",
        .parse_mention = parse_instagram_mention,
        .hidden_mention_sentence =
            "In the last seven days Instagram told of mentions elsewhere and did not show them to Gatehouse: they are "
            "deleted, or comments are switched off there. Look at the account's notifications in the app.",
        .window = kWindow,
        .window_sentence =
            "Under some posts Instagram counts more comments than it lets Gatehouse read: of a very busy post it may "
            "list the newest 50 only. Look at these posts in the app as well.",
    };
    return kDialect;
}

}  // namespace

InstagramCollector::InstagramCollector(Parts parts, std::chrono::hours watch)
    : GraphCollector{parts, dialect(), watch} {}

}  // namespace ingest
