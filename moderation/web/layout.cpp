#include "moderation/web/layout.hpp"

#include "moderation/web/components.hpp"

namespace moderation::web {

namespace {

using config::Permission;

struct Section {
    std::string_view path;
    std::string_view name;
    Permission permission;
};

constexpr Section kSections[] = {
    {"/review", "Review", Permission::see_queue},         {"/posts", "Posts", Permission::see_posts},
    {"/alerts", "Alerts", Permission::see_alerts},        {"/channels", "Channels", Permission::see_channels},
    {"/judging", "Judging", Permission::see_judging},     {"/pupils", "Pupils", Permission::propose_pupils},
    {"/journal", "Journal", Permission::see_own_journal},
};

bool stands_in(const Visit& visit, std::string_view section) {
    const std::string_view path = visit.request.path;
    return path.starts_with(section) || (section == "/review" && path.starts_with("/items"));
}

bool shown(const Tools& tools, const Visit& visit, const Section& section) {
    if (section.path == "/review") return reads_items(visit.viewer());
    if (section.path == "/journal" && may(tools, visit, Permission::see_journal)) return true;
    return may(tools, visit, section.permission);
}

void navigation_item(Html& html, const Visit& visit, std::string_view path, std::string_view name) {
    const bool active = stands_in(visit, path);
    if (active)
        html.raw("<li class=\"govuk-service-navigation__item govuk-service-navigation__item--active\">");
    else
        html.raw("<li class=\"govuk-service-navigation__item\">");
    html.raw("<a class=\"govuk-service-navigation__link\"").url("href", path);
    if (active) html.raw(" aria-current=\"true\"");
    html.raw(">").text(name).raw("</a></li>\n");
}

Html navigation(const Tools& tools, const Visit& visit) {
    Html html;
    if (!visit.who) return html;
    html.raw("<div class=\"govuk-service-navigation\" data-module=\"govuk-service-navigation\">")
        .raw("<div class=\"govuk-width-container\"><div class=\"govuk-service-navigation__container\">")
        .raw("<nav aria-label=\"Menu\" class=\"govuk-service-navigation__wrapper\">")
        .raw("<button type=\"button\" class=\"govuk-service-navigation__toggle govuk-js-service-navigation-toggle\" ")
        .raw("aria-controls=\"navigation\" hidden aria-hidden=\"true\">Menu</button>\n")
        .raw("<ul class=\"govuk-service-navigation__list\" id=\"navigation\">\n");
    if (!visit.who->must_change_password) {
        for (const auto& section : kSections)
            if (shown(tools, visit, section)) navigation_item(html, visit, section.path, section.name);
        navigation_item(html, visit, "/account", visit.who->person->name);
    }
    html.raw("<li class=\"govuk-service-navigation__item\"><form class=\"gh-nav-form\" method=\"post\" ")
        .raw("action=\"/sign-out\"><input type=\"hidden\" name=\"csrf\"")
        .attr("value", visit.csrf())
        .raw("><button type=\"submit\">Sign out</button></form></li>\n")
        .raw("</ul></nav></div></div></div>\n");
    return html;
}

Html head(const Tools& tools, std::string_view title) {
    Html html{"<!doctype html>\n<html lang=\"en\" class=\"govuk-template\"><head><meta charset=\"utf-8\">\n<title>"};
    html.text(title)
        .raw(" \xE2\x80\x93 Gatehouse \xE2\x80\x93 ")
        .text(tools.settings.school_name)
        .raw("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<link rel=\"icon\" type=\"image/svg+xml\"")
        .url("href", tools.assets.address("favicon.svg"))
        .raw(">\n<link rel=\"stylesheet\"")
        .url("href", tools.assets.address("app.css"))
        .raw("></head>\n");
    return html;
}

Html header(const Tools& tools) {
    Html html{"<header><div class=\"govuk-generic-header\"><div class=\"govuk-generic-header__container "};
    html.raw("govuk-width-container\"><div class=\"gh-tools\"></div><div class=\"govuk-generic-header__logo\">")
        .raw("<a href=\"/\" class=\"govuk-generic-header__homepage-link\">Gatehouse \xE2\x80\x93 ")
        .text(tools.settings.school_name)
        .raw("</a></div></div></div>\n");
    return html;
}

Html banner(const Visit& visit) {
    if (!visit.who || visit.who->unreached.empty()) return {};
    Html html{"<div class=\"govuk-error-summary\" role=\"region\" aria-labelledby=\"unreached\">"};
    html.raw("<h2 class=\"govuk-error-summary__title\" id=\"unreached\">Nobody could be reached about something</h2>")
        .raw("<div class=\"govuk-error-summary__body\"><ul class=\"govuk-list govuk-error-summary__list\"><li><a")
        .url("href", "/alerts/" + visit.who->unreached)
        .raw(">Look at it now</a></li></ul></div></div>\n");
    return html;
}

Html footer() {
    return Html{
        "<footer class=\"gh-footer\"><div class=\"govuk-width-container\">"
        "<p class=\"govuk-body govuk-body-s\">Not watched round the clock. In an emergency call 999.</p>"
        "<p class=\"govuk-body govuk-body-s\"><a class=\"govuk-link\" href=\"/about\">Our channels and house "
        "rules</a>, "
        "<a class=\"govuk-link\" href=\"/help\" data-key=\"?\">help and keys</a></p></div></footer>\n"};
}

}  // namespace

Html document(const Tools& tools, const Visit& visit, std::string_view title, const Html& content) {
    Html html = head(tools, title);
    html.raw("<body class=\"govuk-template__body\"")
        .attr("data-keys", visit.keys && visit.who ? "on" : "off")
        .raw("><script")
        .url("src", tools.assets.address("early.js"))
        .raw("></script>\n<a href=\"#main-content\" class=\"govuk-skip-link\" data-module=\"govuk-skip-link\">")
        .raw("Skip to main content</a>\n")
        .add(header(tools))
        .add(navigation(tools, visit))
        .raw(
            "</header>\n<div class=\"govuk-width-container\"><main class=\"govuk-main-wrapper\" id=\"main-content\">\n")
        .add(banner(visit))
        .add(content)
        .raw("</main></div>\n")
        .add(footer())
        .raw(
            "<div class=\"gh-blank\" role=\"dialog\" aria-label=\"The screen is blank\"><button type=\"button\" "
            "class=\"govuk-button govuk-button--secondary\">")
        .raw("Show the page again</button></div>\n<script type=\"module\"")
        .url("src", tools.assets.address("app.js"))
        .raw("></script></body></html>\n");
    return html;
}

}  // namespace moderation::web
