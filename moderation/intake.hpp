#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "models/text/assessor.hpp"
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
    Intake(Store& store, const models::Assessor& assessor, const Triage& triage, runtime::CpuPool& cpu,
           runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics);

    /// As ingest::Inbox::record promises.
    runtime::Task<runtime::Result<models::RecordedPage>> record(models::CollectedPage page);

  private:
    runtime::Task<std::vector<Intaken>> judge(std::vector<models::CollectedItem> items, std::vector<bool> known,
                                              std::string channel_external_id);

    Store& store_;
    const models::Assessor& assessor_;
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
