#include "ingest/facebook/parser.hpp"

#include "ingest/facebook/element.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/meta/stable_link.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kCursorBytesMax = 4'096;
constexpr std::size_t kAnyBytes = 64 * 1024 * 1024;

void add_element(ParsedPage& page, dom::element element, std::string_view raw, const ParseContext& context) {
    bool cut = false;
    auto read = read_element(element, raw, context, cut);
    if (read) {
        page.cut_texts += cut ? 1U : 0U;
        page.objects.push_back(std::move(*read));
    } else if (read.error() == Refusal::without_id) {
        ++page.without_id;
    } else {
        ++page.malformed;
    }
}

/// The cursor out of a `next` address, which itself holds the access token and is never followed.
std::string cursor_of_next(std::string_view next) {
    for (const std::string_view key : {"?after=", "&after="}) {
        const auto at = next.find(key);
        if (at == std::string_view::npos) continue;
        auto value = next.substr(at + key.size());
        value = value.substr(0, value.find('&'));
        std::string shim{"https://l.facebook.com/l.php?u="};
        shim.append(value);
        return stable_link(shim);
    }
    return {};
}

void read_paging(dom::object paging, ParsedPage& page) {
    const auto next = text_member(paging, "next", kAnyBytes);
    page.has_next = next && !next->empty();
    if (const auto cursors = object_member(paging, "cursors"))
        page.after = text_member(*cursors, "after", kCursorBytesMax).value_or("");
    if (page.after.empty() && page.has_next) page.after = cursor_of_next(*next);
}

void read_envelope(dom::object envelope, ParsedPage& page) {
    if (const auto paging = object_member(envelope, "paging")) read_paging(*paging, page);
    if (const auto summary = object_member(envelope, "summary"))
        page.total_count = integer_member(*summary, "total_count");
}

/// A document that parsed: its elements, each with the bytes it came in.
std::optional<ParsedPage> read_document(dom::element document, std::string_view body, const ParseContext& context) {
    dom::object envelope;
    if (document.get(envelope) != simdjson::SUCCESS) return std::nullopt;
    const auto data = array_member(envelope, "data");
    if (!data) return std::nullopt;
    ParsedPage page;
    const auto span = find_member(body, "data");
    const auto bytes = span ? split_array(span->text, kPageElementsMax) : JsonElements{};
    std::size_t index = 0;
    for (const dom::element element : *data) {
        if (index >= kPageElementsMax) {
            ++page.malformed;
        } else if (index < bytes.whole.size()) {
            add_element(page, element, bytes.whole[index], context);
        } else {  // the member's name was spelt with escapes: the value is the same, written anew
            add_element(page, element, simdjson::minify(element), context);
        }
        ++index;
    }
    read_envelope(envelope, page);
    return page;
}

/// After these the text around the element still means what it says; after others it may not.
bool harmless(simdjson::error_code error) {
    switch (error) {
        case simdjson::DEPTH_ERROR:
        case simdjson::STRING_ERROR:
        case simdjson::NUMBER_ERROR:
        case simdjson::T_ATOM_ERROR:
        case simdjson::F_ATOM_ERROR:
        case simdjson::N_ATOM_ERROR: return true;
        default: return false;
    }
}

/// `paging` and `summary` read on their own, when the text reaches that far.
void salvage_envelope(dom::parser& parser, std::string_view body, ParsedPage& page) {
    std::string envelope{"{"};
    for (const std::string_view key : {"paging", "summary"}) {
        const auto span = find_member(body, key);
        if (!span || !span->whole) continue;
        if (envelope.size() > 1) envelope.push_back(',');
        envelope.append("\"").append(key).append("\":").append(span->text);
    }
    envelope.push_back('}');
    dom::object object;
    if (parser.parse(envelope).get(object) == simdjson::SUCCESS) read_envelope(object, page);
}

std::optional<ParsedPage> salvage(dom::parser& parser, std::string_view body, const ParseContext& context) {
    const auto span = find_member(body, "data");
    if (!span || span->text.empty() || span->text.front() != '[') return std::nullopt;
    const auto elements = split_array(span->text, kPageElementsMax);
    ParsedPage page;
    page.whole = elements.ended && ends_whole(body);
    page.malformed = elements.left_out;
    for (std::size_t i = 0; i < elements.whole.size(); ++i) {
        dom::element element;
        const auto error = parser.parse(elements.whole[i].data(), elements.whole[i].size()).get(element);
        if (error == simdjson::SUCCESS) {
            add_element(page, element, elements.whole[i], context);
            continue;
        }
        ++page.malformed;
        if (harmless(error)) continue;
        // What follows may be a comment's text posing as elements: none of it is believed.
        page.malformed += elements.whole.size() - i - 1;
        page.whole = false;
        return page;
    }
    salvage_envelope(parser, body, page);
    return page;
}

/// Parses `body`, or what repairing makes of it. `kept` owns the repaired text.
simdjson::error_code parse_or_repair(dom::parser& parser, std::string_view& body, std::string& kept,
                                     dom::element& document) {
    auto error = parser.parse(body.data(), body.size()).get(document);
    if (error == simdjson::SUCCESS) return error;
    kept = repair_json(body);
    body = kept;
    return parser.parse(body.data(), body.size()).get(document);
}

}  // namespace

runtime::Result<ParsedPage> parse_facebook_page(std::string_view body, const ParseContext& context) {
    dom::parser parser{kAnyBytes};
    std::string kept;
    dom::element document;
    const auto error = parse_or_repair(parser, body, kept, document);
    auto page = error == simdjson::SUCCESS ? read_document(document, body, context) : salvage(parser, body, context);
    if (!page) return runtime::fail(runtime::ErrorKind::malformed, "the answer holds no list");
    return std::move(*page);
}

runtime::Result<ParsedObject> parse_facebook_object(std::string_view body, const ParseContext& context) {
    dom::parser parser{kAnyBytes};
    std::string kept;
    dom::element document;
    bool cut = false;
    if (parse_or_repair(parser, body, kept, document) != simdjson::SUCCESS)
        return runtime::fail(runtime::ErrorKind::malformed, "the answer is not JSON");
    auto read = read_element(document, body, context, cut);
    if (!read) return runtime::fail(runtime::ErrorKind::malformed, "the answer is no object with an id");
    return std::move(*read);
}

std::optional<bool> parse_success(std::string_view body) {
    return parse_answer_for(body, "success");
}

std::optional<bool> parse_answer_for(std::string_view body, std::string_view id) {
    dom::parser parser{kAnyBytes};
    dom::object object;
    if (parser.parse(body.data(), body.size()).get(object) != simdjson::SUCCESS) return std::nullopt;
    return flag_member(object, id);
}

}  // namespace ingest
