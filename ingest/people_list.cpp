#include "ingest/people_list.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

#include <algorithm>

namespace ingest {
namespace dom = simdjson::dom;
using runtime::ErrorKind;

namespace {

constexpr std::size_t kCursorBytesMax = 4'096;
constexpr int kPagesMax = 20;

/// The cursor of what follows, where any network writes it.
std::string next_of(dom::object answer) {
    if (const auto meta = object_member(answer, "meta"))
        return text_member(*meta, "next_token", kCursorBytesMax).value_or("");
    const auto paging = object_member(answer, "paging");
    if (!paging || !text_member(*paging, "next", JsonDocument::kBytesMax)) return {};
    const auto cursors = object_member(*paging, "cursors");
    return cursors ? text_member(*cursors, "after", kCursorBytesMax).value_or("") : std::string{};
}

}  // namespace

runtime::Result<PeoplePage> parse_people(std::string_view body) {
    const JsonDocument document{body};
    dom::object answer;
    const bool object = document.object().get(answer) == simdjson::SUCCESS;
    const auto data = object ? array_member(answer, "data") : std::nullopt;
    // A list without anybody may be left out altogether.
    if (!data && !(object && object_member(answer, "meta")))
        return runtime::fail(ErrorKind::malformed, "That is no list of people.");
    PeoplePage page;
    page.next = next_of(answer);
    if (!data) return page;
    for (const auto element : *data) {
        dom::object person;
        if (element.get(person) != simdjson::SUCCESS) continue;
        if (auto id = id_member(person, "id")) page.ids.push_back(std::move(*id));
    }
    return page;
}

runtime::Task<runtime::Result<std::optional<bool>>> stands_in(ApiClient& client, ApiCall call, std::string cursor_name,
                                                              std::string person, std::string token,
                                                              std::string account) {
    std::string cursor;
    for (int pages = 0; pages < kPagesMax; ++pages) {
        auto asked = call;
        if (!cursor.empty()) asked.query.emplace_back(cursor_name, cursor);
        const auto reply = co_await client.send(std::move(asked), token, account);
        if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
        const auto page = parse_people(reply->body);
        if (!page) co_return runtime::fail(ErrorKind::unreachable, "The network's answer made no sense.");
        if (std::find(page->ids.begin(), page->ids.end(), person) != page->ids.end()) co_return std::optional{true};
        if (page->next.empty() || page->next == cursor) co_return std::optional{false};
        cursor = page->next;
    }
    co_return std::optional<bool>{};
}

}  // namespace ingest
