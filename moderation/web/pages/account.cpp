#include "moderation/web/gate.hpp"
#include "moderation/web/notices.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/words.hpp"

namespace moderation::web::pages {

namespace {

std::string date_of(const Tools& tools, runtime::Time at) {
    return tools.calendar.local(at).substr(0, 10);
}

Html role_dates(const Tools& tools, const config::RoleHeld& held) {
    Html words;
    words.text(role_words(held.role, tools.settings.head_word));
    if (held.from) words.text(", from " + date_of(tools, *held.from));
    if (held.until) words.text(", until " + date_of(tools, *held.until));
    return words;
}

Html keys_form(const Visit& visit) {
    Html choice;
    Button press{visit.keys ? "Switch single-key shortcuts off" : "Switch single-key shortcuts on",
                 ButtonKind::secondary, "keys", visit.keys ? "off" : "on"};
    choice.add(button(press));
    return form("/account/keys", visit.csrf(), choice);
}

Html sign_out_form(const Visit& visit) {
    Html press;
    Button everywhere{"Sign out everywhere", ButtonKind::secondary};
    press.add(button(everywhere));
    return form("/account/sign-out-everywhere", visit.csrf(), press);
}

}  // namespace

Task<ServerResponse> account(Tools tools, Visit visit) {
    const auto& person = *visit.who->person;
    std::vector<Html> roles;
    for (const auto& held : person.roles) roles.push_back(role_dates(tools, held));
    std::vector<SummaryRow> rows;
    rows.push_back({"Name", std::move(Html{}.text(person.name))});
    rows.push_back({"Signs in as", std::move(Html{}.text(person.id))});
    rows.push_back({"E-mail", std::move(Html{}.text(person.email))});
    rows.push_back({"Roles", bullets(roles)});
    rows.push_back({"Signed in since", time_for(tools, visit, visit.who->session.opened_at)});
    Html content = notice(visit);
    content.add(heading("Your account")).add(summary_list(rows));
    content.add(Html{
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/account/password\">Change your password</a></p>\n"});
    content.add(keys_form(visit)).add(sign_out_form(visit));
    co_return page(tools, visit, "Your account", content);
}

Task<ServerResponse> sign_out_everywhere(Tools tools, Visit visit) {
    const auto closed = co_await tools.store.close_sessions(visit.person(), visit.now);
    if (!closed) co_return store_failed(tools, visit, closed.error());
    auto response = redirect("/signed-out");
    response.headers.emplace_back("Set-Cookie",
                                  set_cookie(tools.settings, kSessionCookie, "", "; Max-Age=0; SameSite=Lax"));
    co_return response;
}

Task<ServerResponse> keys_switch(Tools tools, Visit visit) {
    const bool off = visit.form.get("keys") == "off";
    auto response = redirect(off ? "/account?done=keys-off" : "/account?done=keys-on");
    const std::string_view value = off ? "off" : "on";
    response.headers.emplace_back("Set-Cookie",
                                  set_cookie(tools.settings, kKeysCookie, value, "; Max-Age=31536000; SameSite=Lax"));
    co_return response;
}

}  // namespace moderation::web::pages
