#pragma once

#include "config/runtime/clock.hpp"
#include "ingest/api.hpp"
#include "ingest/ports.hpp"

#include <cstdint>
#include <string>

namespace ingest {

/// What may be asked in the coming day, when `calls` of the last 24 hours have used `percent` of what Meta allows,
/// which it counts over the last 24 hours at any moment. Spent evenly, it keeps below the share from which Meta wants
/// us slow.
Allowance rolling_allowance(std::int64_t calls, int percent, runtime::Time now);

/// Books each call to the Graph API for the account that it is about. Meta tells the share that is used and not of how
/// much: both together say how much there is.
class GraphMeter final : public ApiClient {
  public:
    static constexpr int kTellingFrom = 5;  ///< percent; a smaller share says little, and nothing is short then

    /// References outlive the meter.
    GraphMeter(ApiClient& client, SpendingBook& book, const runtime::Clock& clock);

    /// What the book does not take is not counted: the allowance is rather too small then.
    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    ApiClient& client_;
    SpendingBook& book_;
    const runtime::Clock& clock_;
};

}  // namespace ingest
