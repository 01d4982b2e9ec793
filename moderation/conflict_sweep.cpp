#include "moderation/conflict_sweep.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

Task<Result<std::size_t>> ConflictSweep::sweep() {
    auto waiting = co_await store_.waiting_items();
    if (!waiting) co_return tl::unexpected(waiting.error());
    std::size_t found = 0;
    for (auto& id : *waiting) {
        const auto barred = co_await look_at(std::move(id));
        if (!barred) co_return tl::unexpected(barred.error());
        found += *barred ? 1 : 0;
    }
    if (found > 0) log_.info("conflicts", "people were barred from what waits", {{"items", found}});
    co_return found;
}

Task<Result<bool>> ConflictSweep::look_at(std::string id) {
    auto item = co_await store_.item_for_system(id);
    const bool lost = !item && (item.error().kind == ErrorKind::malformed || item.error().kind == ErrorKind::not_found);
    if (lost) {
        log_.warning("conflicts", "an item cannot be read", {{"item", id}});
        co_return false;
    }
    if (!item) co_return tl::unexpected(item.error());
    Barred barred;
    for (auto& revision : item->revisions) {
        item->latest.text = std::move(revision.text);
        barred.add(triage_.barred_from(item->latest, revision.assessment, clock_.now()));
    }
    co_return co_await store_.bar(std::move(id), std::move(barred), clock_.now());
}

}  // namespace moderation
