#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

Task<Result<void>> Store::note(std::string channel, std::vector<std::string> what) {
    if (!valid_id(channel)) co_return runtime::fail(ErrorKind::rejected, "The channel is not authorised.");
    std::vector<std::string> keys{keys_.of("channels"), keys_.of("notices", channel)};
    what.insert(what.begin(), std::move(channel));
    const auto noted = co_await call("note", std::move(keys), std::move(what));
    if (!noted) co_return tl::unexpected(noted.error());
    co_return Result<void>{};
}

Task<Result<std::vector<models::Notice>>> Store::notices(std::string channel) {
    std::vector<models::Notice> notices;
    if (!valid_id(channel)) co_return notices;
    runtime::RedisCommand get{"HGETALL", keys_.of("notices", channel)};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    for (const auto& [what, number] : fields_of(*found))
        notices.push_back({what, static_cast<std::uint64_t>(number_of(number))});
    co_return notices;
}

Task<Result<void>> Store::answer_notices(models::Lease lease, std::vector<models::Notice> notices) {
    if (!valid_id(lease.channel_id)) co_return runtime::fail(ErrorKind::not_found, "There is no such channel.");
    std::vector<std::string> keys{keys_.of("channels"), keys_.of("lease", lease.channel_id),
                                  keys_.of("notices", lease.channel_id)};
    std::vector<std::string> args{std::move(lease.channel_id), std::move(lease.owner), std::to_string(lease.fence)};
    for (auto& notice : notices) {
        args.push_back(std::move(notice.what));
        args.push_back(std::to_string(notice.number));
    }
    const auto answered = co_await call("answer_notices", std::move(keys), std::move(args));
    if (!answered) co_return tl::unexpected(answered.error());
    co_return Result<void>{};
}

}  // namespace moderation
