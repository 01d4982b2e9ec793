#pragma once

#include "config/policy/recipients.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "notifier/escalation.hpp"
#include "notifier/ports.hpp"

#include <map>
#include <string>
#include <vector>

namespace notifier {

/// Tells people about alerts, one step of the ladder after the other, until somebody acknowledges.
///
/// A message is recorded when the mail server has accepted it, and not before: a crash repeats a message
/// with the same Message-ID and never skips one. Nobody is told twice in one step. When a step could not be
/// told to anybody, when nobody is eligible, or when the ladder is used up, "nobody_reachable" is raised.
class AlertNotifier {
  public:
    static constexpr std::size_t kJobsAtOnce = 16;
    static constexpr std::chrono::milliseconds kWait{std::chrono::seconds{5}};
    static constexpr std::chrono::milliseconds kRest{std::chrono::seconds{1}};  ///< when the book does not answer
    /// Deliveries that did not get through before it is an alarm.
    static constexpr int kFailuresBeforeAlarm = 4;
    /// Wait before people are looked for again when nobody was eligible.
    static constexpr std::chrono::hours kNobodyRetry{1};

    AlertNotifier(AlertBook& book, Courier& courier, const config::People& people, const config::Calendar& calendar,
                  const config::RoutingTable& routing, AlertSettings settings, runtime::Clock& clock, runtime::Log& log,
                  runtime::Metrics& metrics);
    AlertNotifier(const AlertNotifier&) = delete;
    AlertNotifier& operator=(const AlertNotifier&) = delete;

    /// Tells until cancelled.
    runtime::Task<void> run();
    /// One step of one alert. An error leaves the job as it is: it comes again.
    runtime::Task<runtime::Result<void>> step(AlertJob job);

  private:
    /// Every step that is due. An error when the book does not answer.
    runtime::Task<runtime::Result<void>> work_once();
    /// How one step went.
    struct Tally {
        int told{0};
        int refused{0};        ///< addresses that will never work
        int not_through{0};    ///< try again
        bool moved_on{false};  ///< somebody acknowledged meanwhile
    };

    config::Recipients ladder_of(const models::Alert& alert, runtime::Time now) const;
    config::Recipients roles_for(const models::Alert& alert, runtime::Time now) const;
    std::vector<const config::Person*> still_to_tell(const models::Alert& alert, const config::Recipients& ladder,
                                                     const std::vector<std::string>& away) const;
    runtime::Task<runtime::Result<void>> tell_step(AlertJob job, models::Alert alert, config::Recipients ladder);
    runtime::Task<runtime::Result<Tally>> tell(models::Alert alert, std::vector<const config::Person*> people);
    /// By when the rows of the routing table want an answer to it; nothing: they say nothing of that.
    std::optional<runtime::Time> answer_by(const models::Alert& alert, runtime::Time now) const;
    /// The team's mailbox hears of it, too, unless that would tell somebody whom it is about.
    runtime::Task<void> tell_mailbox(models::Alert alert);
    runtime::Task<runtime::Result<void>> finish_step(AlertJob job, models::Alert alert,
                                                     std::optional<runtime::Time> next);
    runtime::Task<runtime::Result<void>> exhausted(AlertJob job, models::Alert alert);
    runtime::Task<runtime::Result<void>> nobody(AlertJob job, models::Alert alert);
    runtime::Task<runtime::Result<void>> raise_nobody_reachable(models::Alert about, std::string why);

    AlertBook& book_;
    Courier& courier_;
    const config::People& people_;
    const config::Calendar& calendar_;
    const config::RoutingTable& routing_;
    AlertSettings settings_;
    EscalationPlan plan_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    std::map<std::string, int> failures_;  ///< alert id -> tries of its step that did not get through
    runtime::Metrics::Counter told_;
    runtime::Metrics::Counter refused_;
    runtime::Metrics::Counter not_through_;
    runtime::Metrics::Counter exhausted_;
    runtime::Metrics::Histogram first_told_;
};

}  // namespace notifier
