#include "moderation/web/gate.hpp"

#include "config/runtime/crypto.hpp"
#include "moderation/web/responses.hpp"

namespace moderation::web {

namespace {

constexpr std::size_t kTokenBytes = 32;

std::string_view authority(std::string_view origin) {
    const auto scheme = origin.find("://");
    if (scheme == std::string_view::npos) return {};
    const auto rest = origin.substr(scheme + 3);
    return rest.substr(0, rest.find('/'));
}

Gate gate_of(const runtime::Error& error) {
    return error.kind == runtime::ErrorKind::not_found ? Gate::signed_out : Gate::broken;
}

bool loopback(std::string_view peer) {
    return peer.starts_with("127.") || peer == "::1";
}

/// Every leader reads on every page that nobody could be reached, until somebody has it in hand.
runtime::Task<runtime::Result<std::string>> unreached(Tools tools, Viewer viewer, runtime::Time now) {
    using config::Permission;
    bool leads = false;
    for (const auto permission : {Permission::close_safeguarding, Permission::suspend_channel})
        leads = leads || config::allowed(tools.people, viewer.person, permission, now) != config::Allowed::no;
    if (!leads) co_return std::string{};
    const auto open = co_await tools.store.open_alerts(std::move(viewer));
    if (!open) co_return tl::unexpected<runtime::Error>{open.error()};
    for (const auto& alert : *open)
        if (alert.kind == "nobody_reachable") co_return alert.id;
    co_return std::string{};
}

}  // namespace

runtime::Task<Admitted> admit(Tools tools, std::string token, runtime::Time now) {
    Admitted admitted;
    auto& who = admitted.who;
    if (token.empty()) co_return admitted;
    who.token_hash = runtime::sha256_hex(token);
    auto session = co_await tools.store.session(who.token_hash, now);
    if (!session) {
        admitted.gate = gate_of(session.error());
        co_return admitted;
    }
    who.session = std::move(*session);
    who.person = tools.people.find(who.session.person);
    if (who.person == nullptr || tools.people.roles_of(who.person->id, now).empty()) co_return admitted;
    const auto user = co_await tools.store.user(who.person->id);
    if (!user) {
        admitted.gate = gate_of(user.error());
        co_return admitted;
    }
    who.must_change_password = user->must_change;
    who.viewer = viewer_of(tools.people, who.person->id, now);
    auto alarm = co_await unreached(tools, who.viewer, now);
    if (!alarm) {
        admitted.gate = gate_of(alarm.error());
        co_return admitted;
    }
    who.unreached = std::move(*alarm);
    admitted.gate = Gate::in;
    co_return admitted;
}

runtime::Task<runtime::Result<std::string>> open_session(Tools tools, std::string person, runtime::Time now) {
    const auto token = runtime::random_hex(kTokenBytes);
    Session session{person, runtime::random_hex(kTokenBytes), now, now};
    const auto opened = co_await tools.store.open_session(runtime::sha256_hex(token), std::move(session), now);
    if (!opened) co_return tl::unexpected<runtime::Error>{opened.error()};
    co_return token;
}

std::string cookie_of(const SiteSettings& settings, const runtime::ServerRequest& request, std::string_view name) {
    const auto header = request.header("cookie");
    return header ? cookie(*header, cookie_name(settings, name)) : std::string{};
}

std::string session_token(const SiteSettings& settings, const runtime::ServerRequest& request) {
    auto token = cookie_of(settings, request, kSessionCookie);
    return token.size() == kTokenBytes * 2 ? token : std::string{};
}

bool from_our_page(const SiteSettings& settings, const runtime::ServerRequest& request) {
    if (const auto site = request.header("sec-fetch-site")) {
        if (*site != "same-origin" && *site != "none") return false;
    }
    const auto origin = request.header("origin");
    if (!origin) return true;
    const auto from = authority(*origin);
    if (from.empty()) return false;
    const auto host = request.header("host").value_or("");
    return from == host || from == authority(settings.public_url);
}

bool token_fits(const Visit& visit) {
    return visit.who && runtime::equal_in_constant_time(visit.form.exact("csrf"), visit.csrf());
}

std::string address_of(const runtime::ServerRequest& request) {
    const auto forwarded = request.header("x-forwarded-for");
    if (!loopback(request.peer) || !forwarded) return request.peer;
    // The last entry is the one that our own proxy wrote; what stands before it is anybody's claim.
    const auto last = forwarded->rfind(',');
    auto address = last == std::string_view::npos ? *forwarded : forwarded->substr(last + 1);
    while (address.starts_with(' ')) address.remove_prefix(1);
    return std::string{address.substr(0, 64)};
}

}  // namespace moderation::web
