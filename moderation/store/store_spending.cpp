#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

Task<Result<Spent>> Store::spend(std::string network, std::string day, std::int64_t amount, std::string since) {
    std::vector<std::string> keys{keys_.of("spent", network)};
    std::vector<std::string> args{std::move(day), std::to_string(amount), std::move(since)};
    const auto spent = co_await call("spend", std::move(keys), std::move(args));
    if (!spent) co_return tl::unexpected(spent.error());
    co_return Spent{number_at(*spent, 1), number_at(*spent, 2)};
}

Task<Result<std::map<std::string, Silence>>> Store::silences(std::string api) {
    runtime::RedisCommand get{"HGETALL", keys_.of("silences", api)};
    const auto found = co_await read(std::move(get));
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

Task<Result<void>> Store::be_silent(std::string api, std::string account, Silence silence, runtime::Time now) {
    std::vector<std::string> keys{keys_.of("silences", api)};
    std::vector<std::string> args{std::move(account), ms(silence.until), ms(now), std::move(silence.why)};
    const auto kept = co_await call("be_silent", std::move(keys), std::move(args));
    if (!kept) co_return tl::unexpected(kept.error());
    co_return Result<void>{};
}

Task<Result<Completeness>> Store::completeness(std::string channel, runtime::Time since) {
    Completeness complete;
    if (!valid_id(channel)) co_return complete;
    runtime::RedisCommand get{"HGETALL", keys_.of("counts", channel)};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::int64_t> counted;
    std::vector<runtime::RedisCommand> commands;
    for (const auto& [post, value] : fields_of(*found)) {
        const auto blank = std::min(value.find(' '), value.size());
        const auto created = number_of(std::string_view{value}.substr(std::min(blank + 1, value.size())));
        if (created > 0 && runtime::from_ms(created) < since) continue;
        counted.push_back(number_of(std::string_view{value}.substr(0, blank)));
        const auto prefix = channel + "|" + std::to_string(post.size()) + ":" + post;  // as external_ids() has it
        commands.push_back({"ZLEXCOUNT", keys_.of("ext"), "[" + prefix + ":", "(" + prefix + ";"});
    }
    if (commands.empty()) co_return complete;
    const auto held = co_await redis_.pipeline(std::move(commands));
    if (!held) co_return tl::unexpected(held.error());
    for (std::size_t i = 0; i < counted.size() && i < held->size(); ++i) {
        if ((*held)[i].is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + (*held)[i].text);
        const auto here = std::min(counted[i], (*held)[i].number);
        complete.counted += counted[i];
        complete.held += here;
        ++complete.posts;
        if (here < counted[i]) ++complete.lacking;
    }
    co_return complete;
}

}  // namespace moderation
