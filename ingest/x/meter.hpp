#pragma once

#include "config/runtime/clock.hpp"
#include "config/settings.hpp"
#include "ingest/api.hpp"
#include "ingest/ports.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace ingest {

/// Books what each call to X costs, in millionths of a dollar, and knows what of the month's cap is left for reading:
/// nine tenths of it. What people decide is always sent.
///
/// X charges for each post and person in an answer once a day (UTC), and for each write; an empty answer is free.
/// X does not say what it charged: this is an estimate by the prices of the settings, and rather too high, as what
/// was paid for already is forgotten with a restart.
class XMeter final : public ApiClient {
  public:
    /// References outlive the meter.
    XMeter(ApiClient& client, SpendingBook& book, const runtime::Clock& clock, config::Settings::X settings);

    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

    /// Why nothing may be read any more this month; nothing: it may.
    runtime::Task<std::optional<ApiError>> refusal();

  private:
    /// Books what was not booked yet. While the book does not answer it waits.
    runtime::Task<void> settle();
    void begin_day();
    std::int64_t price_of(const ApiCall& call, std::string_view answer);
    std::int64_t for_reading() const;
    Allowance allowance() const;

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

/// What reads X by itself, and stops before the cap.
class XReading final : public ApiClient {
  public:
    /// References outlive it. `client` books with `meter`.
    XReading(ApiClient& client, XMeter& meter) : client_{client}, meter_{meter} {}

    /// throttled, without asking X, when the cap leaves nothing for reading.
    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    ApiClient& client_;
    XMeter& meter_;
};

}  // namespace ingest
