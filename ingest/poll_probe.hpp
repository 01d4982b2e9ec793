#pragma once

#include "config/runtime/metrics.hpp"
#include "ingest/channel_session.hpp"

#include <string>

namespace ingest {

/// What reading the networks looks like in numbers.
class PollProbe {
  public:
    explicit PollProbe(runtime::Metrics& metrics);

    void round(const RoundReport& report);

  private:
    runtime::Metrics& metrics_;
    const runtime::Metrics::Counter requests_;
    const runtime::Metrics::Counter fresh_;
    const runtime::Metrics::Counter revised_;
    const runtime::Metrics::Counter gone_;
    const runtime::Metrics::Counter malformed_;
    const runtime::Metrics::Counter cut_texts_;
};

}  // namespace ingest
