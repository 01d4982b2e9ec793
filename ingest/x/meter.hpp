#pragma once

#include "config/runtime/clock.hpp"
#include "config/settings.hpp"
#include "ingest/api.hpp"
#include "ingest/ports.hpp"

#include <set>
#include <string>
#include <string_view>

namespace ingest {

/// Books what each call to X costs, in millionths of a dollar, and keeps to the month's cap: above nine tenths of it
/// nothing is read any more, so that hiding still works.
///
/// X charges for each post and person in an answer once a day (UTC), and for each write; an empty answer is free.
/// X does not say what it charged: this is an estimate by the prices of the settings, and rather too high, as what
/// was paid for already is forgotten with a restart.
class XMeter final : public ApiClient {
  public:
    /// References outlive the meter.
    XMeter(ApiClient& client, SpendingBook& book, const runtime::Clock& clock, config::Settings::X settings);

    /// throttled, without asking X, when the cap leaves nothing for reading.
    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    /// Books what was not booked yet. While the book does not answer it waits.
    runtime::Task<void> settle();
    void begin_day();
    std::int64_t price_of(const ApiCall& call, std::string_view answer);
    std::int64_t for_reading() const;
    bool used_up() const;
    Allowance allowance() const;
    ApiError refusal() const;

    ApiClient& client_;
    SpendingBook& book_;
    const runtime::Clock& clock_;
    const config::Settings::X settings_;
    std::string day_;
    std::set<std::string, std::less<>> paid_;  ///< what was charged on the day
    std::int64_t unbooked_{0};
    std::int64_t this_month_{0};
    bool asked_{false};
};

}  // namespace ingest
