#include "ingest/list_parser.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_elements.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

/// A document that parsed: its elements, each with the bytes it came in.
std::optional<ParsedPage> read_document(const JsonDocument& document, const ListShape& shape,
                                        const ParseContext& context) {
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return std::nullopt;
    const auto list = array_member(answer, shape.elements);
    if (!list) return std::nullopt;
    ParsedPage page;
    const auto span = find_member(document.text(), shape.elements);
    const auto bytes = span ? split_array(span->text, kPageElementsMax) : JsonElements{};
    for (const dom::element element : *list) {
        const auto index = page.elements++;
        if (index >= kPageElementsMax) {
            ++page.malformed;
        } else if (index < bytes.whole.size()) {
            shape.add(page, element, bytes.whole[index], context);
        } else {  // the member's name was spelt with escapes: the value is the same, written anew
            shape.add(page, element, simdjson::minify(element), context);
        }
    }
    shape.read_around(answer, page);
    return page;
}

/// What stands around the list, read on its own when the text reaches that far.
void salvage_around(std::string_view body, const ListShape& shape, ParsedPage& page) {
    std::string around{"{"};
    for (const auto key : shape.around) {
        const auto span = find_member(body, key);
        if (!span || !span->whole) continue;
        if (around.size() > 1) around.push_back(',');
        around.append("\"").append(key).append("\":").append(span->text);
    }
    around.push_back('}');
    dom::parser parser;
    dom::object object;
    if (parser.parse(around).get(object) == simdjson::SUCCESS) shape.read_around(object, page);
}

std::optional<ParsedPage> salvage(std::string_view body, const ListShape& shape, const ParseContext& context) {
    const auto span = find_member(body, shape.elements);
    if (!span || span->text.empty() || span->text.front() != '[') return std::nullopt;
    ParsedPage page;
    const auto add = [&](dom::element element, std::string_view raw) { shape.add(page, element, raw, context); };
    const auto read = read_elements(span->text, kPageElementsMax, add);
    page.elements = read.elements;
    page.malformed += read.malformed;
    page.whole = read.whole() && ends_whole(body);
    if (!read.broken) salvage_around(body, shape, page);
    return page;
}

}  // namespace

runtime::Result<ParsedPage> parse_list(std::string_view body, const ListShape& shape, const ParseContext& context) {
    const JsonDocument document{body};
    auto page =
        document.readable() ? read_document(document, shape, context) : salvage(document.text(), shape, context);
    if (!page) return runtime::fail(runtime::ErrorKind::malformed, "the answer holds no list");
    return std::move(*page);
}

void count_refusal(ParsedPage& page, Refusal refusal) {
    ++(refusal == Refusal::without_id ? page.without_id : page.malformed);
}

}  // namespace ingest
