#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/people.hpp"
#include "config/policy/routing_file.hpp"
#include "models/text/assessor.hpp"
#include "moderation/store/records.hpp"

#include <string>
#include <vector>

namespace moderation {

/// Decides what happens to an assessed item, by the school's routing table: who may see it, whether a
/// person looks at it, whether it is hidden at once, who is alerted, by when somebody must act.
///
/// A pure decision: the same item at the same time gives the same answer, except for the random ids of
/// an alert. What it never decides: to delete, to answer, to ban; and never to hide `criticism`.
class Triage {
  public:
    Triage(const config::RoutingTable& routing, const config::People& people, const config::Calendar& calendar)
        : routing_{routing}, people_{people}, calendar_{calendar} {}

    /// `channel_external_id` is the account itself: what the school says on its own page is recorded, not judged.
    Intaken decide(models::CollectedItem item, models::Assessment assessment, const Circumstances& circumstances,
                   const std::string& channel_external_id, runtime::Time now) const;

    /// What follows from what was found in an item's pictures; see with_pictures(). `whole` is the assessment with it.
    /// `own`: the school said it; then nobody is barred, as it is no matter about anybody.
    Intaken decide_pictures(models::CollectedItem item, models::Assessment whole,
                            const std::vector<models::Finding>& found, bool own, runtime::Time now) const;

    /// Whom one revision bars: those it names or calls by their role, as it is written and with disguises undone,
    /// whoever may have written it, and those with a declared conflict with a name in it or in its author. From mere
    /// opinions those are not barred whom they are about.
    Barred barred_from(const models::CollectedItem& item, const models::Assessment& assessment,
                       runtime::Time now) const;

  private:
    void apply(const models::Finding& finding, const config::Route& route, Intaken& intaken, runtime::Time now) const;
    /// Hides nothing that cannot be hidden, and says when a person must have looked at what is hidden.
    void expect_review(Intaken& intaken, runtime::Time now) const;
    void bar(Intaken& intaken, runtime::Time now) const;

    const config::RoutingTable& routing_;
    const config::People& people_;
    const config::Calendar& calendar_;
};

/// What the classifier and rules may say, for the start-up check of the routing table.
std::vector<config::Emitted> emitted_by(const models::Assessor& assessor);

}  // namespace moderation
