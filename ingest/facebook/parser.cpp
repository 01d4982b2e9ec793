#include "ingest/facebook/parser.hpp"

#include "ingest/facebook/element.hpp"
#include "ingest/json_document.hpp"
#include "ingest/meta/graph_page.hpp"

namespace ingest {
namespace {

void add_element(ParsedPage& page, simdjson::dom::element element, std::string_view raw, const ParseContext& context) {
    bool cut = false;
    auto read = read_element(element, raw, context, cut);
    if (!read) {
        count_refusal(page, read.error());
        return;
    }
    page.cut_texts += cut ? 1U : 0U;
    page.objects.push_back(std::move(*read));
}

}  // namespace

runtime::Result<ParsedPage> parse_facebook_page(std::string_view body, const ParseContext& context) {
    return parse_list(body, graph_list(add_element), context);
}

runtime::Result<ParsedObject> parse_facebook_object(std::string_view body, const ParseContext& context) {
    const JsonDocument document{body};
    if (!document.readable()) return runtime::fail(runtime::ErrorKind::malformed, "the answer is not JSON");
    bool cut = false;
    auto read = read_element(document.root(), document.text(), context, cut);
    if (!read) return runtime::fail(runtime::ErrorKind::malformed, "the answer is no object with an id");
    return std::move(*read);
}

}  // namespace ingest
