#include "notifier/audit_export.hpp"

#include <charconv>
#include <ostream>

namespace notifier {

namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kNoSense = 2;

/// The beginning of a local day, "2026-11-20".
std::optional<runtime::Time> day_begins(std::string_view text, const config::Calendar& calendar, int days_later) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const auto number = [&](std::size_t at, std::size_t length, auto& value) {
        const auto* begin = text.data() + at;
        const auto [end, error] = std::from_chars(begin, begin + length, value);
        return error == std::errc{} && end == begin + length && value > 0;
    };
    if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    // Midnight in Europe is never more than half a day from midnight UTC.
    const auto noon_before = std::chrono::sys_days{date} + std::chrono::days{days_later} - std::chrono::hours{12};
    return calendar.next_local(noon_before, std::chrono::minutes{0});
}

}  // namespace

int export_command(const ExportCommand& command, const config::Calendar& calendar, runtime::Time now,
                   std::ostream& out) {
    const auto from = day_begins(command.from, calendar, 0);
    const auto to = day_begins(command.to, calendar, 1);
    const auto format = export_format_from(command.format);
    if (!from || !to || *from >= *to) {
        out << "The range must be two days like 2026-11-01 and 2026-11-30, the earlier one first.\n";
        return kNoSense;
    }
    if (!format || command.output.empty()) {
        out << "The format must be csv or jsonl, and the output a file.\n";
        return kNoSense;
    }
    const auto signer = runtime::Signer::from_file(command.key_file, false);
    if (!signer) {
        out << signer.error().message << '\n';
        return kFailed;
    }
    const ExportRequest request{command.journal_directory, command.school, *from, *to, *format, now};
    const auto manifest = export_to_file(request, calendar, *signer, command.output);
    if (!manifest) {
        out << "Nothing was exported: " << manifest.error().message << '\n';
        return kFailed;
    }
    out << manifest->entries << " entries written to " << command.output << "\nSHA-256 " << manifest->sha256
        << "\nManifest " << command.output << ".manifest.json\n";
    return kDone;
}

}  // namespace notifier
