#include "moderation/store/spending.hpp"

#include "moderation/store/fcall.hpp"
#include "moderation/store/reply.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::Result;
using runtime::Task;

Task<Result<Spent>> SpendingStore::spend(std::string network, std::string day, std::int64_t amount, std::string since) {
    std::vector<std::string> keys{keys_.of("spent", network)};
    std::vector<std::string> args{std::move(day), std::to_string(amount), std::move(since)};
    const auto spent = co_await fcall(redis_, "spend", std::move(keys), std::move(args));
    if (!spent) co_return tl::unexpected(spent.error());
    co_return Spent{number_at(*spent, 1), number_at(*spent, 2)};
}

Task<Result<std::map<std::string, Silence>>> SpendingStore::silences(std::string api) {
    runtime::RedisCommand get{"HGETALL", keys_.of("silences", api)};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    std::map<std::string, Silence> silences;
    for (const auto& [account, value] : fields_of(*found)) {
        const auto blank = std::min(value.find(' '), value.size());
        Silence silence;
        silence.until = runtime::from_ms(number_of(std::string_view{value}.substr(0, blank)));
        silence.why = value.substr(std::min(blank + 1, value.size()));
        silences.emplace(account, std::move(silence));
    }
    co_return silences;
}

Task<Result<void>> SpendingStore::be_silent(std::string api, std::string account, Silence silence, runtime::Time now) {
    std::vector<std::string> keys{keys_.of("silences", api)};
    std::vector<std::string> args{std::move(account), ms(silence.until), ms(now), std::move(silence.why)};
    const auto kept = co_await fcall(redis_, "be_silent", std::move(keys), std::move(args));
    if (!kept) co_return tl::unexpected(kept.error());
    co_return Result<void>{};
}

}  // namespace moderation
