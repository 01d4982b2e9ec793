#include "config/runtime/crypto.hpp"
#include "moderation/web/gate.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>
#include <cctype>

namespace moderation::web::pages {

namespace {

constexpr std::size_t kFormTokenBytes = 16;
constexpr std::string_view kExpired = "; Max-Age=0; SameSite=Lax";

// One sentence for everything, so that nobody learns which names exist.
constexpr std::string_view kRefused =
    "That name and password do not fit together, or there were too many tries. Check them, or wait a quarter of an "
    "hour.";

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char byte) { return static_cast<char>(std::tolower(byte)); });
    return text;
}

/// Somebody who may sign in today: by id or by e-mail address.
const config::Person* person_named(const config::People& people, const std::string& name, runtime::Time now) {
    for (const auto& person : people.all()) {
        if (person.id != name && lower(person.email) != name) continue;
        return people.roles_of(person.id, now).empty() ? nullptr : &person;
    }
    return nullptr;
}

ServerResponse show_form(const Tools& tools, const Visit& visit, const FieldErrors& errors, unsigned status) {
    const auto token = runtime::random_hex(kFormTokenBytes);
    Html fields;
    fields.raw("<input type=\"hidden\" name=\"form\"")
        .attr("value", token)
        .raw(">\n<input type=\"hidden\" name=\"next\"");
    const auto next = visit.request.method == "POST" ? visit.form.get("next") : visit.query.get("next");
    fields.attr("value", own_path(next)).raw(">\n");
    Field name{"person", "Your name or e-mail address at school"};
    name.value = visit.form.get("person");
    name.autocomplete = "username";
    Field password{"password", "Password"};
    password.type = "password";
    password.autocomplete = "current-password";
    fields.add(input(name)).add(input(password));
    Button send{"Sign in"};
    fields.add(button(send));
    Html content = error_summary(errors);
    content.add(heading("Sign in")).add(form("/sign-in", "", fields));
    auto response = page(tools, visit, errors.empty() ? "Sign in" : "Error: Sign in", content, status);
    response.headers.emplace_back("Set-Cookie",
                                  set_cookie(tools.settings, kFormCookie, token, "; Max-Age=3600; SameSite=Strict"));
    return response;
}

ServerResponse refused(const Tools& tools, const Visit& visit) {
    return show_form(tools, visit, {{"person", std::string{kRefused}}}, 403);
}

ServerResponse busy(const Tools& tools, const Visit& visit) {
    auto response = show_form(tools, visit, {{"", "Many people are signing in. Try again in a minute."}}, 503);
    response.headers.emplace_back("Retry-After", "60");
    return response;
}

struct Attempt {
    const config::Person* person{nullptr};
    std::string account;    ///< whose account is looked up: also for a name that nobody has, so both take as long
    std::string by_person;  ///< key under which failures of this name are counted
    std::string by_address;
};

Attempt attempt_of(const Tools& tools, const Visit& visit) {
    const auto name = lower(visit.form.get("person"));
    Attempt attempt;
    attempt.person = person_named(tools.people, name, visit.now);
    // What somebody typed may be a password by mistake: only a hash of it goes into the store.
    attempt.account = attempt.person != nullptr ? attempt.person->id : runtime::id_of(name);
    attempt.by_person = "person:" + attempt.account;
    attempt.by_address = "address:" + address_of(visit.request);
    return attempt;
}

Task<runtime::Result<bool>> blocked(Tools tools, Attempt attempt, runtime::Time now) {
    const auto person = co_await tools.store.login_blocked(attempt.by_person, now);
    if (!person) co_return tl::unexpected<runtime::Error>{person.error()};
    const auto address = co_await tools.store.login_blocked(attempt.by_address, now);
    if (!address) co_return tl::unexpected<runtime::Error>{address.error()};
    co_return person->has_value() || address->has_value();
}

