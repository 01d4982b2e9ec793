#include "moderation/web/pages/pages.hpp"
#include "moderation/web/post_view.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace moderation::web::pages {

namespace {

using config::Permission;

ServerResponse show(const Tools& tools, const Visit& visit, const PostForm& post, const FieldErrors& errors,
                    unsigned status) {
    const auto* title = errors.empty() ? "Write a post" : "Error: Write a post";
    return page(tools, visit, title, post_form(visit, post, errors), status);
}

/// Reads the form; what is wrong with it goes to `errors`. What nobody can see in the form is kept as it was.
void read_form(const Tools& tools, const Visit& visit, PostForm& post, FieldErrors& errors) {
    const auto& form = visit.form;
    auto& content = post.content;
    post.version = form.number("version").value_or(0);
    content.text = form.get("text");
    content.link = form.get("link");
    content.also_available_via = form.get("also");
    content.kind = models::post_kind_from(form.get("kind")).value_or(content.kind);
    content.involves_pupils = form.get("of_pupils") == "yes";
    content.channels.clear();
    for (const auto& channel : post.channels)
        if (form.get("channel." + channel.id) == "yes") content.channels.push_back(channel.id);
    content.publish_at.reset();
    post.at = form.get("at");
    if (content.text.empty()) errors.push_back({"text", "Write what the school says"});
    if (!content.link.empty() && !content.link.starts_with("https://"))
        errors.push_back({"link", "A link begins with https://"});
    if (post.at.empty()) return;
    const auto at = tools.calendar.moment_of(post.at);
    if (!at)
        errors.push_back({"at", at.error()});
    else if (*at <= visit.now)
        errors.push_back({"at", "Choose a time that is still to come"});
    else
        content.publish_at = *at;
}

Task<ServerResponse> save(Tools tools, Visit visit, PostForm post) {
    FieldErrors errors;
    read_form(tools, visit, post, errors);
    if (!errors.empty()) co_return show(tools, visit, post, errors, 422);
    const auto saved = co_await tools.posts.save(post.id, post.version, post.content, visit.person(), visit.now);
    if (saved) co_return redirect("/posts/" + *saved + "?done=post-saved");
    using runtime::ErrorKind;
    const auto kind = saved.error().kind;
    if (kind != ErrorKind::conflict && kind != ErrorKind::rejected && kind != ErrorKind::malformed)
        co_return store_failed(tools, visit, saved.error());
    errors.push_back({"text", saved.error().message + " Nothing was kept: copy your words before you leave."});
    co_return show(tools, visit, post, errors, status_of(kind));
}

/// The form as it stands for a post that is there, or for a new one.
Task<runtime::Result<PostForm>> stored(Tools tools, std::string id) {
    PostForm form;
    auto channels = co_await tools.store.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    form.channels = std::move(*channels);
    form.id = std::move(id);
    if (form.id.empty()) co_return form;
    auto post = co_await tools.posts.post(form.id);
    if (!post) co_return tl::unexpected(post.error());
    form.version = post->version;
    form.draft = post->state == models::PostState::draft;
    form.content = std::move(post->content);
    if (form.content.publish_at) {
        form.at = tools.calendar.local(*form.content.publish_at).substr(0, 16);
        form.at[10] = 'T';
    }
    co_return form;
}

/// To the script that keeps what is typed: a sentence for people, and nothing that was typed.
ServerResponse not_kept(const std::string& why, unsigned status) {
    const boost::json::object answer{{"said", "Not saved: " + why}};
    return json(boost::json::serialize(answer), status);
}

ServerResponse not_kept(const runtime::Error& error) {
    const bool too_long = error.kind == runtime::ErrorKind::malformed;
    if (too_long || is_refusal(error.kind)) return not_kept(error.message, too_long ? 422 : status_of(error.kind));
    return not_kept("Gatehouse cannot keep anything just now.", 503);
}

ServerResponse kept(const Tools& tools, const Visit& visit, const KeptDraft& post) {
    boost::json::object answer{{"said", "Saved at " + tools.calendar.local(visit.now).substr(11, 5)}};
    answer["version"] = std::to_string(post.version);
    if (visit.id.empty()) {
        answer["path"] = "/posts/" + post.id + "/edit";
        answer["keep"] = "/posts/" + post.id + "/keep";
    }
    return json(boost::json::serialize(answer));
}

/// The form of a new post as it begins; false: there is no such template.
bool begin_with(const Tools& tools, const std::string& id, PostForm& form) {
    form.templates = tools.settings.templates;
    if (id.empty()) return true;
    const auto asked = [&](const config::PostTemplate& each) { return each.id == id; };
    const auto found = std::find_if(form.templates.begin(), form.templates.end(), asked);
    if (found == form.templates.end()) return false;
    form.content.text = found->text;
    form.content.also_available_via = found->also;
    form.content.kind = models::post_kind_from(found->kind).value_or(form.content.kind);
    return true;
}

Task<ServerResponse> compose(Tools tools, Visit visit, bool sent) {
    if (!may(tools, visit, Permission::write_post)) co_return no_permission(tools, visit);
    auto form = co_await stored(tools, visit.id);
    if (!form) co_return store_failed(tools, visit, form.error());
    if (sent) co_return co_await save(tools, std::move(visit), std::move(*form));
    if (visit.id.empty() && !begin_with(tools, visit.query.get("template"), *form)) co_return not_found(tools, visit);
    const FieldErrors none;
    co_return show(tools, visit, *form, none, 200);
}

}  // namespace

Task<ServerResponse> post_compose(Tools tools, Visit visit) {
    co_return co_await compose(tools, std::move(visit), false);
}

Task<ServerResponse> post_save(Tools tools, Visit visit) {
    co_return co_await compose(tools, std::move(visit), true);
}

Task<ServerResponse> post_keep(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::write_post)) co_return not_kept("You may not write posts.", 403);
    auto form = co_await stored(tools, visit.id);
    if (!form) co_return not_kept(form.error());
    FieldErrors errors;
    read_form(tools, visit, *form, errors);
    if (!errors.empty()) co_return not_kept(errors.front().message + ".", 422);
    const auto saved =
        co_await tools.posts.keep_draft(form->id, form->version, form->content, visit.person(), visit.now);
    if (!saved) co_return not_kept(saved.error());
    co_return kept(tools, visit, *saved);
}

}  // namespace moderation::web::pages
