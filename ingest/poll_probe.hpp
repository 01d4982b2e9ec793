#pragma once

#include "config/runtime/metrics.hpp"
#include "ingest/channel_session.hpp"

#include <string_view>

namespace ingest {

/// How a round ended, in one word: "store_down", "lease_lost", or what the channel looks like.
std::string_view outcome_of(const RoundReport& report);

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
