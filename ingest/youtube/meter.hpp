#pragma once

#include "ingest/ports.hpp"
#include "ingest/youtube/quota.hpp"

namespace ingest {

/// Books what each call to YouTube costs, and learns from the book what others have spent.
class YoutubeMeter final : public ApiClient {
  public:
    /// References outlive the meter; `client` counts with the same quota.
    YoutubeMeter(ApiClient& client, YoutubeQuota& quota, SpendingBook& book);

    /// While the book does not answer, what was spent waits to be booked with the next call.
    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    runtime::Task<void> settle();

    ApiClient& client_;
    YoutubeQuota& quota_;
    SpendingBook& book_;
    bool asked_{false};
};

}  // namespace ingest
