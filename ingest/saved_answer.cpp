#include "ingest/saved_answer.hpp"

#include "ingest/json_fields.hpp"

#include <utility>

namespace ingest {

void add_problem(SavedFindings& findings, std::string reason) {
    SavedFinding finding;
    finding.reason = std::move(reason);
    findings.push_back(std::move(finding));
}

void add_thing(SavedFindings& findings, models::CollectedItem thing) {
    const bool item = thing.kind == models::ItemKind::comment || thing.kind == models::ItemKind::reply;
    SavedFinding finding;
    finding.kind = item ? SavedFinding::Kind::item : SavedFinding::Kind::post;
    finding.thing = std::move(thing);
    findings.push_back(std::move(finding));
}

void add_page(SavedFindings& findings, ParsedPage page) {
    for (auto& object : page.objects) add_thing(findings, std::move(object.item));
    for (std::size_t i = 0; i < page.malformed; ++i) add_problem(findings, "an element of the list makes no sense");
    for (std::size_t i = 0; i < page.without_id; ++i) add_problem(findings, "an element of the list has no id");
    if (!page.whole) add_problem(findings, "the list is cut off");
}

std::string word_of(simdjson::dom::object object, std::string_view key) {
    constexpr std::size_t kWordBytesMax = 256;
    return text_member(object, key, kWordBytesMax).value_or("");
}

bool has_member(simdjson::dom::object object, std::string_view key) {
    return object.at_key(key).error() == simdjson::SUCCESS;
}

}  // namespace ingest
