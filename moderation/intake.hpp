#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "models/text/normaliser.hpp"
#include "moderation/practice.hpp"
#include "moderation/store/store.hpp"
#include "moderation/triage.hpp"

#include <string>
#include <vector>

namespace moderation {

/// Takes the pages that collectors read: judges what is new in them on the CPU pool, decides by the routing
/// table, and records page and cursor in one step. What was judged before is not judged again.
class Intake {
  public:
    /// Keeps references to everything it is given.
    Intake(Store& store, Practice& practice, const Triage& triage, runtime::CpuPool& cpu, runtime::Clock& clock,
           runtime::Log& log, runtime::Metrics& metrics);

    /// As ingest::Inbox::record promises.
    runtime::Task<runtime::Result<models::RecordedPage>> record(models::CollectedPage page);

  private:
    /// What is new on a page, with its texts as they are compared.
    struct Assessed {
        std::vector<Intaken> items;
        std::vector<models::text::Normalised> texts;
        std::vector<models::Assessment> in_shadow;  ///< what a candidate says of each; empty without one
    };
    /// What is said of the words alone.
    runtime::Task<Assessed> assess(std::vector<models::CollectedItem> items, Judging judging);
    /// Decides on what was assessed, in the light of what is known around it.
    runtime::Task<runtime::Result<void>> decide(Assessed& assessed, models::Channel channel, Judging judging);

    Store& store_;
    Practice& practice_;
    const Triage& triage_;
    runtime::CpuPool& cpu_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics::Counter fresh_;
    runtime::Metrics::Counter revised_;
    runtime::Metrics::Counter repeated_;
    runtime::Metrics::Counter malformed_;
    runtime::Metrics::Histogram assess_seconds_;
};

}  // namespace moderation
