#include "models/consent/export_text.hpp"

#include "config/runtime/utf8.hpp"

#include <algorithm>

#include <unicode/unistr.h>

namespace models::consent {

namespace {

std::string from(std::string_view bytes, const char* encoding) {
    const icu::UnicodeString text{bytes.data(), static_cast<std::int32_t>(bytes.size()), encoding};
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

std::string_view first_line(std::string_view text) {
    const auto begin = text.find_first_not_of("\r\n");
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin, text.find('\n', begin) - begin);
}

char separator_of(std::string_view line) {
    std::array<std::size_t, 3> counts{};
    constexpr std::array kSeparators{',', ';', '\t'};
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        for (std::size_t i = 0; i < kSeparators.size(); ++i) counts[i] += !quoted && c == kSeparators[i] ? 1U : 0U;
    }
    const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
    return kSeparators[static_cast<std::size_t>(most)];
}

}  // namespace

std::string decoded(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xFF\xFE")) return from(bytes.substr(2), "UTF-16LE");
    if (bytes.starts_with("\xFE\xFF")) return from(bytes.substr(2), "UTF-16BE");
    return runtime::is_utf8(bytes) ? std::string{bytes} : from(bytes, "windows-1252");
}

tl::expected<std::vector<config::CsvRecord>, config::CsvError> read_export(std::string_view bytes) {
    if (bytes.size() > kExportBytesMax) return tl::unexpected{config::CsvError{1, "the file is larger than 20 MB"}};
    const auto text = decoded(bytes);
    std::string_view table{text};
    auto line = first_line(table);
    int skipped = 0;
    char separator = separator_of(line);
    // What spreadsheet programs write to tell one another the separator.
    if (line.starts_with("sep=") && line.size() >= 5) {
        separator = line[4];
        const auto end = table.find('\n');
        table = end == std::string_view::npos ? std::string_view{} : table.substr(end + 1);
        skipped = 1;
    }
    const config::CsvLimits limits{.records = kExportRecordsMax, .fields = 250};
    auto records = config::read_csv(table, limits, separator);
    if (!records) {
        records.error().line += skipped;
        return records;
    }
    for (auto& record : *records) record.line += skipped;
    return records;
}

}  // namespace models::consent
