#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"

#include <utility>

namespace moderation {

using runtime::Result;
using runtime::Task;
using runtime::Time;

Task<Result<Store::Reply>> Store::lease_call(std::string function, std::string channel, std::vector<std::string> args) {
    if (!valid_id(channel)) co_return runtime::fail(runtime::ErrorKind::not_found, "There is no such channel.");
    std::vector<std::string> keys{keys_.of("channels"), keys_.of("lease", channel)};
    co_return co_await call(std::move(function), std::move(keys), std::move(args));
}

Task<Result<models::Lease>> Store::take_lease(std::string channel, std::string owner, std::chrono::milliseconds length,
                                              Time now) {
    std::vector<std::string> args{channel, owner, std::to_string(length.count()), ms(now)};
    const auto taken = co_await lease_call("take_lease", channel, std::move(args));
    if (!taken) co_return tl::unexpected(taken.error());
    models::Lease lease;
    lease.channel_id = std::move(channel);
    lease.owner = std::move(owner);
    lease.fence = static_cast<std::uint64_t>(number_at(*taken, 1));
    if (const auto read_at = number_of(text_at(*taken, 2)); read_at > 0)
        lease.last_round_at = runtime::from_ms(read_at);
    co_return lease;
}

Task<Result<void>> Store::renew_lease(models::Lease lease, std::chrono::milliseconds length, Time now) {
    std::vector<std::string> args{lease.channel_id, lease.owner, std::to_string(lease.fence),
                                  std::to_string(length.count()), ms(now)};
    const auto renewed = co_await lease_call("renew_lease", std::move(lease.channel_id), std::move(args));
    if (!renewed) co_return tl::unexpected(renewed.error());
    co_return Result<void>{};
}

Task<Result<void>> Store::release_lease(models::Lease lease) {
    if (!valid_id(lease.channel_id))
        co_return runtime::fail(runtime::ErrorKind::not_found, "There is no such channel.");
    std::vector<std::string> keys{keys_.of("lease", lease.channel_id)};
    std::vector<std::string> args{std::move(lease.owner), std::to_string(lease.fence)};
    const auto released = co_await call("release_lease", std::move(keys), std::move(args));
    if (!released) co_return tl::unexpected(released.error());
    co_return Result<void>{};
}

Task<Result<std::map<std::string, std::string>>> Store::cursors(std::string channel) {
    std::map<std::string, std::string> cursors;
    if (!valid_id(channel)) co_return cursors;
    runtime::RedisCommand get{"HGETALL", keys_.of("cursors", channel)};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    for (auto& [feed, cursor] : fields_of(*found)) cursors.emplace(feed, cursor);
    co_return cursors;
}

}  // namespace moderation
