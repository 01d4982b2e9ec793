#include "moderation/web/pages/pages.hpp"
#include "moderation/web/pages/post_change.hpp"
#include "moderation/web/recall_view.hpp"
#include "moderation/web/responses.hpp"

namespace moderation::web::pages {

namespace {

using config::Permission;
using runtime::ErrorKind;
using runtime::Result;

Task<Result<RecallPage>> read(Tools tools, Visit visit) {
    RecallPage view;
    auto recall = co_await tools.recalls.state();
    if (!recall) co_return tl::unexpected(recall.error());
    view.recall = std::move(*recall);
    const auto count = co_await tools.recalls.count_touched();
    if (!count) co_return tl::unexpected(count.error());
    view.count = *count;
    view.first = static_cast<std::size_t>(visit.query.number("first").value_or(0));
    if (view.first >= view.count) view.first = 0;
    auto touched = co_await tools.recalls.touched(kTouchedShown, view.first);
    if (!touched) co_return tl::unexpected(touched.error());
    view.touched = std::move(*touched);
    auto channels = co_await tools.store.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    view.channels = std::move(*channels);
    if (!visit.query.get("watching").empty()) co_return view;  // that part of the page stays as it is
    auto past = co_await tools.past.with_pictures(visit.viewer());
    if (!past) co_return tl::unexpected(past.error());
    view.past = std::move(*past);
    co_return view;
}

Task<ServerResponse> show(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto view = co_await read(tools, visit);
    if (!view) co_return store_failed(tools, visit, view.error());
    const auto* title = errors.empty() ? "Take down all pictures" : "Error: Take down all pictures";
    co_return page(tools, visit, title, recall_page(tools, visit, *view, errors), status);
}

/// After a change: the page with what was done, or with why it was not.
Task<ServerResponse> after(Tools tools, Visit visit, Result<void> done, std::string code,
                           std::string field = "reason") {
    if (done) co_return redirect("/posts/recall?done=" + code);
    const auto kind = done.error().kind;
    if (kind == ErrorKind::malformed) {
        const FieldErrors errors{{std::move(field), done.error().message}};
        co_return co_await show(tools, std::move(visit), errors, 422);
    }
    if (!is_refusal(kind)) co_return store_failed(tools, visit, done.error());
    const auto errors = not_done(done.error().message);
    co_return co_await show(tools, std::move(visit), errors, status_of(kind));
}

}  // namespace

Task<ServerResponse> recall(Tools tools, Visit visit) {
    if (!sees_recall(tools, visit)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show(tools, std::move(visit), none, 200);
}

Task<ServerResponse> recall_propose(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::take_down_all)) co_return no_permission(tools, visit);
    auto done = co_await tools.recalls.propose(visit.form.get("reason"), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "recall-proposed");
}

Task<ServerResponse> recall_agree(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_sweep)) co_return no_permission(tools, visit);
    auto done = co_await tools.recalls.agree(proposal_read(visit), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "recall-agreed");
}

Task<ServerResponse> recall_withdraw(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::take_down_all)) co_return no_permission(tools, visit);
    auto done = co_await tools.recalls.withdraw(visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "recall-withdrawn");
}

Task<ServerResponse> recall_end(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::take_down_all)) co_return no_permission(tools, visit);
    auto done = co_await tools.recalls.end(visit.form.get("why_end"), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "recall-ended", "why_end");
}

}  // namespace moderation::web::pages
