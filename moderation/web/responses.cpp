#include "moderation/web/responses.hpp"

#include "moderation/web/layout.hpp"

namespace moderation::web {

namespace {

runtime::ServerResponse html(const Html& document, unsigned status) {
    runtime::ServerResponse response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    response.body = document.str();
    return response;
}

bool has_header(const runtime::ServerResponse& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return true;
    return false;
}

}  // namespace

runtime::ServerResponse page(const Tools& tools, const Visit& visit, std::string_view title, const Html& content,
                             unsigned status) {
    return html(document(tools, visit, title, content), status);
}

runtime::ServerResponse redirect(std::string path) {
    runtime::ServerResponse response;
    response.status = 303;
    response.headers.emplace_back("Location", std::move(path));
    return response;
}

runtime::ServerResponse json(std::string body, unsigned status) {
    runtime::ServerResponse response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

runtime::ServerResponse not_found(const Tools& tools, const Visit& visit) {
    Html content = heading("Page not found");
    content.add(
        paragraph("There is nothing at this address. If you came here from a message, somebody else may be "
                  "looking after it."));
    return page(tools, visit, "Page not found", content, 404);
}

runtime::ServerResponse no_permission(const Tools& tools, const Visit& visit) {
    Html content = heading("You cannot use this page");
    content.add(paragraph("Your role does not include this. Ask your headteacher if you think it should."));
    return page(tools, visit, "You cannot use this page", content, 403);
}

runtime::ServerResponse stale_form(const Tools& tools, const Visit& visit) {
    Html content = heading("This form was out of date");
    content.add(paragraph("Nothing was done. Go back, reload the page and try again."));
    return page(tools, visit, "This form was out of date", content, 403);
}

runtime::ServerResponse store_failed(const Tools& tools, const Visit& visit, const runtime::Error& error) {
    using runtime::ErrorKind;
    if (error.kind == ErrorKind::not_found) return not_found(tools, visit);
    if (error.kind == ErrorKind::forbidden) return no_permission(tools, visit);
    tools.log.warning("web", "page could not be answered", {{"reason", runtime::to_string(error.kind)}});
    Html content = heading("Sorry, Gatehouse cannot answer just now");
    content.add(
        paragraph("If you were sending something, look at the page again in a minute before you repeat it: it "
                  "may have been done."));
    auto response = page(tools, visit, "Sorry, Gatehouse cannot answer just now", content, 503);
    response.headers.emplace_back("Retry-After", "30");
    return response;
}

bool is_refusal(runtime::ErrorKind kind) {
    return kind == runtime::ErrorKind::conflict || kind == runtime::ErrorKind::forbidden ||
           kind == runtime::ErrorKind::rejected;
}

FieldErrors not_done(const std::string& why) {
    return {{"", why + " Nothing was done."}};
}

unsigned status_of(runtime::ErrorKind kind) {
    switch (kind) {
        case runtime::ErrorKind::conflict:
        case runtime::ErrorKind::rejected: return 409;
        case runtime::ErrorKind::forbidden: return 403;
        case runtime::ErrorKind::not_found: return 404;
        default: return 503;
    }
}

void protect(runtime::ServerResponse& response, bool https) {
    auto& headers = response.headers;
    headers.emplace_back("Content-Security-Policy",
                         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("X-Frame-Options", "DENY");
    headers.emplace_back("Referrer-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    headers.emplace_back("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
    headers.emplace_back("X-Robots-Tag", "noindex, nofollow");
    if (https) headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
    if (!has_header(response, "Cache-Control")) headers.emplace_back("Cache-Control", "no-store");
}

std::string cookie_name(const SiteSettings& settings, std::string_view name) {
    std::string full{settings.secure_cookies ? "__Host-" : ""};
    full += name;
    return full;
}

std::string set_cookie(const SiteSettings& settings, std::string_view name, std::string_view value,
                       std::string_view more) {
    std::string cookie = cookie_name(settings, name);
    cookie += '=';
    cookie += value;
    cookie += "; Path=/; HttpOnly";
    if (settings.secure_cookies) cookie += "; Secure";
    cookie += more;
    return cookie;
}

}  // namespace moderation::web
