#include "ingest/youtube/meter.hpp"

#include <algorithm>

namespace ingest {

YoutubeMeter::YoutubeMeter(ApiClient& client, YoutubeQuota& quota, SpendingBook& book)
    : client_{client}, quota_{quota}, book_{book} {}

runtime::Task<ApiResult<ApiReply>> YoutubeMeter::send(ApiCall call, std::string token, std::string account) {
    if (!asked_) co_await settle();  // before the first call: what was spent before we were started
    const auto before = quota_.spent();
    auto reply = co_await client_.send(std::move(call), std::move(token), std::move(account));
    auto& usage = reply ? reply->usage : reply.error().usage;
    usage.cost = std::max(0, quota_.spent() - before);
    if (!usage.allowance) usage.allowance = quota_.usage().allowance;  // YouTube was not asked
    co_await settle();
    co_return reply;
}

runtime::Task<void> YoutubeMeter::settle() {
    const int units = quota_.take_unbooked();
    const auto spent = co_await book_.spend("youtube", quota_.day(), units, quota_.day());
    if (spent) {
        asked_ = true;
        quota_.learn(spent->today);
    } else {
        quota_.keep_unbooked(units);
    }
}

}  // namespace ingest
