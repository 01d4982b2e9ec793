#include "moderation/web/item_view.hpp"
#include "moderation/web/pages/item_actions.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

namespace moderation::web::pages {

namespace {

constexpr std::size_t kLookAhead = 5;

bool waits(const Item& item) {
    using models::ReviewState;
    return item.review == ReviewState::open || item.review == ReviewState::claimed ||
           item.review == ReviewState::proposed;
}

/// Whoever cannot agree to a proposal, its author among them, must not stand in the way of a colleague who can.
bool in_the_way(const Tools& tools, const Visit& visit, const Item& item) {
    return item.proposal && !why_not_agree(tools, visit, item).empty();
}

/// Who may decide takes the item when opening it. Reading on is possible either way.
Task<void> take(Tools tools, Visit visit, Item item) {
    const bool reads_only = !visit.changes || !may(tools, visit, config::Permission::decide);
    if (reads_only || !waits(item) || read_by_other(visit, item) || in_the_way(tools, visit, item)) co_return;
    co_await tools.store.claim(visit.viewer(), item.id, visit.now);
}

Task<std::string> next_item(Tools tools, Visit visit) {
    const QueueFilter everything;
    const auto queue = co_await tools.store.queue(visit.viewer(), everything, "", kLookAhead);
    if (!queue) co_return std::string{};
    for (const auto& item : queue->items)
        if (item.id != visit.id && !read_by_other(visit, item)) co_return item.id;
    co_return std::string{};
}

Task<std::optional<Item>> post_above(Tools tools, Visit visit, models::CollectedItem item) {
    if (item.post_external_id.empty()) co_return std::nullopt;
    auto id = models::item_id(item.network, item.channel_id, item.post_external_id);
    auto found = co_await tools.store.item(visit.viewer(), std::move(id));
    if (!found) co_return std::nullopt;
    co_return std::move(*found);
}

}  // namespace

Task<ServerResponse> show_item(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    auto found = co_await tools.store.item(visit.viewer(), visit.id);
    if (!found) co_return store_failed(tools, visit, found.error());
    ItemPage view;
    view.item = std::move(*found);
    auto channel = co_await tools.store.channel(view.item.latest.channel_id);
    if (channel) view.channel = std::move(*channel);
    auto history = co_await tools.store.item_history(visit.viewer(), visit.id);
    if (!history) co_return store_failed(tools, visit, history.error());
    view.history = std::move(*history);
    auto earlier = co_await tools.store.earlier_items(visit.viewer(), view.item);
    if (!earlier) co_return store_failed(tools, visit, earlier.error());
    view.earlier = std::move(*earlier);
    view.post = co_await post_above(tools, visit, view.item.latest);
    view.next = co_await next_item(tools, visit);
    const auto* title = errors.empty() ? "Item" : "Error: Item";
    co_return page(tools, visit, title, item_page(tools, visit, view, errors), status);
}

Task<ServerResponse> item(Tools tools, Visit visit) {
    auto found = co_await tools.store.item(visit.viewer(), visit.id);
    if (!found) co_return store_failed(tools, visit, found.error());
    co_await take(tools, visit, std::move(*found));
    const FieldErrors none;
    co_return co_await show_item(tools, std::move(visit), none, 200);
}

}  // namespace moderation::web::pages
