#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

constexpr std::size_t kDataMax = 8 * 1024;  ///< bytes of one entry's data
constexpr std::size_t kReadMax = 10'000;    ///< entries of one answer

std::string stream_id(std::uint64_t seq) {
    return std::to_string(seq) + "-0";
}

std::vector<models::JournalEntry> entries_from(const runtime::RedisReply& reply) {
    std::vector<models::JournalEntry> entries;
    entries.reserve(reply.items.size());
    for (const auto& entry : reply.items) entries.push_back(journal_entry_of(entry));
    return entries;
}

}  // namespace

Task<Result<void>> Store::journal(std::string kind, std::string actor, std::string subject, std::string data,
                                  Time now) {
    if (!valid_code(kind) || kind.empty() || data.size() > kDataMax)
        co_return runtime::fail(ErrorKind::malformed, "The journal entry makes no sense.");
    std::vector<std::string> keys{keys_.of("journal"), keys_.of("seq")};
    std::vector<std::string> args{std::move(kind), std::move(actor), std::move(subject), std::move(data), ms(now)};
    const auto written = co_await call("journal", std::move(keys), std::move(args));
    if (!written) co_return tl::unexpected(written.error());
    co_return Result<void>{};
}

Task<Result<std::vector<models::JournalEntry>>> Store::journal_after(std::uint64_t seq, std::size_t limit) {
    runtime::RedisCommand range{
        "XRANGE", keys_.of("journal"), stream_id(seq + 1), "+", "COUNT", std::to_string(std::min(limit, kReadMax))};
    const auto found = co_await read(std::move(range));
    if (!found) co_return tl::unexpected(found.error());
    co_return entries_from(*found);
}

Task<Result<std::vector<models::JournalEntry>>> Store::without_barred(std::vector<models::JournalEntry> entries,
                                                                      Viewer viewer) {
    if (entries.empty()) co_return entries;
    std::vector<runtime::RedisCommand> commands;
    for (const auto& entry : entries) {
        const auto colon = std::min(entry.subject.find(':'), entry.subject.size());
        const auto kind = entry.subject.substr(0, colon);
        const bool known = (kind == "item" || kind == "alert") && colon + 1 < entry.subject.size();
        const auto id = known ? entry.subject.substr(colon + 1) : std::string{};
        commands.push_back({"HGET", keys_.of(known ? kind : "item", id), "barred"});
    }
    const auto barred = co_await redis_.pipeline(std::move(commands));
    if (!barred) co_return tl::unexpected(barred.error());
    std::vector<models::JournalEntry> left;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto people = split(barred->at(i).text);
        if (barred->at(i).is_error() || std::find(people.begin(), people.end(), viewer.person) != people.end())
            continue;
        left.push_back(std::move(entries[i]));
    }
    co_return left;
}

Task<Result<std::vector<models::JournalEntry>>> Store::journal_page(Viewer viewer, std::uint64_t before,
                                                                    std::size_t limit) {
    std::vector<models::JournalEntry> page;
    auto from = before == 0 ? std::string{"+"} : "(" + stream_id(before);
    limit = std::min(limit, kReadMax);
    for (bool more = true; more && page.size() < limit;) {
        const auto count = limit - page.size() + 10;
        runtime::RedisCommand range{"XREVRANGE", keys_.of("journal"), from, "-", "COUNT", std::to_string(count)};
        const auto found = co_await read(std::move(range));
        if (!found) co_return tl::unexpected(found.error());
        auto entries = entries_from(*found);
        more = entries.size() == count;
        if (more) from = "(" + stream_id(entries.back().seq);
        auto shown = co_await without_barred(std::move(entries), viewer);
        if (!shown) co_return shown;
        for (auto& entry : *shown)
            if (page.size() < limit) page.push_back(std::move(entry));
    }
    co_return page;
}

Task<Result<void>> Store::journal_sealed(std::uint64_t seq, std::size_t keep) {
    std::vector<std::string> keys{keys_.of("journal"), keys_.of("seq"), keys_.of("sealed")};
    std::vector<std::string> args{std::to_string(seq), std::to_string(keep)};
    const auto done = co_await call("journal_sealed", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<std::optional<Time>>> Store::last_run(std::string what) {
    runtime::RedisCommand get{"HGET", keys_.of("lastrun"), std::move(what)};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    std::optional<Time> at;
    if (!found->is_nil()) at = runtime::from_ms(number_of(found->text));
    co_return at;
}

Task<Result<void>> Store::set_last_run(std::string what, Time at) {
    std::vector<std::string> keys{keys_.of("lastrun")};
    std::vector<std::string> args{std::move(what), ms(at)};
    const auto done = co_await call("set_last_run", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

}  // namespace moderation
