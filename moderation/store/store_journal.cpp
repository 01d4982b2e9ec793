#include "models/domain/subject.hpp"
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
constexpr std::string_view kPlaceRecord = "journal/place";

std::string stream_id(std::uint64_t seq) {
    return std::to_string(seq) + "-0";
}

bool holds(const std::string& people, const std::string& person) {
    const auto list = split(people);
    return std::find(list.begin(), list.end(), person) != list.end();
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
    for (const auto& entry : entries)
        commands.push_back({"HMGET", keys_.of("alert", models::id_in(entry.subject, "alert")), "barred", "subject"});
    const auto alerts = co_await redis_.pipeline(std::move(commands));
    if (!alerts) co_return tl::unexpected(alerts.error());
    // An alert says who was barred when it was raised; an edit of its item may have named somebody since.
    std::vector<runtime::RedisCommand> about;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto alert_about = text_at(alerts->at(i), 1);
        const auto& subject = alert_about.empty() ? entries[i].subject : alert_about;
        about.push_back({"HGET", keys_.of("item", models::id_in(subject, "item")), "barred"});
    }
    const auto items = co_await redis_.pipeline(std::move(about));
    if (!items) co_return tl::unexpected(items.error());
    std::vector<models::JournalEntry> left;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const bool known = !alerts->at(i).is_error() && !items->at(i).is_error();
        if (known && !holds(text_at(alerts->at(i), 0), viewer.person) && !holds(items->at(i).text, viewer.person))
            left.push_back(std::move(entries[i]));
    }
    co_return left;
}

std::string Store::journal_place(std::uint64_t seq) const {
    return sealer_.seal(std::to_string(seq), kPlaceRecord);
}

std::uint64_t Store::journal_seq(std::string_view place) const {
    const auto seq = sealer_.open(place, kPlaceRecord);
    return seq ? static_cast<std::uint64_t>(number_of(*seq)) : 0;
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
