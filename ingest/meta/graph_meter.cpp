#include "ingest/meta/graph_meter.hpp"

#include <date/date.h>

namespace ingest {
namespace {

constexpr std::int64_t kAimed = 55;  ///< percent; from 60 on Meta wants us slow
constexpr std::chrono::hours kWindow{24};

std::string hour_of(runtime::Time time) {
    return date::format("%FT%H", date::floor<std::chrono::seconds>(time));
}

}  // namespace

Allowance rolling_allowance(std::int64_t calls, int percent, runtime::Time now) {
    Allowance allowance;
    allowance.left = calls * kAimed / percent;
    allowance.until = now + kWindow;
    allowance.rolling = true;
    return allowance;
}

GraphMeter::GraphMeter(ApiClient& client, SpendingBook& book, const runtime::Clock& clock)
    : client_{client}, book_{book}, clock_{clock} {}

runtime::Task<ApiResult<ApiReply>> GraphMeter::send(ApiCall call, std::string token, std::string account) {
    auto reply = co_await client_.send(std::move(call), std::move(token), account);
    auto& usage = reply ? reply->usage : reply.error().usage;
    usage.cost = 1;
    if (account.empty()) co_return reply;
    const auto now = clock_.now();
    const auto spent = co_await book_.spend("graph-" + account, hour_of(now), 1, hour_of(now - kWindow));
    if (spent && usage.percent >= kTellingFrom) usage.allowance = rolling_allowance(spent->since, usage.percent, now);
    co_return reply;
}

}  // namespace ingest
