#include "notifier/export_schedule.hpp"

#include "config/runtime/json_text.hpp"
#include "models/journal/durable_file.hpp"

#include <charconv>
#include <functional>
#include <utility>

namespace notifier {

using runtime::Result;
using runtime::Task;

std::optional<std::chrono::minutes> minutes_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    unsigned hours = 0;
    unsigned minutes = 0;
    const auto* begin = text.data();
    const bool read = std::from_chars(begin, begin + 2, hours).ptr == begin + 2 &&
                      std::from_chars(begin + 3, begin + 5, minutes).ptr == begin + 5;
    if (!read || hours > 23 || minutes > 59) return std::nullopt;
    return std::chrono::hours{hours} + std::chrono::minutes{minutes};
}

std::vector<ExportWindow> due_exports(std::optional<runtime::Time> last, runtime::Time now, std::chrono::minutes time,
                                      const config::Calendar& calendar, std::size_t most) {
    // Far enough back to find `most` days; what is older is taken in by the first window.
    const auto horizon = now - std::chrono::days{static_cast<int>(most) + 1};
    const auto from = last.value_or(runtime::Time{});
    const auto search_from = last ? std::max(*last, horizon) : now - std::chrono::hours{25};
    std::vector<ExportWindow> windows;
    for (auto at = calendar.next_local(search_from, time); at <= now; at = calendar.next_local(at, time)) {
        const auto begins = windows.empty() ? from : windows.back().to;
        windows.push_back(ExportWindow{begins, at});
    }
    if (!last && windows.size() > 1) windows.erase(windows.begin(), windows.end() - 1);
    if (windows.size() > most) windows.erase(windows.begin(), windows.end() - static_cast<std::ptrdiff_t>(most));
    if (!windows.empty()) windows.front().from = from;
    return windows;
}

ExportScheduler::ExportScheduler(Schedule& schedule, AlertBook& book, const config::Calendar& calendar,
                                 const runtime::Signer& signer, ExportSettings settings, runtime::CpuPool& pool,
                                 runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics)
    : schedule_{schedule},
      book_{book},
      calendar_{calendar},
      signer_{signer},
      settings_{std::move(settings)},
      pool_{pool},
      clock_{clock},
      log_{log},
      made_{metrics.counter("gatehouse_exports_total", "Audit exports", {{"outcome", "made"}})},
      failures_{metrics.counter("gatehouse_exports_total", "Audit exports", {{"outcome", "failed"}})} {}

Task<void> ExportScheduler::run() {
    for (;;) {
        co_await step();
        co_await clock_.sleep_for(kInterval);
    }
}

Task<Result<std::size_t>> ExportScheduler::step() {
    const auto now = clock_.now();
    if (now < next_try_) co_return std::size_t{0};
    const std::string what{kDailyExport};
    const auto last = co_await schedule_.last_run(what);
    if (!last) {
        co_await failed(last.error());
        co_return tl::unexpected{last.error()};
    }
    const auto windows = due_exports(*last, now - kSealingMargin, settings_.time, calendar_, kMissedDaysMax);
    for (const auto& window : windows) {
        const auto made = co_await make(window);
        if (!made) {
            co_await failed(made.error());
            co_return tl::unexpected{made.error()};
        }
        alarmed_ = false;
        made_.add();
    }
    co_return windows.size();
}

Task<Result<void>> ExportScheduler::make(ExportWindow window) {
    const auto name = "journal-" + calendar_.local(window.to).substr(0, 10);
    const auto now = clock_.now();
    Result<Manifest> manifest = runtime::fail(runtime::ErrorKind::unavailable, "not made");
    std::function<void()> work = [&] { manifest = write_files(window, name, now); };
    co_await pool_.run(std::move(work));
    if (!manifest) co_return tl::unexpected{manifest.error()};

    const auto data = R"({"file":)" + runtime::json_string(name + ".csv") + R"(,"entries":)" +
                      std::to_string(manifest->entries) + R"(,"sha256":")" + manifest->sha256 + R"(","chain_seq":)" +
                      std::to_string(manifest->chain.seq) + R"(,"chain_hash":")" + manifest->chain.hash + R"("})";
    const std::string what{kDailyExport};
    const auto recorded = co_await schedule_.ran(what, window.to, data);
    if (!recorded) co_return recorded;
    log_.info("exports", "made", {{"file", name}, {"entries", manifest->entries}});
    co_return recorded;
}

/// Files of the same name are replaced: a repeated export after a crash gives the same rows.
Result<Manifest> ExportScheduler::write_files(const ExportWindow& window, const std::string& name,
                                              runtime::Time now) const {
    if (auto there = models::make_directory(settings_.exports_directory); !there) return tl::unexpected{there.error()};
    const ExportRequest request{
        settings_.journal_directory, settings_.school, window.from, window.to, ExportFormat::csv, now};
    const auto path = settings_.exports_directory + "/" + name;
    auto manifest = export_to_file(request, calendar_, signer_, path + ".csv");
    if (!manifest) return manifest;
    const auto head = models::chain_head_line(settings_.school, manifest->chain, now) + "\n";
    if (auto kept = models::write_file_atomically(path + ".head.txt", head); !kept) return tl::unexpected{kept.error()};
    return manifest;
}

Task<void> ExportScheduler::failed(runtime::Error error) {
    failures_.add();
    next_try_ = clock_.now() + kRetry;
    log_.error("exports", "failed", {{"kind", to_string(error.kind)}, {"reason", error.message}});
    if (alarmed_) co_return;
    auto alarm = models::draw_alert("export_failed", std::string{kDailyExport}, models::Severity::v3);
    const auto raised = co_await book_.raise(std::move(alarm));
    alarmed_ = raised.has_value();
}

}  // namespace notifier
