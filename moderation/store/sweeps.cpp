#include "moderation/store/sweeps.hpp"

#include "moderation/store/reply.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

constexpr const char* kAll = "all";  // stands for no post
/// What stands on the post for everybody who sees it; why, who looks after old pictures reads.
constexpr const char* kTakenDown = "An old picture came down after it was looked at again.";
constexpr std::size_t kPlacesRead = 100;

std::size_t count_in(const Fields& fields, std::string_view name) {
    return static_cast<std::size_t>(number_field(fields, name));
}

/// Redis orders by the number, then by the bytes of the id.
bool is_behind(const SweptPlace& place, const SweptPlace& other) {
    return std::pair{number_of(place.at), std::string_view{place.id}} >
           std::pair{number_of(other.at), std::string_view{other.id}};
}

bool reason_missing(const std::string& reason) {
    return reason.empty() || reason.size() > PostStore::kReasonBytesMax;
}

}  // namespace

Task<Result<Sweep>> SweepStore::state() {
    runtime::RedisCommand get{"HGETALL", posts_.keys_.of("sweep")};
    auto answer = co_await posts_.redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    const auto fields = fields_of(*found);
    Sweep sweep;
    sweep.running = field(fields, "state") == "running";
    sweep.place = {field(fields, "at"), field(fields, "id")};
    sweep.by = field(fields, "by");
    sweep.started_at = time_field(fields, "started_at");
    sweep.finished_at = time_field(fields, "finished_at");
    sweep.done = count_in(fields, "done");
    sweep.all = count_in(fields, "all");
    sweep.found = count_in(fields, "found");
    co_return sweep;
}

PostStore::Done SweepStore::start(std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await posts_.change("start_sweep", kAll, std::move(args));
}

Task<Result<std::vector<SweptPost>>> SweepStore::next(Sweep at, std::size_t limit) {
    std::vector<SweptPost> behind;
    const auto until = at.started_at ? ms(at.started_at) : std::string{"+inf"};
    const auto from = at.place.at.empty() ? std::string{"-inf"} : at.place.at;
    for (std::size_t offset = 0; behind.size() < limit; offset += kPlacesRead) {
        runtime::RedisCommand range{
            "ZRANGEBYSCORE",        posts_.keys_.of("posts:over"), from, until, "WITHSCORES", "LIMIT",
            std::to_string(offset), std::to_string(kPlacesRead)};
        auto answer = co_await posts_.redis_.command(std::move(range));
        const auto found = checked(std::move(answer));
        if (!found) co_return tl::unexpected(found.error());
        for (std::size_t i = 0; i + 1 < found->items.size() && behind.size() < limit; i += 2) {
            SweptPlace place{text_at(*found, i + 1), text_at(*found, i)};
            if (!at.place.at.empty() && !is_behind(place, at.place)) continue;
            auto read = co_await posts_.post(place.id);
            if (!read && read.error().kind == ErrorKind::unreachable) co_return tl::unexpected(read.error());
            Post post;
            post.lost = !read && read.error().kind != ErrorKind::not_found;
            if (read) post = std::move(*read);
            behind.push_back({std::move(place), std::move(post)});
        }
        if (found->items.size() < 2 * kPlacesRead) break;
    }
    co_return behind;
}

PostStore::Done SweepStore::note(Sweep at, SweptPlace next, std::vector<std::string> reasons, std::string facts,
                                 Time now) {
    const auto id = next.id;
    std::vector<std::string> args{std::move(next.at), std::move(at.place.at), std::move(at.place.id), ms(now)};
    args.push_back(joined(reasons));
    args.push_back(posts_.commitment_to(id, facts));
    co_return co_await posts_.change("note_swept", id, std::move(args));
}

PostStore::Done SweepStore::end(Sweep at, Time now) {
    std::vector<std::string> args{std::move(at.place.at), std::move(at.place.id), ms(now)};
    co_return co_await posts_.change("end_sweep", kAll, std::move(args));
}

Task<Result<std::vector<Post>>> SweepStore::found(std::size_t limit) {
    runtime::RedisCommand range{"ZRANGE", posts_.keys_.of("sweep:found"), "0", std::to_string(limit - 1)};
    co_return co_await posts_.listed(std::move(range), true);
}

Task<Result<std::size_t>> SweepStore::count_found() {
    runtime::RedisCommand count{"ZCARD", posts_.keys_.of("sweep:found")};
    auto answer = co_await posts_.redis_.command(std::move(count));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    co_return static_cast<std::size_t>(found->number);
}

PostStore::Done SweepStore::propose_down(std::string id, std::string reason, std::string person, Time now) {
    if (reason_missing(reason)) co_return runtime::fail(ErrorKind::malformed, "Say why it should be taken down.");
    std::vector<std::string> args{std::move(person), ms(now)};
    posts_.add_reason(args, id, reason);
    co_return co_await posts_.change("propose_down", id, std::move(args));
}

PostStore::Done SweepStore::agree_down(std::string id, Time proposed_at, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now), ms(proposed_at)};
    posts_.add_reason(args, id, kTakenDown);
    co_return co_await posts_.change("agree_down", id, std::move(args));
}

PostStore::Done SweepStore::keep_up(std::string id, std::string reason, std::string person, Time now) {
    if (reason_missing(reason)) co_return runtime::fail(ErrorKind::malformed, "Say why it can stay.");
    std::vector<std::string> args{std::move(person), ms(now)};
    posts_.add_reason(args, id, reason);
    co_return co_await posts_.change("keep_up_post", id, std::move(args));
}

}  // namespace moderation
