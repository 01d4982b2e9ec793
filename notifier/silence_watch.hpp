#pragma once

#include "config/policy/calendar.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "config/settings.hpp"
#include "notifier/ports.hpp"

#include <chrono>
#include <set>
#include <string>

namespace notifier {

/// Notices when something that should happen does not: a channel that is no longer read, a daily export
/// that was not made. Silence looks like peace; it is an alarm.
///
/// Each silence is raised once, until it ends. Time before the watch began does not count: after a
/// restart the collectors get their chance first.
class SilenceWatch {
  public:
    static constexpr std::chrono::milliseconds kInterval{std::chrono::minutes{1}};
    /// A daily export may be this much older than a day.
    static constexpr std::chrono::hours kExportGrace{2};

    SilenceWatch(ReadingState& reading, Schedule& schedule, AlertBook& book, config::Settings::Collect collect,
                 config::Settings::Export exports, const config::Calendar& calendar, runtime::Clock& clock,
                 runtime::Log& log, runtime::Metrics& metrics);

    runtime::Task<void> run();
    runtime::Task<runtime::Result<void>> step();

  private:
    bool is_silent(const ChannelSilence& channel, runtime::Time now) const;
    runtime::Task<runtime::Result<void>> judge(std::string kind, std::string subject, models::Severity severity,
                                               bool silent);
    runtime::Task<runtime::Result<void>> judge_exports(runtime::Time now);

    ReadingState& reading_;
    Schedule& schedule_;
    AlertBook& book_;
    config::Settings::Collect collect_;
    config::Settings::Export exports_;
    const config::Calendar& calendar_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics::Gauge silent_channels_;
    runtime::Time started_;
    std::set<std::string> raised_;  ///< subjects whose silence was raised and has not ended
};

}  // namespace notifier
