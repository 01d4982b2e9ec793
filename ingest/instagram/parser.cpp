#include "ingest/instagram/parser.hpp"

#include "ingest/instagram/element.hpp"
#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/meta/graph_page.hpp"

namespace ingest {
namespace dom = simdjson::dom;

runtime::Result<ParsedPage> parse_instagram_page(std::string_view body, const ParseContext& context) {
    return parse_list(body, graph_list(add_instagram_element), context);
}

runtime::Result<ParsedPage> parse_instagram_object(std::string_view body, const ParseContext& context) {
    const JsonDocument document{body};
    ParsedPage page;
    page.elements = 1;
    dom::object object;
    if (document.object().get(object) == simdjson::SUCCESS)
        add_instagram_element(page, document.root(), document.text(), context);
    // A reply may be readable where its comment is not: that is no answer about the comment.
    if (page.objects.empty() || page.objects.front().item.external_id != id_member(object, "id"))
        return runtime::fail(runtime::ErrorKind::malformed, "the answer is no object with an id");
    return page;
}

runtime::Result<ParsedObject> parse_instagram_mention(std::string_view body, const ParseContext& context) {
    struct Form {
        std::string_view member;
        models::ItemKind kind;
    };
    constexpr Form kForms[] = {{"mentioned_comment", models::ItemKind::comment},
                               {"mentioned_media", models::ItemKind::tagged_post}};
    const JsonDocument document{body};
    dom::object answer;
    for (const auto& form : kForms) {
        dom::element mention;
        if (document.object().get(answer) != simdjson::SUCCESS) break;
        if (answer.at_key(form.member).get(mention) != simdjson::SUCCESS) continue;
        const auto span = find_member(document.text(), form.member);
        auto mentioned = context;
        mentioned.kind = form.kind;
        ParsedPage page;
        add_instagram_element(page, mention, span ? span->text : document.text(), mentioned);
        if (!page.objects.empty()) return std::move(page.objects.front());
    }
    return runtime::fail(runtime::ErrorKind::malformed, "the answer holds no mention");
}

}  // namespace ingest
