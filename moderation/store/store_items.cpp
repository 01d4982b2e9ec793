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

constexpr std::size_t kEarlierMax = 500;  ///< looked at, of one author
constexpr std::size_t kEarlierShown = 5;

runtime::Error no_item() {
    return {ErrorKind::not_found, "There is no such item."};
}

/// For whom an item exists, out of its fields `visibility`, `barred` and `added`; nothing: there is none.
std::optional<Circle> circle_from(const runtime::RedisReply& fields) {
    const auto visibility = models::visibility_from(text_at(fields, 0));
    if (!visibility) return std::nullopt;
    return Circle{*visibility, split(text_at(fields, 1)), split(text_at(fields, 2))};
}

}  // namespace

Task<Result<Item>> Store::load_item(std::string id) {
    if (!valid_id(id)) co_return tl::unexpected(no_item());
    std::vector<runtime::RedisCommand> commands;
    commands.push_back({"HGETALL", keys_.of("item", id)});
    commands.push_back({"LRANGE", keys_.of("revs", id), "0", "-1"});
    commands.push_back({"HGETALL", keys_.of("acts", id)});
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    for (const auto& reply : *found)
        if (reply.is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + reply.text);
    const auto fields = fields_of(found->at(0));
    if (fields.empty()) co_return tl::unexpected(no_item());
    auto item = item_from(id, fields, sealer_);
    if (!item) co_return item;
    auto revisions = revisions_from(*item, fields, found->at(1), sealer_);
    if (!revisions) co_return tl::unexpected(revisions.error());
    item->revisions = std::move(*revisions);
    auto actions = actions_from(id, fields_of(found->at(2)), sealer_);
    if (!actions) co_return tl::unexpected(actions.error());
    item->actions = std::move(*actions);
    co_return item;
}

Task<Result<std::vector<Item>>> Store::load_items(std::vector<std::string> ids) {
    std::vector<Item> items;
    if (ids.empty()) co_return items;
    std::vector<runtime::RedisCommand> commands;
    for (const auto& id : ids) commands.push_back({"HGETALL", keys_.of("item", id)});
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    for (std::size_t i = 0; i < found->size(); ++i) {
        if (found->at(i).is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + found->at(i).text);
        const auto fields = fields_of(found->at(i));
        if (fields.empty()) continue;
        auto item = item_from(ids[i], fields, sealer_);
        if (!item) co_return tl::unexpected(item.error());
        items.push_back(std::move(*item));
    }
    co_return items;
}

Task<Result<Item>> Store::item_for_system(std::string id) {
    co_return co_await load_item(std::move(id));
}

Task<Result<Item>> Store::item(Viewer viewer, std::string id) {
    auto item = co_await load_item(std::move(id));
    const bool hidden = item && !may_see(viewer, {item->visibility, item->barred, item->added});
    if (hidden) co_return tl::unexpected(no_item());
    co_return item;
}

Task<Result<EarlierItems>> Store::earlier_items(Viewer viewer, Item item) {
    EarlierItems earlier;
    if (item.latest.author_id.empty()) co_return earlier;
    runtime::RedisCommand range{"ZRANGE",
                                keys_.of("author", author_record(item.latest, sealer_)),
                                ms(item.first_seen),
                                "-inf",
                                "BYSCORE",
                                "REV",
                                "LIMIT",
                                "0",
                                std::to_string(kEarlierMax)};
    const auto ids = co_await read(std::move(range));
    if (!ids) co_return tl::unexpected(ids.error());
    std::vector<runtime::RedisCommand> commands;
    for (const auto& id : ids->items)
        commands.push_back({"HMGET", keys_.of("item", id.text), "visibility", "barred", "added"});
    if (commands.empty()) co_return earlier;
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::string> newest;
    for (std::size_t i = 0; i < found->size(); ++i) {
        const auto circle = circle_from(found->at(i));
        const auto& id = ids->items[i].text;
        if (id == item.id || !circle || !may_see(viewer, *circle)) continue;
        ++earlier.count;
        if (newest.size() < kEarlierShown) newest.push_back(id);
    }
    auto items = co_await load_items(std::move(newest));
    if (!items) co_return tl::unexpected(items.error());
    earlier.newest = std::move(*items);
    co_return earlier;
}

Task<Result<std::vector<Item>>> Store::examples(runtime::Time now, std::size_t limit) {
    runtime::RedisCommand range{"ZRANGE", keys_.of("examples"), ms(now), "+inf", "BYSCORE", "LIMIT",
                                "0",      std::to_string(limit)};
    const auto found = co_await read(std::move(range));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::string> ids;
    for (const auto& id : found->items) ids.push_back(id.text);
    auto items = co_await load_items(std::move(ids));
    if (items) std::erase_if(*items, [](const Item& item) { return !item.label; });
    co_return items;
}

Task<Result<std::size_t>> Store::count_examples(runtime::Time now, std::size_t most) {
    runtime::RedisCommand count{"ZCOUNT", keys_.of("examples"), ms(now), "+inf"};
    const auto found = co_await read(std::move(count));
    if (!found) co_return tl::unexpected(found.error());
    co_return std::min(most, static_cast<std::size_t>(found->number));
}

Task<Result<std::vector<Item>>> Store::recent(runtime::Time since, std::size_t limit) {
    runtime::RedisCommand range{"ZRANGE", keys_.of("recent"),   "+inf", ms(since), "BYSCORE", "REV", "LIMIT",
                                "0",      std::to_string(limit)};
    const auto found = co_await read(std::move(range));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::string> ids;
    for (const auto& id : found->items) ids.push_back(id.text);
    co_return co_await load_items(std::move(ids));
}

Task<Result<std::vector<models::JournalEntry>>> Store::item_history(Viewer viewer, std::string id) {
    if (!valid_id(id)) co_return tl::unexpected(no_item());
    std::vector<runtime::RedisCommand> commands;
    commands.push_back(
        {"HMGET", keys_.of("item", id), "visibility", "barred", "added", "rec_seq", "rec_data", "first_seen"});
    commands.push_back({"LRANGE", keys_.of("hist", id), "0", "-1"});
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    for (const auto& reply : *found)
        if (reply.is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + reply.text);
    const auto& head = found->at(0);
    const auto circle = circle_from(head);
    if (!circle || !may_see(viewer, *circle)) co_return tl::unexpected(no_item());

    const auto subject = "item:" + id;
    std::vector<models::JournalEntry> history;
    history.push_back({static_cast<std::uint64_t>(number_at(head, 3)), number_at(head, 5), "item.recorded",
                       "system:collector", subject, text_at(head, 4)});
    const auto& rest = found->at(1);
    for (std::size_t i = 0; i + 4 < rest.items.size(); i += 5)
        history.push_back({static_cast<std::uint64_t>(number_at(rest, i)), number_at(rest, i + 1), text_at(rest, i + 2),
                           text_at(rest, i + 3), subject, text_at(rest, i + 4)});
    co_return history;
}

}  // namespace moderation
