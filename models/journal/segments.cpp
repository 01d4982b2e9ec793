#include "models/journal/segments.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace models {

namespace {

constexpr std::string_view kPrefix = "journal-";
constexpr std::string_view kSuffix = ".jsonl";
constexpr std::size_t kDigits = 12;
constexpr std::size_t kReadBytes = 64 * 1024;

std::optional<std::uint64_t> first_seq_of(std::string_view name) {
    if (name.size() != kPrefix.size() + kDigits + kSuffix.size()) return std::nullopt;
    if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
    const auto digits = name.substr(kPrefix.size(), kDigits);
    std::uint64_t seq = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seq);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return seq;
}

}  // namespace

std::string segment_name(std::uint64_t first_seq) {
    auto digits = std::to_string(first_seq);
    if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
    return std::string{kPrefix} + digits + std::string{kSuffix};
}

runtime::Result<std::vector<Segment>> list_segments(const std::string& directory) {
    std::vector<Segment> segments;
    std::error_code error;
    if (!std::filesystem::exists(directory, error)) return segments;
    for (std::filesystem::directory_iterator entry{directory, error}, end; !error && entry != end;
         entry.increment(error)) {
        const auto name = entry->path().filename().string();
        const auto first = first_seq_of(name);
        std::error_code ignored;
        if (!first || !entry->is_regular_file(ignored)) continue;
        segments.push_back(Segment{name, entry->path().string(), *first});
    }
    if (error) return runtime::fail(runtime::ErrorKind::unavailable, directory + ": " + error.message());
    std::sort(segments.begin(), segments.end(),
              [](const Segment& a, const Segment& b) { return a.first_seq < b.first_seq; });
    return segments;
}

std::optional<SegmentReader::Line> SegmentReader::next() {
    if (ended_) return std::nullopt;
    auto found = buffer_.find('\n', at_);
    while (found == std::string::npos && buffer_.size() - at_ <= kJournalLineBytesMax) {
        buffer_.erase(0, at_);
        at_ = 0;
        const auto before = buffer_.size();
        buffer_.resize(before + kReadBytes);
        in_.read(buffer_.data() + before, static_cast<std::streamsize>(kReadBytes));
        buffer_.resize(before + static_cast<std::size_t>(in_.gcount()));
        found = buffer_.find('\n', before);
        if (buffer_.size() == before) break;
    }
    Line line;
    line.number = ++lines_;
    line.whole = found != std::string::npos;
    const auto length = (line.whole ? found : buffer_.size()) - at_;
    if (length == 0 && !line.whole) {
        ended_ = true;
        return std::nullopt;
    }
    line.too_long = length > kJournalLineBytesMax;
    ended_ = !line.whole || line.too_long;
    line.text = buffer_.substr(at_, std::min(length, kJournalLineBytesMax));
    at_ += length + (line.whole ? 1 : 0);
    offset_ += length + (line.whole ? 1 : 0);
    line.end_offset = offset_;
    return line;
}

}  // namespace models
