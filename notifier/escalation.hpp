#pragma once

#include "config/policy/calendar.hpp"
#include "config/settings.hpp"
#include "models/domain/alert.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace notifier {

/// The kind of the alert about an item that a colleague passed on to the safeguarding team.
inline constexpr std::string_view kEscalated = "escalated";

struct AlertSettings {
    std::string public_url;      ///< as people reach Gatehouse: stands in e-mails
    std::string team_mailbox{};  ///< that the safeguarding team reads together; empty: none
    /// The school has said that somebody can be reached outside school hours.
    bool out_of_hours{false};
    std::chrono::milliseconds v4_step{std::chrono::minutes{10}};  ///< on the wall clock
    std::chrono::milliseconds v3_step{std::chrono::minutes{30}};  ///< of school hours
    std::chrono::milliseconds v2_step{std::chrono::hours{4}};     ///< of school hours; V1 as well
};

AlertSettings alert_settings_of(const config::Settings& settings);

/// When which step of an alert is due. Says nothing about who.
///
/// The ladder of people is gone through once for V2 and below, twice for V3, three times for V4. Steps are
/// numbered on over the rounds; the step after the last one is when the last person's time is over.
class EscalationPlan {
  public:
    EscalationPlan(const config::Calendar& calendar, const AlertSettings& settings)
        : calendar_{calendar}, settings_{settings} {}

    /// V4, V3 of the categories in which a child may be in danger, that somebody broke the glass, and that a channel
    /// cannot be read, or will not be tomorrow, are told at any hour: an e-mail wakes nobody, and in a channel that
    /// nobody reads the others of these would not be seen either. Everything else waits for the school to open.
    bool may_tell(const models::Alert& alert, runtime::Time now) const;
    /// When the school is open next.
    runtime::Time opening(runtime::Time now) const;

    int steps(const models::Alert& alert, std::size_t ladder) const;
    /// When the step after `step`, which somebody was told in now, is due. V4 goes on by the wall clock; but
    /// where nobody promised to be reachable at night, a second and third round of the ladder wait for the
    /// school to open, so that an alert is not used up before anybody could have read it.
    runtime::Time next(const models::Alert& alert, int step, std::size_t ladder, runtime::Time now) const;

    /// How long to wait before a delivery that did not get through is tried for the n-th time again (n >= 1).
    static std::chrono::milliseconds retry_after(int failures);

  private:
    const config::Calendar& calendar_;
    const AlertSettings& settings_;
};

}  // namespace notifier
