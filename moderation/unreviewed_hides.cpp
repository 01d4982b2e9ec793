#include "moderation/unreviewed_hides.hpp"

#include <utility>

namespace moderation {

namespace {

/// Told to whom the routing table would tell what was found.
models::Alert alert_about(const Item& item) {
    auto alert = models::draw_alert("unreviewed_hide", "item:" + item.id, item.severity, item.barred);
    alert.matters = models::matters_of(item.assessment);
    return alert;
}

}  // namespace

runtime::Task<void> UnreviewedHides::run() {
    for (;;) {
        const auto looked = co_await step();
        if (!looked) log_.warning("hides", "could not look", {{"reason", looked.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

runtime::Task<runtime::Result<std::size_t>> UnreviewedHides::step() {
    const auto now = clock_.now();
    const auto overdue = co_await store_.overdue_hides(now, kBatch);
    if (!overdue) co_return tl::unexpected(overdue.error());
    std::size_t raised = 0;
    for (const auto& id : *overdue) {
        const auto item = co_await store_.item_for_system(id);
        if (!item) co_return tl::unexpected(item.error());
        auto alert = alert_about(*item);
        const auto done = co_await store_.raise_unreviewed_hide(std::move(alert), now);
        if (!done) co_return tl::unexpected(done.error());
        if (!*done) continue;
        ++raised;
        log_.warning("hides", "nobody has reviewed a hide", {{"item", id}});
    }
    co_return raised;
}

}  // namespace moderation
