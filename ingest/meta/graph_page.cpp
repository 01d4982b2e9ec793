#include "ingest/meta/graph_page.hpp"

#include "config/runtime/percent.hpp"
#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kCursorBytesMax = 4'096;

/// The cursor out of a `next` address, which itself holds the access token and is never followed.
std::string cursor_of_next(std::string_view next) {
    for (const std::string_view key : {"?after=", "&after="}) {
        const auto at = next.find(key);
        if (at == std::string_view::npos) continue;
        const auto value = next.substr(at + key.size());
        return runtime::percent_decoded(value.substr(0, value.find('&')), false).value_or("");
    }
    return {};
}

void read_paging(dom::object paging, ParsedPage& page) {
    const auto next = text_member(paging, "next", JsonDocument::kBytesMax);
    page.has_next = next && !next->empty();
    if (const auto cursors = object_member(paging, "cursors"))
        page.after = text_member(*cursors, "after", kCursorBytesMax).value_or("");
    if (page.after.empty() && page.has_next) page.after = cursor_of_next(*next);
}

void read_around(dom::object answer, ParsedPage& page) {
    if (const auto paging = object_member(answer, "paging")) read_paging(*paging, page);
    if (const auto summary = object_member(answer, "summary"))
        page.total_count = integer_member(*summary, "total_count");
}

}  // namespace

ListShape graph_list(decltype(ListShape::add) add) {
    return {"data", {"paging", "summary"}, add, read_around};
}

std::optional<bool> parse_success(std::string_view body) {
    return parse_answer_for(body, "success");
}

std::optional<bool> parse_answer_for(std::string_view body, std::string_view id) {
    const JsonDocument document{body};
    dom::object object;
    if (document.object().get(object) != simdjson::SUCCESS) return std::nullopt;
    return flag_member(object, id);
}

}  // namespace ingest
