#include "ingest/x/saved.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/x/parser.hpp"
#include "ingest/x/problem.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using models::ItemKind;

constexpr unsigned kRefused = 400;

bool is_event(dom::object answer) {
    const auto data = object_member(answer, "data");
    return data && has_member(*data, "event_type");
}

/// Users, lists and uploads have no text.
bool has_post(dom::object answer) {
    if (const auto one = object_member(answer, "data")) return has_member(*one, "text");
    const auto many = array_member(answer, "data");
    if (!many) return has_member(answer, "meta") || has_member(answer, "errors");
    for (const dom::element element : *many) {
        dom::object object;
        if (element.get(object) == simdjson::SUCCESS && has_member(object, "text")) return true;
    }
    return many->size() == 0;
}

/// A post that answers another is an item, and so is every post of a list of mentions.
ItemKind kind_of(std::string_view kind, const models::CollectedItem& item) {
    if (kind == "mentions" || kind == "replies") return ItemKind::reply;
    if (kind == "posts") return ItemKind::own_post;
    return item.parent_external_id.empty() ? ItemKind::own_post : ItemKind::reply;
}

SavedFindings read(std::string_view kind, std::string_view body, runtime::Time now) {
    SavedFindings findings;
    const JsonDocument document{body};
    dom::object answer;
    const bool readable = document.object().get(answer) == simdjson::SUCCESS;
    ParseContext context;
    context.now = now;
    // A single post is also saved without what stands around it.
    const bool bare = readable && !has_member(answer, "data") && has_member(answer, "id") && has_member(answer, "text");
    const std::string wrapped = bare ? R"({"data":[)" + std::string{document.text()} + "]}" : std::string{};
    const bool event = kind == "event" || (kind == "auto" && readable && is_event(answer));
    if (kind == "auto" && readable && !bare && !event && !has_post(answer)) {
        const auto problem = parse_x_error(kRefused, body);
        const bool refusal = has_member(answer, "title") || has_member(answer, "error") || has_member(answer, "errors");
        add_problem(findings,
                    refusal && problem ? "an error of the network: " + problem->sentence : "it holds no post");
        return findings;
    }
    auto page = event ? parse_x_event(body, context) : parse_x_page(bare ? std::string_view{wrapped} : body, context);
    if (!page) {
        add_problem(findings, page.error().message);
        return findings;
    }
    for (auto& object : page->list.objects) object.item.kind = kind_of(kind, object.item);
    add_page(findings, std::move(page->list));
    for (std::size_t i = 0; i < page->gone.size(); ++i)
        add_problem(findings, "a post that was asked for does not exist or is not visible");
    return findings;
}

}  // namespace

SavedReader x_saved_reader() {
    return {models::Network::x, {"posts", "mentions", "replies", "event"}, read};
}

}  // namespace ingest
