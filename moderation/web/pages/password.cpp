#include "moderation/web/gate.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

namespace moderation::web::pages {

namespace {

Field password_field(std::string name, std::string label, std::string autocomplete, const FieldErrors& errors) {
    Field field{std::move(name), std::move(label)};
    field.type = "password";
    field.autocomplete = std::move(autocomplete);
    field.error = error_of(errors, field.name);
    return field;
}

ServerResponse show(const Tools& tools, const Visit& visit, const FieldErrors& errors, unsigned status) {
    auto current = password_field("current", "Your password now", "current-password", errors);
    auto wanted = password_field("wanted", "New password", "new-password", errors);
    wanted.hint = "At least 12 characters, without your name. Three random words are good.";
    auto again = password_field("again", "New password again", "new-password", errors);
    Html fields = input(current);
    Button send{"Change password"};
    fields.add(input(wanted)).add(input(again)).add(button(send));
    Html content = error_summary(errors);
    content.add(heading("Change your password"));
    if (visit.who->must_change_password)
        content.add(paragraph("Somebody else chose your password for you. Choose one that only you know."));
    content.add(form("/account/password", visit.csrf(), fields));
    const auto* title = errors.empty() ? "Change your password" : "Error: Change your password";
    return page(tools, visit, title, content, status);
}

FieldErrors problems(const Visit& visit) {
    const auto wanted = visit.form.exact("wanted");
    FieldErrors errors;
    const auto problem = password_problem(wanted, visit.person(), visit.who->person->name);
    if (!problem.empty()) errors.push_back({"wanted", problem});
    if (wanted != visit.form.exact("again")) errors.push_back({"again", "The two new passwords are not the same"});
    if (wanted == visit.form.exact("current"))
        errors.push_back({"wanted", "The new password must not be the one you have now"});
    return errors;
}

/// Whether the password they have now is right. Wrong ones count as failed sign-ins.
Task<runtime::Result<bool>> proves_itself(Tools tools, std::string person, std::string password, runtime::Time now) {
    const std::string key = "person:" + person;
    const auto blocked = co_await tools.store.login_blocked(key, now);
    if (!blocked) co_return tl::unexpected<runtime::Error>{blocked.error()};
    if (blocked->has_value()) co_return false;
    const auto user = co_await tools.store.user(person);
    if (!user) co_return tl::unexpected<runtime::Error>{user.error()};
    auto right = co_await tools.passwords.matches(user->password_hash, std::move(password));
    if (right && !*right) {
        const auto counted = co_await tools.store.login_failed(key, now);
        if (!counted) co_return tl::unexpected<runtime::Error>{counted.error()};
    }
    co_return right;
}

/// Keeps the new password, ends every session and opens a fresh one.
Task<runtime::Result<std::string>> replace(Tools tools, std::string person, std::string password, runtime::Time now) {
    auto hash = co_await tools.passwords.hash(std::move(password));
    if (!hash) co_return hash;
    auto user = co_await tools.store.user(person);
    if (!user) co_return tl::unexpected<runtime::Error>{user.error()};
    user->password_hash = std::move(*hash);
    user->must_change = false;
    const auto kept = co_await tools.store.put_user(std::move(*user), person, now);
    if (!kept) co_return tl::unexpected<runtime::Error>{kept.error()};
    const auto closed = co_await tools.store.close_sessions(person, now);
    if (!closed) co_return tl::unexpected<runtime::Error>{closed.error()};
    co_return co_await open_session(tools, person, now);
}

}  // namespace

Task<ServerResponse> password_form(Tools tools, Visit visit) {
    co_return show(tools, visit, {}, 200);
}

Task<ServerResponse> password_change(Tools tools, Visit visit) {
    auto errors = problems(visit);
    if (!errors.empty()) co_return show(tools, visit, errors, 422);
    const auto right = co_await proves_itself(tools, visit.person(), visit.form.exact("current"), visit.now);
    if (!right) co_return store_failed(tools, visit, right.error());
    if (!*right) {
        errors.push_back({"current", "This is not your password now, or there were too many tries"});
        co_return show(tools, visit, errors, 403);
    }
    const auto token = co_await replace(tools, visit.person(), visit.form.exact("wanted"), visit.now);
    if (!token) co_return store_failed(tools, visit, token.error());
    auto response = redirect("/account?done=password");
    response.headers.emplace_back("Set-Cookie", set_cookie(tools.settings, kSessionCookie, *token, "; SameSite=Lax"));
    co_return response;
}

}  // namespace moderation::web::pages
