#include "moderation/web/channel_view.hpp"
#include "moderation/web/connection_view.hpp"
#include "moderation/web/emergency_view.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/standing_view.hpp"

#include <algorithm>

namespace moderation::web::pages {

namespace {

using config::Permission;

std::string channel_path(const std::string& id, std::string_view done) {
    std::string path = "/channels/" + id + "?done=";
    path += done;
    return path;
}

Task<ServerResponse> show(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto channel = co_await tools.store.channel(visit.id);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    const auto since = visit.now - std::chrono::hours{24} * tools.settings.watch_days;
    const auto complete = co_await tools.store.completeness(visit.id, since);
    if (!complete) co_return store_failed(tools, visit, complete.error());
    const auto* title = errors.empty() ? "Channel" : "Error: Channel";
    const auto connection = co_await tools.connections.connection(channel->id);
    if (!connection) co_return store_failed(tools, visit, connection.error());
    const auto emergency = co_await tools.emergency.access(channel->id);
    if (!emergency) co_return store_failed(tools, visit, emergency.error());
    const auto standing = co_await tools.store.standing(visit.viewer(), channel->id);
    if (!standing) co_return store_failed(tools, visit, standing.error());
    auto content = channel_page(tools, visit, *channel, *complete, errors);
    content.add(standing_section(tools, visit, *standing));
    content.add(connection_section(tools, visit, *channel, *connection));
    content.add(emergency_section(tools, visit, *channel, *emergency));
    co_return page(tools, visit, title, content, status);
}

/// What the store said to an action on a channel.
Task<ServerResponse> answered(Tools tools, Visit visit, runtime::Result<models::Channel> result, std::string done) {
    if (result) co_return redirect(channel_path(result->id, done));
    const auto kind = result.error().kind;
    if (!is_refusal(kind)) co_return store_failed(tools, visit, result.error());
    co_return co_await show(tools, std::move(visit), not_done(result.error().message), status_of(kind));
}

}  // namespace

Task<ServerResponse> channels(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::see_channels)) co_return no_permission(tools, visit);
    const auto all = co_await tools.store.channels();
    if (!all) co_return store_failed(tools, visit, all.error());
    co_return page(tools, visit, "Channels", channel_list_page(tools, visit, *all));
}

Task<ServerResponse> channel(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::see_channels)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show(tools, std::move(visit), none, 200);
}

Task<ServerResponse> channel_form(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_channel)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return page(tools, visit, "Propose a channel", propose_page(tools, visit, none));
}

Task<ServerResponse> channel_propose(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_channel)) co_return no_permission(tools, visit);
    auto proposed = proposed_channel(tools, visit);
    if (proposed.errors.empty()) {
        auto kept = co_await tools.store.propose_channel(proposed.channel, visit.person(), visit.now);
        if (kept) co_return redirect(channel_path(kept->id, "channel-proposed"));
        const auto kind = kept.error().kind;
        if (kind != runtime::ErrorKind::conflict && kind != runtime::ErrorKind::rejected)
            co_return store_failed(tools, visit, kept.error());
        proposed.errors.push_back({"", kept.error().message});
    }
    co_return page(tools, visit, "Error: Propose a channel", propose_page(tools, visit, proposed.errors), 422);
}

Task<ServerResponse> risk_form(Tools tools, Visit visit) {
    if (!may_assess(tools, visit)) co_return no_permission(tools, visit);
    const auto channel = co_await tools.store.channel(visit.id);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    const FieldErrors none;
    co_return page(tools, visit, "Assess the risks", risk_page(visit, *channel, none));
}

Task<ServerResponse> risk_assess(Tools tools, Visit visit) {
    if (!may_assess(tools, visit)) co_return no_permission(tools, visit);
    auto given = answered_questions(visit);
    if (!given.errors.empty()) {
        const auto channel = co_await tools.store.channel(visit.id);
        if (!channel) co_return store_failed(tools, visit, channel.error());
        co_return page(tools, visit, "Error: Assess the risks", risk_page(visit, *channel, given.errors), 422);
    }
    const auto version = visit.form.number("version").value_or(0);
    auto kept = co_await tools.store.assess_channel(visit.id, version, std::move(given.assessment), visit.now);
    co_return co_await answered(tools, std::move(visit), std::move(kept), std::string("channel-assessed"));
}

Task<ServerResponse> risk_sign(Tools tools, Visit visit) {
    const auto channel = co_await tools.store.channel(visit.id);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    if (const auto why_not = why_not_sign(tools, visit, *channel); !why_not.empty()) {
        co_return co_await show(tools, std::move(visit), not_done(why_not), 403);
    }
    const auto version = visit.form.number("version").value_or(0);
    auto kept = co_await tools.store.cosign_assessment(visit.id, version, visit.person(), visit.now);
    co_return co_await answered(tools, std::move(visit), std::move(kept), std::string("channel-signed"));
}

Task<ServerResponse> channel_authorise(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::authorise_channel)) co_return no_permission(tools, visit);
    const auto channel = co_await tools.store.channel(visit.id);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    const auto signers = models::signed_by(*channel);
    if (!signers.empty() &&
        !config::assessed_enough(tools.people, signers, tools.settings.risk_assessors, visit.now)) {
        const auto errors = not_done(why_not_authorise(tools, visit, *channel));
        co_return co_await show(tools, std::move(visit), errors, 403);
    }
    const auto version = visit.form.number("version").value_or(0);
    auto kept = co_await tools.store.authorise_channel(visit.id, version, visit.person(), visit.now);
    co_return co_await answered(tools, std::move(visit), std::move(kept), std::string("channel-authorised"));
}

Task<ServerResponse> channel_suspend(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::suspend_channel)) co_return no_permission(tools, visit);
    auto reason = visit.form.get("reason");
    if (label_of(suspend_reasons(), reason).empty()) {
        const FieldErrors errors{{"reason", "Choose why you suspend it"}};
        co_return co_await show(tools, std::move(visit), errors, 422);
    }
    auto kept = co_await tools.store.suspend_channel(visit.id, visit.person(), std::move(reason), visit.now);
    co_return co_await answered(tools, std::move(visit), std::move(kept), std::string("channel-suspended"));
}

Task<ServerResponse> channel_close(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::authorise_channel)) co_return no_permission(tools, visit);
    auto kept = co_await tools.store.close_channel(visit.id, visit.person(), visit.now);
    co_return co_await answered(tools, std::move(visit), std::move(kept), std::string("channel-closed"));
}

}  // namespace moderation::web::pages
