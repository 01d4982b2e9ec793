#include "moderation/store/recalls.hpp"

#include "moderation/store/reply.hpp"

#include <array>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

constexpr const char* kAll = "all";  // stands for no post
/// What stands on each post, which everybody who sees posts can read; why, only the recall says.
constexpr const char* kTakenDown = "All pictures of pupils were taken down in an emergency.";
const std::string kRecord = "recall";

Recall::State state_from(std::string_view name) {
    using State = Recall::State;
    constexpr std::array kNames{std::pair{"proposed", State::proposed}, std::pair{"withdrawn", State::withdrawn},
                                std::pair{"running", State::running}, std::pair{"finished", State::finished}};
    for (const auto& [known, state] : kNames)
        if (name == known) return state;
    return State::none;
}

}  // namespace

Task<Result<Recall>> RecallStore::state() {
    runtime::RedisCommand get{"HGETALL", posts_.keys_.of("recall")};
    auto answer = co_await posts_.redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    const auto fields = fields_of(*found);
    Recall recall;
    recall.state = state_from(field(fields, "state"));
    recall.proposed = {field(fields, "by"), time_field(fields, "proposed_at"), {}};
    recall.agreed = {field(fields, "agreed_by"), time_field(fields, "agreed_at"), {}};
    recall.finished_at = time_field(fields, "finished_at");
    recall.ended = {field(fields, "ended_by"), time_field(fields, "ended_at"), {}};
    recall.in_force_by = field(fields, "force");
    recall.in_force = !recall.in_force_by.empty();
    recall.place = {field(fields, "at"), field(fields, "id")};
    recall.done = static_cast<std::size_t>(number_field(fields, "done"));
    recall.all = static_cast<std::size_t>(number_field(fields, "all"));
    for (const auto& [name, place] :
         {std::pair{"reason", &recall.proposed.reason}, std::pair{"ended_reason", &recall.ended.reason}}) {
        if (field(fields, name).empty()) continue;
        auto reason = posts_.sealer_.open(field(fields, name), kRecord);
        if (!reason) co_return tl::unexpected(reason.error());
        *place = std::move(*reason);
    }
    co_return recall;
}

RecallStore::Done RecallStore::propose(std::string reason, std::string person, Time now) {
    if (reason.empty() || reason.size() > PostStore::kReasonBytesMax)
        co_return runtime::fail(ErrorKind::malformed, "Say what has happened.");
    const auto alert = models::draw_alert("recall_proposed", "recall:pictures", models::Severity::v4, {person});
    std::vector<std::string> args{std::move(person), ms(now), posts_.sealer_.seal(reason, kRecord),
                                  posts_.sealer_.commitment(reason, kRecord)};
    co_return co_await posts_.change("propose_recall", kAll, std::move(args), alert);
}

RecallStore::Done RecallStore::answer(std::string function, std::vector<std::string> args) {
    runtime::RedisCommand get{"HGET", posts_.keys_.of("recall"), "alert"};
    auto answer = co_await posts_.redis_.command(std::move(get));
    const auto alert = checked(std::move(answer));
    if (!alert) co_return tl::unexpected(alert.error());
    args.push_back(alert->text);
    const auto done = co_await posts_.call(std::move(function), kAll, alert->text, std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

RecallStore::Done RecallStore::agree(Time proposed_at, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now), ms(proposed_at)};
    co_return co_await answer("agree_recall", std::move(args));
}

RecallStore::Done RecallStore::withdraw(std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await answer("withdraw_recall", std::move(args));
}

RecallStore::Done RecallStore::end(std::string reason, std::string person, Time now) {
    if (reason.empty() || reason.size() > PostStore::kReasonBytesMax)
        co_return runtime::fail(ErrorKind::malformed, "Say why they may be published again.");
    std::vector<std::string> args{std::move(person), ms(now), posts_.sealer_.seal(reason, kRecord),
                                  posts_.sealer_.commitment(reason, kRecord)};
    co_return co_await posts_.change("end_recall", kAll, std::move(args));
}

Task<Result<std::vector<Post>>> RecallStore::touched(std::size_t limit, std::size_t offset) {
    runtime::RedisCommand range{"ZRANGE", posts_.keys_.of("recall:posts"), std::to_string(offset),
                                std::to_string(offset + limit - 1)};
    co_return co_await posts_.listed(std::move(range), true);
}

Task<Result<std::size_t>> RecallStore::count_touched() {
    runtime::RedisCommand count{"ZCARD", posts_.keys_.of("recall:posts")};
    auto answer = co_await posts_.redis_.command(std::move(count));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    co_return static_cast<std::size_t>(found->number);
}

Task<Result<std::vector<SweptPost>>> RecallStore::next(Recall at, std::size_t limit) {
    Sweep everything;  // also what was over since
    everything.place = std::move(at.place);
    return sweeps_.next(std::move(everything), limit);
}

Task<Result<std::vector<Post>>> RecallStore::open() {
    runtime::RedisCommand range{"ZRANGE", posts_.keys_.of("posts:open"), "0", std::to_string(PostStore::kOpenMax - 1),
                                "REV"};
    co_return co_await posts_.listed(std::move(range), true);
}

RecallStore::Done RecallStore::take(Recall at, SweptPlace next, Seen seen, Time now) {
    const auto id = next.id;
    std::vector<std::string> args{std::move(next.at), std::move(at.place.at), std::move(at.place.id), ms(now)};
    args.emplace_back(seen == Seen::nothing ? "lost" : seen == Seen::pupils_perhaps ? "1" : "");
    posts_.add_reason(args, id, kTakenDown);
    const auto alert = models::draw_alert("post_failed", "post:" + id, models::Severity::v2);
    co_return co_await posts_.change("recall_post", id, std::move(args), alert);
}

RecallStore::Done RecallStore::finish(Recall at, Time now) {
    std::vector<std::string> args{std::move(at.place.at), std::move(at.place.id), ms(now)};
    co_return co_await posts_.change("finish_recall", kAll, std::move(args));
}

}  // namespace moderation
