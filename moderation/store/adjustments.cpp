#include "moderation/store/adjustments.hpp"

#include "moderation/store/fcall.hpp"
#include "moderation/store/reply.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

std::string record_of(std::uint64_t number) {
    return "adjustment/" + std::to_string(number);
}

std::uint64_t whole(const Fields& fields, std::string_view name) {
    return static_cast<std::uint64_t>(number_field(fields, name));
}

}  // namespace

Task<Result<void>> AdjustmentStore::change(std::string function, std::uint64_t number, std::vector<std::string> args) {
    std::vector<std::string> keys{keys_.of("journal"), keys_.of("seq"), keys_.of("adjustments"),
                                  keys_.of("adjustment", std::to_string(number))};
    args.insert(args.begin(), std::to_string(number));
    const auto done = co_await fcall(redis_, std::move(function), std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<AdjustmentState>> AdjustmentStore::state() {
    runtime::RedisCommand get{"HGETALL", keys_.of("adjustments")};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    const auto fields = fields_of(*found);
    AdjustmentState state;
    state.live = whole(fields, "live");
    state.candidate = whole(fields, "candidate");
    state.last = whole(fields, "last");
    const auto candidate = std::to_string(state.candidate);
    state.seen = whole(fields, "seen/" + candidate);
    state.differs = whole(fields, "differs/" + candidate);
    if (!field(fields, "before").empty()) state.before = whole(fields, "before");
    co_return state;
}

Task<Result<AdjustmentRecord>> AdjustmentStore::adjustment(std::uint64_t number) {
    runtime::RedisCommand get{"HGETALL", keys_.of("adjustment", std::to_string(number))};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    const auto fields = fields_of(*found);
    if (fields.empty()) co_return runtime::fail(ErrorKind::not_found, "There is no such change.");
    AdjustmentRecord record{number,
                            field(fields, "state"),
                            field(fields, "what"),
                            field(fields, "by"),
                            time_field(fields, "at"),
                            field(fields, "agreed_by"),
                            time_field(fields, "agreed_at")};
    record.examples = static_cast<std::size_t>(number_field(fields, "examples"));
    record.worse = field(fields, "worse") == "1";
    record.figures = field(fields, "figures");
    record.backtest = field(fields, "backtest");
    for (const auto& [name, place] : {std::pair{"request", &record.request}, std::pair{"content", &record.content}}) {
        if (field(fields, name).empty()) continue;
        auto opened = sealer_.open(field(fields, name), record_of(number));
        if (!opened) co_return tl::unexpected(opened.error());
        *place = std::move(*opened);
    }
    co_return record;
}

Task<Result<std::uint64_t>> AdjustmentStore::ask(std::string person, std::string what, std::string request, Time now) {
    const auto before = co_await state();
    if (!before) co_return tl::unexpected(before.error());
    const auto number = before->last + 1;
    std::vector<std::string> args{std::move(person), ms(now), std::move(what),
                                  sealer_.seal(request, record_of(number))};
    const auto asked = co_await change("ask_adjustment", number, std::move(args));
    if (!asked) co_return tl::unexpected(asked.error());
    co_return number;
}

Task<Result<void>> AdjustmentStore::tried(AdjustmentRecord candidate, Time now) {
    std::vector<std::string> args{ms(now), sealer_.seal(candidate.content, record_of(candidate.number)),
                                  std::to_string(candidate.examples)};
    args.emplace_back(candidate.worse ? "1" : "0");
    args.push_back(std::move(candidate.figures));
    args.push_back(std::move(candidate.backtest));
    co_return co_await change("try_adjustment", candidate.number, std::move(args));
}

Task<Result<void>> AdjustmentStore::agree(std::uint64_t number, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await change("agree_adjustment", number, std::move(args));
}

Task<Result<void>> AdjustmentStore::withdraw(std::uint64_t number, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await change("withdraw_adjustment", number, std::move(args));
}

Task<Result<void>> AdjustmentStore::step_back(std::uint64_t number, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await change("step_back", number, std::move(args));
}

}  // namespace moderation
