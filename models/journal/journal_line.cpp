#include "models/journal/journal_line.hpp"

#include "config/runtime/crypto.hpp"
#include "config/runtime/json_text.hpp"

#include <array>
#include <charconv>
#include <optional>

#include <simdjson.h>

namespace models {

namespace {

using runtime::json_string;

/// One JSON object on one line and nothing after it: whatever whitespace it holds stands between
/// tokens, and no line feed is among it.
bool is_json_object(std::string_view text) {
    // Of the characters that may stand between tokens only the line feed and the carriage return
    // would break the line; inside strings JSON forbids both.
    if (text.empty() || text.front() != '{' || text.back() != '}') return false;
    if (text.find_first_of("\r\n") != std::string_view::npos) return false;
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    const bool valid = parser.parse(text.data(), text.size()).get(root) == simdjson::SUCCESS;
    return valid && root.is_object();
}

using runtime::ErrorKind;
using runtime::fail;

constexpr std::size_t kHashDigits = 64;
constexpr std::string_view kPrevKey = R"(,"prev":")";
constexpr std::string_view kHashKey = R"(","hash":")";
constexpr std::string_view kEnd = R"("})";
constexpr std::size_t kTailBytes = kPrevKey.size() + kHashDigits + kHashKey.size() + kHashDigits + kEnd.size();

std::string bounded_field(std::string_view text) {
    if (text.size() <= kJournalFieldBytesMax) return std::string{text};
    return "too_long:" + std::to_string(text.size()) + ":" + runtime::sha256_hex(text);
}

std::string bounded_data(std::string_view data) {
    if (data.empty()) return "{}";
    if (data.size() > kJournalDataBytesMax)
        return R"({"too_long":)" + std::to_string(data.size()) + R"(,"sha256":")" + runtime::sha256_hex(data) + R"("})";
    if (is_json_object(data)) return std::string{data};
    return R"({"not_json":)" + json_string(data) + "}";
}

/// The line up to and including its data: what is written is compared with what was read.
std::string line_start(std::uint64_t seq, std::string_view at, const JournalEntry& entry) {
    return R"({"seq":)" + std::to_string(seq) + R"(,"at":)" + json_string(at) + R"(,"kind":)" +
           json_string(entry.kind) + R"(,"actor":)" + json_string(entry.actor) + R"(,"subject":)" +
           json_string(entry.subject) + R"(,"data":)";
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    const auto* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + count, value);
    if (error != std::errc{} || end != begin + count || *begin == '-') return std::nullopt;
    return value;
}

/// The inverse of runtime::to_iso(), whose text the caller compares afterwards.
std::optional<std::int64_t> ms_of_iso(std::string_view text) {
    if (text.size() != std::string_view{"2026-11-20T09:15:00.000Z"}.size()) return std::nullopt;
    constexpr std::array<std::pair<std::size_t, std::size_t>, 7> kParts{
        {{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}, {20, 3}}};
    std::array<int, kParts.size()> part{};
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        const auto value = digits(text, kParts[i].first, kParts[i].second);
        if (!value) return std::nullopt;
        part[i] = *value;
    }
    const std::chrono::year_month_day day{std::chrono::year{part[0]},
                                          std::chrono::month{static_cast<unsigned>(part[1])},
                                          std::chrono::day{static_cast<unsigned>(part[2])}};
    if (!day.ok() || part[3] > 23 || part[4] > 59 || part[5] > 59) return std::nullopt;
    const std::chrono::milliseconds time = std::chrono::sys_days{day}.time_since_epoch() + std::chrono::hours{part[3]} +
                                           std::chrono::minutes{part[4]} + std::chrono::seconds{part[5]} +
                                           std::chrono::milliseconds{part[6]};
    return time.count();
}

std::string text_at(const simdjson::dom::object& object, std::string_view key) {
    std::string_view value;
    if (object.at_key(key).get(value) != simdjson::SUCCESS) return {};
    return std::string{value};
}

std::uint64_t number_at(const simdjson::dom::object& object, std::string_view key) {
    std::uint64_t value = 0;
    if (object.at_key(key).get(value) != simdjson::SUCCESS) return 0;
    return value;
}

// Both readers take what they find and write it again: a field that is missing, doubled, of another type
// or in another place cannot give the same bytes.

