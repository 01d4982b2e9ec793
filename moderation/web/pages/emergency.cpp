#include "moderation/web/emergency_view.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

namespace moderation::web::pages {

namespace {

using config::Permission;
using runtime::ErrorKind;

std::string emergency_path(const std::string& id, std::string_view done) {
    std::string path = "/channels/" + id + "/emergency?done=";
    path += done;
    return path;
}

/// What this person may read now: nothing unless they broke the glass and their time is not over.
Task<runtime::Result<std::optional<models::AccountDetails>>> readable(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::break_glass)) co_return std::nullopt;
    auto details = co_await tools.emergency.details(visit.id, visit.person(), visit.now);
    if (details) co_return std::move(*details);
    if (details.error().kind == ErrorKind::forbidden) co_return std::nullopt;
    co_return tl::unexpected(details.error());
}

Task<ServerResponse> show(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto channel = co_await tools.store.channel(visit.id);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    const auto access = co_await tools.emergency.access(visit.id);
    if (!access) co_return store_failed(tools, visit, access.error());
    const auto details = co_await readable(tools, visit);
    if (!details) co_return store_failed(tools, visit, details.error());
    const auto* title = errors.empty() ? "Emergency access" : "Error: Emergency access";
    auto content = emergency_page(tools, visit, *channel, *access, *details, errors);
    co_return page(tools, visit, title, content, status);
}

Task<ServerResponse> show_form(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto channel = co_await tools.store.channel(visit.id);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    const auto access = co_await tools.emergency.access(visit.id);
    if (!access) co_return store_failed(tools, visit, access.error());
    const auto known = co_await readable(tools, visit);
    if (!known) co_return store_failed(tools, visit, known.error());
    const auto* title = errors.empty() ? "Record account details" : "Error: Record account details";
    const auto details = known->value_or(models::AccountDetails{});
    auto content = record_details_page(tools, visit, *channel, *access, details, errors);
    co_return page(tools, visit, title, content, status);
}

}  // namespace

Task<ServerResponse> emergency(Tools tools, Visit visit) {
    if (!may_know_of_emergency(tools, visit)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show(tools, std::move(visit), none, 200);
}

Task<ServerResponse> emergency_open(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::break_glass)) co_return no_permission(tools, visit);
    // Whoever reads the details does not silence the alert about it.
    auto alert = models::draw_alert("account_details_read", "channel:" + visit.id, models::Severity::v3);
    alert.barred = {visit.person()};
    auto reason = visit.form.get("reason");
    const auto opened =
        co_await tools.emergency.open(visit.id, visit.person(), std::move(reason), std::move(alert), visit.now);
    if (opened) co_return redirect(emergency_path(visit.id, "details-opened"));
    const auto kind = opened.error().kind;
    if (kind != ErrorKind::malformed && kind != ErrorKind::rejected)
        co_return store_failed(tools, visit, opened.error());
    const FieldErrors errors{{"reason", "Say in a few words why you need the details"}};
    co_return co_await show(tools, std::move(visit), errors, 422);
}

Task<ServerResponse> emergency_tested(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::break_glass)) co_return no_permission(tools, visit);
    const auto kept = co_await tools.emergency.tested(visit.id, visit.person(), visit.now);
    if (kept) co_return redirect(emergency_path(visit.id, "details-tested"));
    if (kept.error().kind != ErrorKind::forbidden) co_return store_failed(tools, visit, kept.error());
    const FieldErrors errors{{"", kept.error().message}};
    co_return co_await show(tools, std::move(visit), errors, 403);
}

Task<ServerResponse> emergency_form(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::keep_account_details)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show_form(tools, std::move(visit), none, 200);
}

Task<ServerResponse> emergency_record(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::keep_account_details)) co_return no_permission(tools, visit);
    auto given = given_details(tools, visit);
    if (!given.errors.empty()) co_return co_await show_form(tools, std::move(visit), given.errors, 422);
    const auto version = visit.form.number("version").value_or(0);
    const auto kept = co_await tools.emergency.record(visit.id, version, std::move(given.details),
                                                      std::move(given.custodians), visit.person(), visit.now);
    if (kept) co_return redirect(emergency_path(visit.id, "details-recorded"));
    if (kept.error().kind != ErrorKind::conflict) co_return store_failed(tools, visit, kept.error());
    const FieldErrors errors{{"", kept.error().message + " Nothing was kept."}};
    co_return co_await show_form(tools, std::move(visit), errors, 409);
}

}  // namespace moderation::web::pages
