#include "ingest/instagram/saved.hpp"

#include "ingest/instagram/parser.hpp"
#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/meta/graph_error.hpp"
#include "ingest/meta/saved_webhook.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using models::ItemKind;

ParseContext context_of(ItemKind kind, runtime::Time now) {
    ParseContext context;
    context.kind = kind;
    context.now = now;
    return context;
}

bool looks_like_media(dom::object object) {
    for (const std::string_view member : {"media_type", "media_url", "caption", "shortcode", "media_product_type"})
        if (has_member(object, member)) return true;
    return has_member(object, "permalink") && !has_member(object, "text");
}

/// What the first element of a list, or the object itself, looks like.
ItemKind kind_of(dom::object answer) {
    const auto list = array_member(answer, "data");
    if (!list) return looks_like_media(answer) ? ItemKind::own_post : ItemKind::comment;
    for (const dom::element element : *list) {
        dom::object object;
        if (element.get(object) == simdjson::SUCCESS && looks_like_media(object)) return ItemKind::own_post;
    }
    return ItemKind::comment;
}

bool says_something(dom::object object) {
    return looks_like_media(object) || has_member(object, "text") || has_member(object, "timestamp") ||
           has_member(object, "parent_id");
}

SavedFindings read(std::string_view kind, std::string_view body, runtime::Time now) {
    SavedFindings findings;
    const JsonDocument document{body};
    dom::object answer;
    const bool readable = document.object().get(answer) == simdjson::SUCCESS;
    if (kind == "webhook" || (kind == "auto" && readable && has_member(answer, "entry"))) {
        add_meta_webhook(findings, body, now);
        return findings;
    }
    if (const auto error = parse_graph_error(200, body, "Instagram")) {
        add_problem(findings, "an error of the network: " + error->sentence);
        return findings;
    }
    const bool mention = readable && (has_member(answer, "mentioned_comment") || has_member(answer, "mentioned_media"));
    if (kind == "mention" || (kind == "auto" && mention)) {
        auto mentioned = parse_instagram_mention(body, context_of(ItemKind::comment, now));
        if (mentioned)
            add_thing(findings, std::move(mentioned->item));
        else
            add_problem(findings, mentioned.error().message);
        return findings;
    }
    auto item = kind == "media" ? ItemKind::own_post : ItemKind::comment;
    if (kind == "auto" && readable) item = kind_of(answer);
    auto page = parse_instagram_page(body, context_of(item, now));
    if (!page && kind == "auto" && readable && !says_something(answer)) {
        add_problem(findings, "it holds neither media nor comments");
        return findings;
    }
    if (!page) page = parse_instagram_object(body, context_of(item, now));
    if (page)
        add_page(findings, std::move(*page));
    else
        add_problem(findings, page.error().message);
    return findings;
}

}  // namespace

SavedReader instagram_saved_reader() {
    return {models::Network::instagram, {"media", "comments", "mention", "webhook"}, read};
}

}  // namespace ingest
