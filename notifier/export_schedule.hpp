#pragma once

#include "config/policy/calendar.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "notifier/audit_export.hpp"
#include "notifier/ports.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace notifier {

/// The name of the daily export in the schedule and in alarms.
inline constexpr std::string_view kDailyExport = "export:daily";

/// One export that is due: entries from `from` up to, not including, `to`.
struct ExportWindow {
    runtime::Time from{};
    runtime::Time to{};
};

/// What is due, oldest first: one window for each local `time` of day that has passed since `last`. The
/// windows leave no gap: after more than `most` missed days the first one takes in what is older, and the
/// first export ever takes in everything.
std::vector<ExportWindow> due_exports(std::optional<runtime::Time> last, runtime::Time now, std::chrono::minutes time,
                                      const config::Calendar& calendar, std::size_t most);

/// "06:00" as minutes of the day.
std::optional<std::chrono::minutes> minutes_of_day(std::string_view text);

struct ExportSettings {
    std::string journal_directory;
    std::string exports_directory;
    std::string school;
    std::chrono::minutes time{std::chrono::hours{6}};  ///< local
};

/// Makes the daily export: `journal-2026-11-20.csv` with manifest, and the chain head to print in
/// `journal-2026-11-20.head.txt`. Late rather than never; what failed is tried again and is an alarm.
class ExportScheduler {
  public:
    static constexpr std::chrono::milliseconds kInterval{std::chrono::minutes{1}};
    static constexpr std::chrono::minutes kRetry{10};
    static constexpr std::size_t kMissedDaysMax = 31;
    /// Time for the last entries of a day to get from Redis into the files.
    static constexpr std::chrono::minutes kSealingMargin{5};

    ExportScheduler(Schedule& schedule, AlertBook& book, const config::Calendar& calendar,
                    const runtime::Signer& signer, ExportSettings settings, runtime::CpuPool& pool,
                    runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics);

    /// Exports until cancelled.
    runtime::Task<void> run();
    /// Makes what is due. Returns how many exports that was.
    runtime::Task<runtime::Result<std::size_t>> step();

  private:
    runtime::Task<runtime::Result<void>> make(ExportWindow window);
    runtime::Result<Manifest> write_files(const ExportWindow& window, const std::string& name, runtime::Time now) const;
    runtime::Task<void> failed(runtime::Error error);

    Schedule& schedule_;
    AlertBook& book_;
    const config::Calendar& calendar_;
    const runtime::Signer& signer_;
    ExportSettings settings_;
    runtime::CpuPool& pool_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics::Counter made_;
    runtime::Metrics::Counter failures_;
    runtime::Time next_try_{};
    bool alarmed_{false};  ///< the present failure was raised
};

}  // namespace notifier
