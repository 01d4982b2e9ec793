#pragma once

#include "models/domain/assessment.hpp"
#include "moderation/store/records.hpp"

#include <utility>
#include <vector>

namespace moderation {

/// Adds to an assessment what follows from the circumstances, each with a reason for a person to read.
///
/// Severity may rise by one step, to V3 at most, and a finding may be added at V1 for a person to look at. It is
/// marked as raised: nothing automatic follows from what only stands around the words.
void weigh(models::Assessment& assessment, const Circumstances& circumstances);

/// What the page adds to what the store knows: its earlier items are recorded in the same step as the later ones.
class PageSoFar {
  public:
    explicit PageSoFar(runtime::Time now) : now_{now} {}

    void add_to(Circumstances& circumstances, const Intaken& next) const;
    /// REQUIRES: it outlives this object.
    void take(const Intaken& decided) { seen_.push_back(&decided); }

  private:
    runtime::Time now_;
    std::vector<const Intaken*> seen_;
};

/// What weigh() can say beyond the categories and severities that the words can have: for the start-up check of the
/// routing table.
std::vector<std::pair<models::Category, int>> weighed_findings();

}  // namespace moderation
