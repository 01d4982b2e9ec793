#include "moderation/store/item_fields.hpp"
#include "moderation/store/store.hpp"
#include "moderation/store/viewing.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

// Walked at once, and at most for one page: a filter that fits almost nothing must not walk for ever.
constexpr std::size_t kChunkMin = 64;
constexpr std::size_t kChunkMax = 1000;
constexpr std::size_t kWalkMax = 20'000;
constexpr std::size_t kLimitMax = 500;
// Queue scores: (4 - severity) * this + time; see urgency() in common.lua.
constexpr std::int64_t kSeverityStep = 10'000'000'000'000;

struct Place {
    std::string score;
    std::string id;
};

std::string largest_score(const QueueFilter& filter) {
    if (!filter.at_least) return std::to_string(5 * kSeverityStep);
    return std::to_string((4 - level(*filter.at_least) + 1) * kSeverityStep - 1);
}

// "<score>:<id>"; anything else starts from the beginning.
Place place_from(const std::string& cursor) {
    const auto colon = cursor.find(':');
    if (colon == std::string::npos) return {};
    Place place{cursor.substr(0, colon), cursor.substr(colon + 1)};
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (place.score.empty() || place.score.size() > 15 || !valid_id(place.id)) return {};
    if (!std::all_of(place.score.begin(), place.score.end(), digit)) return {};
    return place;
}

}  // namespace

Task<Result<std::vector<std::string>>> Store::matching(std::vector<std::string> ids, Viewer viewer,
                                                       std::string channel) {
    std::vector<std::string> chosen;
    if (ids.empty()) co_return chosen;
    std::vector<runtime::RedisCommand> commands;
    for (const auto& id : ids) commands.push_back({"HMGET", keys_.of("item", id), "barred", "channel", "state"});
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    for (std::size_t i = 0; i < found->size(); ++i) {
        const auto& reply = found->at(i);
        if (reply.is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + reply.text);
        const auto barred = split(text_at(reply, 0));
        const bool hidden = std::find(barred.begin(), barred.end(), viewer.person) != barred.end();
        if (hidden || text_at(reply, 2).empty() || (!channel.empty() && text_at(reply, 1) != channel)) continue;
        chosen.push_back(ids[i]);
    }
    co_return chosen;
}

Task<Result<QueuePage>> Store::queue(Viewer viewer, QueueFilter filter, std::string cursor, std::size_t limit) {
    limit = std::clamp<std::size_t>(limit, 1, kLimitMax);
    const auto chunk = filter.channel.empty() ? std::max(limit + 1, kChunkMin) : kChunkMax;
    const auto sees = seen_by(viewer);
    const auto largest = largest_score(filter);
    auto place = place_from(cursor);
    QueuePage page;
    std::vector<std::string> chosen;
    std::map<std::string, std::string> scores;
    bool more = true;
    for (std::size_t walked = 0; more && chosen.size() <= limit && walked < kWalkMax;) {
        std::vector<std::string> args{viewer.person, sees, place.score, place.id, std::to_string(chunk), largest};
        auto keys = keys_.common();
        const auto walk = co_await call("queue_walk", std::move(keys), std::move(args));
        if (!walk) co_return tl::unexpected(walk.error());
        if (walked == 0) page.total = static_cast<std::size_t>(number_at(*walk, 1));
        std::vector<std::string> ids;
        for (std::size_t i = 2; i + 1 < walk->items.size(); i += 2) {
            place = {text_at(*walk, i), text_at(*walk, i + 1)};
            scores[place.id] = place.score;
            ids.push_back(place.id);
        }
        more = ids.size() == chunk;
        walked += ids.size();
        const auto fitting = co_await matching(std::move(ids), viewer, filter.channel);
        if (!fitting) co_return tl::unexpected(fitting.error());
        chosen.insert(chosen.end(), fitting->begin(), fitting->end());
    }
    if (chosen.size() > limit) {
        chosen.resize(limit);
        page.next = scores[chosen.back()] + ":" + chosen.back();
    } else if (more) {
        page.next = place.score + ":" + place.id;
    }
    auto items = co_await load_items(std::move(chosen));
    if (!items) co_return tl::unexpected(items.error());
    page.items = std::move(*items);
    co_return page;
}

Task<Result<std::size_t>> Store::queue_total(Viewer viewer) {
    std::vector<std::string> args{viewer.person, seen_by(viewer), "", "", "0", "0"};
    auto keys = keys_.common();
    const auto walk = co_await call("queue_walk", std::move(keys), std::move(args));
    if (!walk) co_return tl::unexpected(walk.error());
    co_return static_cast<std::size_t>(number_at(*walk, 1));
}

Task<Result<std::vector<std::string>>> Store::waiting_items() {
    std::vector<runtime::RedisCommand> commands;
    for (const auto* queue : {"queue:open", "queue:dsl", "queue:cm", "queue:gov"})
        commands.push_back({"ZRANGE", keys_.of(queue), "0", "-1"});
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::string> ids;
    for (const auto& queue : *found) {
        if (queue.is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + queue.text);
        for (const auto& id : queue.items) ids.push_back(id.text);
    }
    co_return ids;
}

Task<Result<bool>> Store::bar(std::string id, Barred barred, runtime::Time now) {
    const bool valid = valid_id(id) && std::all_of(barred.people.begin(), barred.people.end(),
                                                   [](const std::string& person) { return valid_id(person); });
    if (!valid) co_return runtime::fail(ErrorKind::malformed, "Items and people have ids.");
    auto keys = keys_.common();
    keys_.add_item(keys, id);
    std::vector<std::string> args{std::move(id), joined(barred.people), barred.head ? "1" : "0", ms(now)};
    const auto done = co_await call("bar", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return number_at(*done, 1) == 1;
}

}  // namespace moderation
