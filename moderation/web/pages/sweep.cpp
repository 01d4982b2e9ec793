#include "moderation/web/pages/pages.hpp"
#include "moderation/web/pages/post_change.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/sweep_view.hpp"

namespace moderation::web::pages {

namespace {

using config::Permission;
using runtime::Result;

constexpr std::size_t kFoundShown = 50;

Task<Result<SweepPage>> read(Tools tools, Visit visit) {
    SweepPage view;
    auto sweep = co_await tools.sweeps.state();
    if (!sweep) co_return tl::unexpected(sweep.error());
    view.sweep = std::move(*sweep);
    const auto waiting = co_await tools.sweeps.count_found();
    if (!waiting) co_return tl::unexpected(waiting.error());
    view.waiting = *waiting;
    auto found = co_await tools.sweeps.found(kFoundShown);
    if (!found) co_return tl::unexpected(found.error());
    view.found = std::move(*found);
    if (!visit.query.get("watching").empty()) co_return view;  // that part of the page stays as it is
    auto past = co_await tools.past.with_pictures(visit.viewer());
    if (!past) co_return tl::unexpected(past.error());
    // What somebody decided about stays decided: the item comes back when it is changed.
    std::erase_if(past->items, [](const Item& item) { return item.review == models::ReviewState::done; });
    view.past = std::move(*past);
    co_return view;
}

Task<ServerResponse> show(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto view = co_await read(tools, visit);
    if (!view) co_return store_failed(tools, visit, view.error());
    const auto* title = errors.empty() ? "Old pictures" : "Error: Old pictures";
    co_return page(tools, visit, title, sweep_page(tools, visit, *view, errors), status);
}

}  // namespace

Task<ServerResponse> sweep(Tools tools, Visit visit) {
    if (!sees_sweep(tools, visit)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show(tools, std::move(visit), none, 200);
}

Task<ServerResponse> sweep_start(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::sweep_pictures)) co_return no_permission(tools, visit);
    const auto done = co_await tools.sweeps.start(visit.person(), visit.now);
    if (done) co_return redirect("/posts/sweep?done=sweep-started");
    const auto kind = done.error().kind;
    if (!is_refusal(kind)) co_return store_failed(tools, visit, done.error());
    const auto errors = not_done(done.error().message);
    co_return co_await show(tools, std::move(visit), errors, status_of(kind));
}

Task<ServerResponse> post_propose_down(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::sweep_pictures)) co_return no_permission(tools, visit);
    auto done = co_await tools.sweeps.propose_down(visit.id, visit.form.get("propose"), visit.person(), visit.now);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "down-proposed", "propose");
}

Task<ServerResponse> post_agree_down(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_sweep)) co_return no_permission(tools, visit);
    auto done = co_await tools.sweeps.agree_down(visit.id, proposal_read(visit), visit.person(), visit.now);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "post-down");
}

Task<ServerResponse> post_keep_up(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::sweep_pictures)) co_return no_permission(tools, visit);
    auto done = co_await tools.sweeps.keep_up(visit.id, visit.form.get("stay"), visit.person(), visit.now);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "kept-up", "stay");
}

}  // namespace moderation::web::pages