/// The hash to compare with; empty for somebody who has no account.
Task<runtime::Result<std::string>> hash_of(Tools tools, std::string person) {
    const auto user = co_await tools.store.user(person);
    if (user) co_return user->password_hash;
    if (user.error().kind == runtime::ErrorKind::not_found) co_return std::string{};
    co_return tl::unexpected<runtime::Error>{user.error()};
}

Task<ServerResponse> let_in(Tools tools, Visit visit, Attempt attempt) {
    const auto forgiven = co_await tools.store.login_succeeded(attempt.by_person);
    if (!forgiven) co_return store_failed(tools, visit, forgiven.error());
    const auto old = session_token(tools.settings, visit.request);
    if (!old.empty()) co_await tools.store.close_session(runtime::sha256_hex(old), visit.now);
    const auto token = co_await open_session(tools, attempt.person->id, visit.now);
    if (!token) co_return store_failed(tools, visit, token.error());
    auto response = redirect(own_path(visit.form.get("next")));
    response.headers.emplace_back("Set-Cookie", set_cookie(tools.settings, kSessionCookie, *token, "; SameSite=Lax"));
    response.headers.emplace_back("Set-Cookie", set_cookie(tools.settings, kFormCookie, "", kExpired));
    co_return response;
}

Task<ServerResponse> keep_out(Tools tools, Visit visit, Attempt attempt) {
    tools.log.info("web", "sign-in refused");
    const auto person = co_await tools.store.login_failed(attempt.by_person, visit.now);
    if (!person) co_return store_failed(tools, visit, person.error());
    const auto address = co_await tools.store.login_failed(attempt.by_address, visit.now);
    if (!address) co_return store_failed(tools, visit, address.error());
    co_return refused(tools, visit);
}

bool form_fits(const Tools& tools, const Visit& visit) {
    const auto expected = cookie_of(tools.settings, visit.request, kFormCookie);
    return !expected.empty() && from_our_page(tools.settings, visit.request) &&
           runtime::equal_in_constant_time(expected, visit.form.exact("form"));
}

}  // namespace

Task<ServerResponse> sign_in_form(Tools tools, Visit visit) {
    co_return show_form(tools, visit, {}, 200);
}

Task<ServerResponse> sign_in(Tools tools, Visit visit) {
    if (!form_fits(tools, visit)) {
        const FieldErrors errors{{"", "The page was open for too long. Please sign in again."}};
        co_return show_form(tools, visit, errors, 403);
    }
    auto attempt = attempt_of(tools, visit);
    const auto stopped = co_await blocked(tools, attempt, visit.now);
    if (!stopped) co_return store_failed(tools, visit, stopped.error());
    if (*stopped) co_return refused(tools, visit);
    auto hash = co_await hash_of(tools, attempt.account);
    if (!hash) co_return store_failed(tools, visit, hash.error());
    auto password = visit.form.exact("password");
    if (password.size() > kPasswordBytesMax) password.clear();
    const auto right = co_await tools.passwords.matches(std::move(*hash), std::move(password));
    if (!right) co_return busy(tools, visit);
    if (*right && attempt.person != nullptr) co_return co_await let_in(tools, std::move(visit), std::move(attempt));
    co_return co_await keep_out(tools, std::move(visit), std::move(attempt));
}

Task<ServerResponse> sign_out(Tools tools, Visit visit) {
    const auto closed = co_await tools.store.close_session(visit.who->token_hash, visit.now);
    if (!closed) co_return store_failed(tools, visit, closed.error());
    auto response = redirect("/signed-out");
    response.headers.emplace_back("Set-Cookie", set_cookie(tools.settings, kSessionCookie, "", kExpired));
    co_return response;
}

Task<ServerResponse> signed_out(Tools tools, Visit visit) {
    Html content = heading("You are signed out");
    content.add(Html{"<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/sign-in\">Sign in again</a></p>\n"});
    co_return page(tools, visit, "You are signed out", content);
}

}  // namespace moderation::web::pages
