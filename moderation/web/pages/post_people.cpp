#include "moderation/pupil_register.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/people_view.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>
#include <utility>

namespace moderation::web::pages {

namespace {

using config::Permission;
using runtime::Result;

/// The post with the register, and the place of the picture that was asked for; nullopt: it has no such picture of
/// pupils.
struct Asked {
    PostPage view;
    std::optional<std::size_t> place;
};

Task<Result<Asked>> read(Tools tools, std::string id, std::string picture) {
    Asked asked;
    auto post = co_await tools.posts.post(std::move(id));
    if (!post) co_return tl::unexpected(post.error());
    asked.view.post = std::move(*post);
    auto roll = co_await tools.guard.roll();
    if (!roll) co_return tl::unexpected(roll.error());
    asked.view.roll = std::move(*roll);
    const auto& pictures = asked.view.post.content.pictures;
    const auto found = std::find_if(pictures.begin(), pictures.end(), [&](const models::PostPicture& each) {
        return each.id == picture && each.people == models::PeopleShown::pupils;
    });
    if (found != pictures.end()) asked.place = static_cast<std::size_t>(found - pictures.begin());
    co_return asked;
}

ServerResponse shown(const Tools& tools, const Visit& visit, const Asked& asked, const FieldErrors& errors,
                     unsigned status) {
    const auto* title = errors.empty() ? "Who is in a picture" : "Error: Who is in a picture";
    return page(tools, visit, title, people_page(tools, visit, asked.view, *asked.place, errors), status);
}

}  // namespace

Task<ServerResponse> post_people(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::write_post)) co_return no_permission(tools, visit);
    const auto asked = co_await read(tools, visit.id, visit.query.get("of"));
    if (!asked) co_return store_failed(tools, visit, asked.error());
    if (!asked->place) co_return not_found(tools, visit);
    const FieldErrors none;
    co_return shown(tools, visit, *asked, none, 200);
}

Task<ServerResponse> post_people_keep(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::write_post)) co_return no_permission(tools, visit);
    auto asked = co_await read(tools, visit.id, visit.form.get("of"));
    if (!asked) co_return store_failed(tools, visit, asked.error());
    if (!asked->place) co_return not_found(tools, visit);
    // Half a form would leave out somebody who was ticked.
    if (visit.form.get(kPeopleEnd).empty())
        co_return shown(tools, visit, *asked, not_done("The form did not arrive whole."), 422);
    auto content = asked->view.post.content;
    auto& picture = content.pictures[*asked->place];
    picture.pupils = ticked_people(visit, picture, *asked->view.roll, today_of(tools.calendar, visit.now));
    picture.complete = visit.form.get("complete") == "yes";
    const auto version = visit.form.number("version").value_or(0);
    const auto saved = co_await tools.posts.save(visit.id, version, std::move(content), visit.person(), visit.now);
    if (saved) co_return redirect("/posts/" + visit.id + "?done=people-kept");
    const auto kind = saved.error().kind;
    if (!is_refusal(kind)) co_return store_failed(tools, visit, saved.error());
    co_return shown(tools, visit, *asked, not_done(saved.error().message), status_of(kind));
}

}  // namespace moderation::web::pages