runtime::Result<JournalLine> entry_of(const simdjson::dom::object& object, std::string_view line) {
    SealedEntry sealed;
    sealed.entry.seq = number_at(object, "seq");
    sealed.entry.kind = text_at(object, "kind");
    sealed.entry.actor = text_at(object, "actor");
    sealed.entry.subject = text_at(object, "subject");
    sealed.prev = text_at(object, "prev");
    sealed.hash = text_at(object, "hash");
    const auto at = text_at(object, "at");
    const auto at_ms = ms_of_iso(at);
    if (!at_ms) return fail(ErrorKind::malformed, "the time of the entry is no time");
    sealed.entry.at_ms = *at_ms;

    const auto start = line_start(sealed.entry.seq, at, sealed.entry);
    if (line.size() < start.size() + kTailBytes) return fail(ErrorKind::malformed, "the entry is not in its form");
    sealed.entry.data = line.substr(start.size(), line.size() - start.size() - kTailBytes);

    const auto expected = link_entry(sealed.entry, ChainHead{sealed.entry.seq - 1, sealed.prev});
    const auto ending = kHashDigits + kEnd.size();
    if (line.substr(0, line.size() - ending) !=
        std::string_view{expected.line}.substr(0, expected.line.size() - ending))
        return fail(ErrorKind::malformed, "the entry is not in its form");
    if (line != expected.line) return fail(ErrorKind::malformed, "the hash does not fit the entry");
    return sealed;
}

runtime::Result<JournalLine> checkpoint_of(const simdjson::dom::object& object, std::string_view line) {
    simdjson::dom::object inner;
    if (object.at_key("checkpoint").get(inner) != simdjson::SUCCESS)
        return fail(ErrorKind::malformed, "the checkpoint is not in its form");
    Checkpoint checkpoint;
    checkpoint.head.seq = number_at(inner, "seq");
    checkpoint.head.hash = text_at(inner, "hash");
    checkpoint.number = number_at(inner, "number");
    checkpoint.at = text_at(inner, "at");
    checkpoint.key = text_at(inner, "key");
    checkpoint.signature = text_at(object, "signature");
    if (line != checkpoint_line(checkpoint)) return fail(ErrorKind::malformed, "the checkpoint is not in its form");
    return checkpoint;
}

}  // namespace

std::string Checkpoint::signed_bytes() const {
    return R"({"seq":)" + std::to_string(head.seq) + R"(,"hash":)" + json_string(head.hash) + R"(,"number":)" +
           std::to_string(number) + R"(,"at":)" + json_string(at) + R"(,"key":)" + json_string(key) + "}";
}

LinkedEntry link_entry(const JournalEntry& entry, const ChainHead& behind) {
    JournalEntry bounded = entry;
    bounded.kind = bounded_field(entry.kind);
    bounded.actor = bounded_field(entry.actor);
    bounded.subject = bounded_field(entry.subject);
    const auto body = line_start(entry.seq, runtime::to_iso(runtime::from_ms(entry.at_ms)), bounded) +
                      bounded_data(entry.data) + std::string{kPrevKey} + behind.hash + std::string{kEnd};
    LinkedEntry linked;
    linked.head.seq = entry.seq;
    linked.head.hash = runtime::sha256_hex(behind.hash + body);
    linked.line =
        body.substr(0, body.size() - kEnd.size()) + std::string{kHashKey} + linked.head.hash + std::string{kEnd};
    return linked;
}

std::string checkpoint_line(const Checkpoint& checkpoint) {
    return R"({"checkpoint":)" + checkpoint.signed_bytes() + R"(,"signature":)" + json_string(checkpoint.signature) +
           "}";
}

runtime::Result<JournalLine> parse_journal_line(std::string_view line) {
    if (line.size() > kJournalLineBytesMax) return fail(ErrorKind::malformed, "the line is too long");
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS)
        return fail(ErrorKind::malformed, "the line is not JSON");
    if (line.starts_with(R"({"checkpoint":)")) return checkpoint_of(object, line);
    return entry_of(object, line);
}

std::string chain_head_line(std::string_view school, const ChainHead& head, runtime::Time at) {
    return runtime::to_iso(at) + " journal of " + std::string{school} + " entry " + std::to_string(head.seq) +
           " sha256 " + head.hash;
}

runtime::Result<ChainHead> read_chain_head_line(std::string_view line) {
    constexpr std::string_view kEntry = " entry ";
    constexpr std::string_view kSha = " sha256 ";
    const auto entry = line.rfind(kEntry);
    const auto sha = line.rfind(kSha);
    if (entry == std::string_view::npos || sha == std::string_view::npos || sha < entry + kEntry.size())
        return fail(ErrorKind::malformed, "this is no line with a chain head");
    const auto number = line.substr(entry + kEntry.size(), sha - entry - kEntry.size());
    const auto hash = line.substr(sha + kSha.size(), kHashDigits);
    ChainHead head;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), head.seq);
    const bool whole = error == std::errc{} && end == number.data() + number.size();
    if (!whole || hash.size() != kHashDigits || hash.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        return fail(ErrorKind::malformed, "this is no line with a chain head");
    head.hash = hash;
    return head;
}

}  // namespace models
