#include "ingest/facebook/collector.hpp"

#include "ingest/facebook/parser.hpp"

namespace ingest {
namespace {

using models::ItemKind;

constexpr const char* kPostFields =
    "id,message,story,created_time,permalink_url,from,is_hidden,"
    "attachments{type,media_type,media,target,title,url,unshimmed_url,subattachments.limit(100)},"
    "comments.limit(0).summary(true)";
constexpr const char* kCommentFields =
    "id,message,created_time,from{id,name},parent{id},attachment,is_hidden,can_hide,can_remove,permalink_url";

const GraphDialect& dialect() {
    static const GraphDialect kDialect{
        .edges = {{"published_posts", ItemKind::own_post, true, kPostFields},
                  {"visitor_posts", ItemKind::visitor_post, true, kPostFields},
                  {"tagged", ItemKind::tagged_post, false, kPostFields}},
        .long_ids = true,
        .comments = {{"filter", "stream"},
                     {"order", "reverse_chronological"},
                     {"summary", "true"},
                     {"fields", kCommentFields}},
        // Its count holds what is hidden or was written by people who have left: it says little.
        .sweep = {.hourly = std::chrono::hours{14 * 24}},
        .parse_page = parse_facebook_page,
        .hidden_mention_sentence =
            "In the last seven days Facebook told of comments elsewhere that mention the Page, and did not show them "
            "to Gatehouse: look at the Page's notifications on Facebook.",
        .album_sentence =
            "An album has more than 100 pictures: comments under the later ones are not read. Look on Facebook.",
    };
    return kDialect;
}

}  // namespace

FacebookCollector::FacebookCollector(Parts parts, std::chrono::hours watch) : GraphCollector{parts, dialect(), watch} {}

}  // namespace ingest
