#include "notifier/silence_watch.hpp"

#include "notifier/export_schedule.hpp"

#include <algorithm>
#include <utility>

namespace notifier {

using runtime::Result;
using runtime::Task;

SilenceWatch::SilenceWatch(ReadingState& reading, Schedule& schedule, AlertBook& book,
                           config::Settings::Collect collect, config::Settings::Export exports,
                           const config::Calendar& calendar, runtime::Clock& clock, runtime::Log& log,
                           runtime::Metrics& metrics)
    : reading_{reading},
      schedule_{schedule},
      book_{book},
      collect_{collect},
      exports_{std::move(exports)},
      calendar_{calendar},
      clock_{clock},
      log_{log},
      silent_channels_{metrics.gauge("gatehouse_silent_channels", "Authorised channels that are not being read")},
      started_{clock.now()} {}

Task<void> SilenceWatch::run() {
    for (;;) {
        const auto done = co_await step();
        if (!done) log_.warning("watch", "could not look", {{"reason", done.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

/// At the hour when reading becomes more frequent the last poll may still have followed the slower rhythm.
bool SilenceWatch::is_silent(const ChannelSilence& channel, runtime::Time now) const {
    auto since = started_;
    if (channel.authorised_at) since = std::max(since, *channel.authorised_at);
    if (channel.last_round_at) since = std::max(since, *channel.last_round_at);
    const auto then = config::poll_interval(collect_, calendar_.profile(since));
    const auto interval = std::max(then, config::poll_interval(collect_, calendar_.profile(now)));
    return now - since > interval * collect_.silent_after_polls;
}

Task<Result<void>> SilenceWatch::step() {
    const auto channels = co_await reading_.authorised_channels();
    if (!channels) co_return tl::unexpected{channels.error()};
    const auto now = clock_.now();
    int silent_channels = 0;
    for (const auto& channel : *channels) {
        const bool silent = is_silent(channel, now);
        silent_channels += silent ? 1 : 0;
        const auto judged =
            co_await judge("connector_silent", "channel:" + channel.channel, models::Severity::v3, silent);
        if (!judged) co_return judged;
    }
    silent_channels_.set(silent_channels);
    if (!exports_.daily) co_return Result<void>{};
    co_return co_await judge_exports(now);
}

Task<Result<void>> SilenceWatch::judge_exports(runtime::Time now) {
    const std::string what{kDailyExport};
    const auto last = co_await schedule_.last_run(what);
    if (!last) co_return tl::unexpected{last.error()};
    const auto since = std::max(started_, last->value_or(started_));
    const bool late = now - since > std::chrono::hours{24} + kExportGrace;
    co_return co_await judge("export_failed", what, models::Severity::v3, late);
}

Task<Result<void>> SilenceWatch::judge(std::string kind, std::string subject, models::Severity severity, bool silent) {
    if (!silent) {
        raised_.erase(subject);
        co_return Result<void>{};
    }
    if (raised_.contains(subject)) co_return Result<void>{};
    auto alarm = models::draw_alert(kind, subject, severity);
    const auto raised = co_await book_.raise(std::move(alarm));
    if (!raised) co_return tl::unexpected{raised.error()};
    raised_.insert(subject);
    log_.error("watch", "silence", {{"kind", kind}, {"subject", subject}});
    co_return Result<void>{};
}

}  // namespace notifier
