#include "moderation/web/pages/post_change.hpp"
#include "moderation/web/post_view.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>

namespace moderation::web::pages {

namespace {

using config::Permission;
using models::PostState;
using runtime::ErrorKind;
using runtime::Result;

/// Without pictures there is nothing to look for.
Task<Result<std::vector<Earlier>>> earlier_pictures(Tools tools, Post post, std::vector<models::Channel> channels,
                                                    runtime::Time now) {
    if (post.content.pictures.empty()) co_return std::vector<Earlier>{};
    co_return co_await tools.library.ask(std::move(post), std::move(channels), now);
}

Task<Result<PostPage>> read(Tools tools, Visit visit) {
    PostPage view;
    auto post = co_await tools.posts.post(visit.id);
    if (!post) co_return tl::unexpected(post.error());
    view.post = std::move(*post);
    auto channels = co_await tools.store.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    const auto& wanted = view.post.content.channels;
    for (auto& channel : *channels)
        if (std::find(wanted.begin(), wanted.end(), channel.id) != wanted.end())
            view.channels.push_back(std::move(channel));
    const auto state = view.post.state;
    if (state == PostState::draft || state == PostState::submitted || state == PostState::approved) {
        auto verdicts = co_await tools.guard.ask(view.post.content, view.channels, visit.now);
        if (!verdicts) co_return tl::unexpected(verdicts.error());
        view.verdicts = std::move(*verdicts);
        auto earlier = co_await earlier_pictures(tools, view.post, view.channels, visit.now);
        if (!earlier) co_return tl::unexpected(earlier.error());
        view.earlier = std::move(*earlier);
    }
    if (!view.post.content.pictures.empty()) {
        auto roll = co_await tools.guard.roll();
        if (!roll) co_return tl::unexpected(roll.error());
        view.roll = std::move(*roll);
    }
    auto before = co_await tools.posts.last_read(visit.id, visit.person());
    if (!before) co_return tl::unexpected(before.error());
    if (*before && **before != view.post.content) view.last_read = std::move(*before);
    co_return view;
}

/// From then on the page says what changed since: from the first reading, and anew from each that ended in an answer.
Task<Result<void>> note_reading(Tools tools, Visit visit, PostPage view) {
    const auto& post = view.post;
    if (post.state != PostState::submitted || post.wrote(visit.person()) || view.last_read) co_return Result<void>{};
    co_return co_await tools.posts.note_read(post.id, post.content, visit.person());
}

Task<ServerResponse> show(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto view = co_await read(tools, visit);
    if (!view) co_return store_failed(tools, visit, view.error());
    if (visit.changes) {
        const auto noted = co_await note_reading(tools, visit, *view);
        if (!noted) co_return store_failed(tools, visit, noted.error());
    }
    co_return page(tools, visit, "Post", post_page(tools, visit, *view, errors), status);
}

std::uint64_t version_of(const Visit& visit) {
    return visit.form.number("version").value_or(0);
}

/// Why it may not go out as it stands; nothing: it may. `leader`: what somebody has to be allowed when it promises
/// something.
Task<Result<void>> publishable(Tools tools, Visit visit, Permission leader) {
    const auto view = co_await read(tools, visit);
    if (!view) co_return tl::unexpected(view.error());
    const auto problems = problems_of(*view, visit.now);
    if (!problems.empty()) co_return runtime::fail(ErrorKind::rejected, problems.front());
    const bool promises = any(models::remarks_on(view->post.content), models::Remark::Weight::leader);
    if (promises && !may(tools, visit, leader))
        co_return runtime::fail(ErrorKind::forbidden, "It promises something: somebody in leadership has to agree.");
    const bool agreeing = leader == Permission::agree_promise;
    if (agreeing && models::guard::shows_faces(view->post.content) && !may(tools, visit, Permission::agree_faces))
        co_return runtime::fail(ErrorKind::forbidden, kFacesNeedTheHead);
    co_return Result<void>{};
}

}  // namespace

runtime::Time proposal_read(const Visit& visit) {
    return runtime::from_ms(static_cast<std::int64_t>(visit.form.number("proposed").value_or(0)));
}

Task<ServerResponse> after_post_change(Tools tools, Visit visit, Result<void> done, std::string code,
                                       std::string field) {
    if (done) co_return redirect("/posts/" + visit.id + "?done=" + code);
    const auto kind = done.error().kind;
    const bool at_field = kind == ErrorKind::malformed && !field.empty();
    if (!is_refusal(kind) && !at_field) co_return store_failed(tools, visit, done.error());
    if (kind != ErrorKind::malformed) field.clear();
    const FieldErrors errors{{field, done.error().message}};
    const auto status = kind == ErrorKind::malformed ? 422U : status_of(kind);
    co_return co_await show(tools, std::move(visit), errors, status);
}

Task<ServerResponse> post(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::see_posts)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show(tools, std::move(visit), none, 200);
}

Task<ServerResponse> post_submit(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::write_post)) co_return no_permission(tools, visit);
    auto done = co_await publishable(tools, visit, Permission::write_post);
    if (done) done = co_await tools.posts.submit(visit.id, version_of(visit), visit.person(), visit.now);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "post-submitted");
}

Task<ServerResponse> post_agree(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_post)) co_return no_permission(tools, visit);
    auto done = co_await publishable(tools, visit, Permission::agree_promise);
    if (done) done = co_await tools.posts.agree(visit.id, visit.form.get("fingerprint"), visit.person(), visit.now);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "post-agreed");
}

Task<ServerResponse> post_send_back(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_post)) co_return no_permission(tools, visit);
    const auto before = co_await tools.posts.post(visit.id);
    if (!before) co_return store_failed(tools, visit, before.error());
    auto done =
        co_await tools.posts.send_back(visit.id, version_of(visit), visit.form.get("back"), visit.person(), visit.now);
    if (done) done = co_await tools.posts.note_read(visit.id, before->content, visit.person());
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "post-sent-back", "back");
}

Task<ServerResponse> post_discard(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::write_post)) co_return no_permission(tools, visit);
    auto done = co_await tools.posts.discard(visit.id, version_of(visit), visit.person(), visit.now);
    if (done) co_return redirect("/posts?done=post-discarded");
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "post-discarded");
}

Task<ServerResponse> post_alone(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::publish_alone)) co_return no_permission(tools, visit);
    auto done = co_await publishable(tools, visit, Permission::agree_promise);
    const auto review_at = tools.calendar.after_school_days(visit.now, 1);
    if (done)
        done = co_await tools.posts.publish_alone(visit.id, visit.form.get("fingerprint"), visit.form.get("alone"),
                                                  visit.person(), review_at, visit.now);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "post-alone", "alone");
}

Task<ServerResponse> post_review(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_post)) co_return no_permission(tools, visit);
    auto done = co_await tools.posts.review(visit.id, visit.person(), visit.now);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "post-reviewed");
}

Task<ServerResponse> post_take_down(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::take_down_post)) co_return no_permission(tools, visit);
    auto done = co_await tools.posts.take_down(visit.id, visit.form.get("down"), visit.person(), visit.now);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "post-down", "down");
}

}  // namespace moderation::web::pages
