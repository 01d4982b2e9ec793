#include "ingest/own_words.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace ingest {
namespace {

using models::CollectedItem;
using runtime::ErrorKind;

constexpr int kPagesMax = 20;
constexpr std::chrono::minutes kClocksDiffer{1};

bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Or might be one to a network: "fair.co.uk", also "11.30".
bool is_link(std::string_view word) {
    for (std::size_t at = 1; at + 1 < word.size(); ++at)
        if (word[at] == '.' && is_alnum(word[at - 1]) && is_alnum(word[at + 1])) return true;
    return word.find("://") != std::string_view::npos;
}

/// Letters with accents have two spellings, and networks know one.
std::string composed(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFCInstance(error);
    std::string out;
    icu::StringByteSink<std::string> sink{&out};
    const icu::StringPiece bytes{text.data(), static_cast<std::int32_t>(std::min(text.size(), kTextBytesMax))};
    if (U_SUCCESS(error)) form->normalizeUTF8(0, bytes, sink, nullptr, error);
    return U_SUCCESS(error) ? out : std::string{text};
}

/// Without links, and without the names in front.
std::vector<std::string_view> words_of(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    std::vector<std::string_view> words;
    for (auto at = text.find_first_not_of(kSpace); at != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(kSpace, at), text.size());
        const auto word = text.substr(at, end - at);
        at = text.find_first_not_of(kSpace, end);
        const bool in_front = words.empty() && word.starts_with('@');
        if (!in_front && !is_link(word)) words.push_back(word);
    }
    return words;
}

/// Facebook names the same comment with and without the post it stands under: "201_301" and "301".
bool same_id(std::string_view a, std::string_view b) {
    return a.substr(a.rfind('_') + 1) == b.substr(b.rfind('_') + 1);
}

enum class Match { no, other_words, yes };

Match match(const CollectedItem& item, const OwnWords& words) {
    if (item.created_at && *item.created_at < words.since - kClocksDiffer) return Match::no;
    const auto& answered = item.parent_external_id.empty() ? item.post_external_id : item.parent_external_id;
    if (!words.answers.empty() && !same_id(answered, words.answers)) return Match::no;
    // Who wrote it may be withheld, also of the account's own words.
    if (!item.author_id.empty() && item.author_id != words.author) return Match::no;
    if (same_words(item.text, words.text)) return Match::yes;
    return !words.answers.empty() && item.author_id == words.author ? Match::other_words : Match::no;
}

runtime::Result<std::optional<CollectedItem>> find_in(const ParsedPage& page, const OwnWords& words) {
    bool answered_otherwise = false;
    for (const auto& object : page.objects) {
        const auto found = match(object.item, words);
        if (found == Match::yes) return object.item;
        answered_otherwise = answered_otherwise || found == Match::other_words;
    }
    if (answered_otherwise)
        return runtime::fail(ErrorKind::conflict,
                             "The school's account has answered this since, in other words. Look at it before "
                             "answering again.");
    return std::nullopt;
}

bool all_older(const ParsedPage& page, runtime::Time since) {
    const auto older = [&](const ParsedObject& object) {
        return object.item.created_at && *object.item.created_at < since - kClocksDiffer;
    };
    return !page.objects.empty() && std::all_of(page.objects.begin(), page.objects.end(), older);
}

}  // namespace

bool same_words(std::string_view a, std::string_view b) {
    const auto left = composed(a);
    const auto right = composed(b);
    return words_of(left) == words_of(right);
}

runtime::Task<runtime::Result<std::optional<CollectedItem>>> find_own(ApiClient& client, OwnList list, OwnWords words,
                                                                      std::string token) {
    std::string after;
    for (int pages = 0; pages < kPagesMax; ++pages) {
        auto call = list.call;
        if (!after.empty()) call.query.emplace_back(list.cursor_name, after);
        const auto reply = co_await client.send(std::move(call), token, words.author);
        if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
        const auto page = list.parse(reply->body, list.context);
        if (!page) break;
        auto found = find_in(*page, words);
        if (!found || *found) co_return found;
        // What could not be read may be what is looked for.
        if (!page->whole || page->malformed + page->without_id > 0) break;
        const bool last = !page->has_next || page->after.empty() || page->after == after;
        if (last || (list.newest_first && all_older(*page, words.since))) co_return std::nullopt;
        after = page->after;
    }
    co_return runtime::fail(ErrorKind::unreachable, "It could not be seen whether it stands there already.");
}

runtime::Error outcome_of(const ApiError& error) {
    auto outcome = to_runtime(error);
    if (outcome.kind == ErrorKind::unreachable && !outcome.retry_after) outcome.retry_after = kUntilShown;
    return outcome;
}

std::optional<std::string> made_id(std::string_view body) {
    const JsonDocument document{body};
    simdjson::dom::object object;
    if (document.object().get(object) != simdjson::SUCCESS) return std::nullopt;
    if (const auto data = object_member(object, "data")) return id_member(*data, "id");
    return id_member(object, "id");
}

}  // namespace ingest
