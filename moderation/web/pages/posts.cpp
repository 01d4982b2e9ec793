#include "moderation/web/pages/pages.hpp"
#include "moderation/web/post_view.hpp"
#include "moderation/web/responses.hpp"

namespace moderation::web::pages {

namespace {

using config::Permission;

constexpr std::size_t kOverShown = 50;

Task<ServerResponse> pause(Tools tools, Visit visit, bool paused) {
    if (!may(tools, visit, Permission::pause_posts)) co_return no_permission(tools, visit);
    const auto done = co_await tools.posts.pause(paused, visit.person(), visit.now);
    // A colleague who was first wanted the same.
    if (!done && done.error().kind != runtime::ErrorKind::conflict) co_return store_failed(tools, visit, done.error());
    co_return redirect(paused ? "/posts?done=posts-paused" : "/posts?done=posts-resumed");
}

}  // namespace

Task<ServerResponse> posts(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::see_posts)) co_return no_permission(tools, visit);
    auto open = co_await tools.posts.open();
    if (!open) co_return store_failed(tools, visit, open.error());
    auto over = co_await tools.posts.over(kOverShown);
    if (!over) co_return store_failed(tools, visit, over.error());
    auto down = co_await tools.posts.to_come_down();
    if (!down) co_return store_failed(tools, visit, down.error());
    auto channels = co_await tools.store.channels();
    if (!channels) co_return store_failed(tools, visit, channels.error());
    auto paused = co_await tools.posts.paused();
    if (!paused) co_return store_failed(tools, visit, paused.error());
    const auto recall = co_await tools.recalls.state();
    if (!recall) co_return store_failed(tools, visit, recall.error());
    const PostList list{std::move(*open),     std::move(*over),   std::move(*down),
                        std::move(*channels), std::move(*paused), recall->in_force};
    co_return page(tools, visit, "Posts", post_list(tools, visit, list));
}

Task<ServerResponse> posts_pause(Tools tools, Visit visit) {
    co_return co_await pause(tools, std::move(visit), true);
}

Task<ServerResponse> posts_resume(Tools tools, Visit visit) {
    co_return co_await pause(tools, std::move(visit), false);
}

}  // namespace moderation::web::pages
