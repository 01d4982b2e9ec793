#include "moderation/store/alert_args.hpp"
#include "moderation/store/fcall.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/reply.hpp"

#include <utility>

namespace moderation {

using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

models::Alert trouble_with(const std::string& id) {
    return models::draw_alert("post_failed", "post:" + id, models::Severity::v2);
}

}  // namespace

Task<Result<std::vector<std::string>>> PostStore::until(std::string list, Time at, std::size_t limit) {
    runtime::RedisCommand range{"ZRANGEBYSCORE", keys_.of(list), "-inf", ms(at), "LIMIT", "0", std::to_string(limit)};
    auto answer = co_await redis_.command(std::move(range));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::string> ids;
    for (const auto& id : found->items) ids.push_back(id.text);
    co_return ids;
}

Task<Result<std::vector<std::string>>> PostStore::unexplained(Time until_then, std::size_t limit) {
    return until("posts:own", until_then, limit);
}

Task<Result<std::vector<std::string>>> PostStore::not_looked_at(Time now, std::size_t limit) {
    return until("posts:reviews", now, limit);
}

Task<Result<std::vector<std::string>>> PostStore::down_overdue(Time now, std::size_t limit) {
    return until("posts:down", now, limit);
}

Task<Result<std::vector<Post>>> PostStore::to_come_down() {
    runtime::RedisCommand range{"ZRANGE", keys_.of("posts:down"), "0", std::to_string(kOpenMax - 1)};
    co_return co_await listed(std::move(range));
}

Task<Result<bool>> PostStore::want_down(std::string id, Time due, Time now) {
    std::vector<std::string> args{ms(due), ms(now)};
    const auto alert = models::draw_alert("post_take_down", "post:" + id, models::Severity::v3);
    add_alert(args, alert);
    const auto noted = co_await call("want_post_down", std::move(id), alert.id, std::move(args));
    if (!noted) co_return tl::unexpected(noted.error());
    co_return number_at(*noted, 1) == 1;
}

PostStore::Done PostStore::explain(std::string item, bool ours, Time now) {
    const auto alert = models::draw_alert("posted_elsewhere", "item:" + item, models::Severity::v2);
    auto keys = keys_.common();
    keys.push_back(keys_.of("alert", alert.id));
    keys.push_back(keys_.of("posts:own"));
    std::vector<std::string> args{std::move(item), ms(now), ours ? "1" : "0"};
    add_alert(args, alert);
    const auto done = co_await fcall(redis_, "explain_own_post", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

PostStore::Done PostStore::begin(std::string id, std::string channel, std::string approval, bool objected, Time now,
                                 bool shows_pupils) {
    std::vector<std::string> args{std::move(channel), std::move(approval), ms(now), objected ? "1" : "",
                                  shows_pupils ? "1" : ""};
    const auto alert = trouble_with(id);
    co_return co_await change("begin_publishing", id, std::move(args), alert);
}

PostStore::Done PostStore::keep(std::string id, std::string channel, std::string approval, std::string progress) {
    std::vector<std::string> args{std::move(channel), std::move(approval), std::move(progress)};
    co_return co_await change("keep_progress", id, std::move(args));
}

PostStore::Done PostStore::finish(std::string id, Delivery how, std::string approval, Time now) {
    std::vector<std::string> args{std::move(how.channel), std::move(approval), ms(now)};
    args.emplace_back(to_string(how.state));
    for (auto* more : {&how.detail, &how.external_id, &how.permalink}) args.push_back(std::move(*more));
    const auto alert = trouble_with(id);
    co_return co_await change("finish_publishing", id, std::move(args), alert);
}

PostStore::Done PostStore::removed(std::string id, Delivery how, Time now) {
    std::vector<std::string> args{std::move(how.channel), ms(now)};
    args.emplace_back(to_string(how.state));
    args.push_back(std::move(how.detail));
    const auto alert = trouble_with(id);
    co_return co_await change("finish_removal", id, std::move(args), alert);
}

}  // namespace moderation
