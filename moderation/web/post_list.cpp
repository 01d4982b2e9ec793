#include "moderation/web/notices.hpp"
#include "moderation/web/post_view.hpp"
#include "moderation/web/recall_view.hpp"
#include "moderation/web/sweep_view.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace moderation::web {

namespace {

using config::Permission;
using models::PostState;

constexpr std::size_t kTitleCharacters = 70;

Html title_of(const Post& post) {
    const auto words = one_line(post.content.text, kTitleCharacters);
    return link("/posts/" + post.id, words.empty() ? "A post without words" : words);
}

std::string channels_of(const PostList& list, const Post& post) {
    std::string names;
    for (const auto& channel : post.content.channels)
        names += (names.empty() ? "" : ", ") + channel_name(list.channels, channel);
    return names;
}

/// One part of the list, with what it is called; nothing when it is empty.
Html part(const Tools& tools, const Visit& visit, std::string_view title, const PostList& list,
          const std::vector<Post>& posts, const std::function<bool(const Post&)>& belongs) {
    std::vector<std::vector<Html>> rows;
    for (const auto& post : posts) {
        if (!belongs(post)) continue;
        std::vector<Html> row;
        row.push_back(title_of(post));
        row.push_back(std::move(Html{}.text(channels_of(list, post))));
        row.push_back(std::move(Html{}.text(post_words(post.state))));
        row.push_back(post.changed_at ? time_for(tools, visit, *post.changed_at) : Html{});
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return {};
    return table(title, {{"Post"}, {"Where"}, {"State"}, {"Changed"}}, rows);
}

/// What has to be taken down, and until when.
Html to_come_down(const Tools& tools, const Visit& visit, const PostList& list) {
    std::vector<std::vector<Html>> rows;
    for (const auto& post : list.to_come_down) {
        std::vector<Html> row;
        row.push_back(title_of(post));
        row.push_back(std::move(Html{}.text(channels_of(list, post))));
        row.push_back(post.down_due ? time_for(tools, visit, *post.down_due) : Html{});
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return {};
    return table("To be taken down", {{"Post"}, {"Where"}, {"Until"}}, rows);
}

/// What is planned, day by day.
Html calendar(const Tools& tools, const PostList& list) {
    std::map<std::string, std::map<std::string, std::vector<const Post*>>> days;
    for (const auto& post : list.open) {
        if (post.state != PostState::approved || !post.content.publish_at) continue;
        const auto local = tools.calendar.local(*post.content.publish_at);
        days[local.substr(0, 10)][local.substr(11, 5)].push_back(&post);
    }
    Html html;
    if (days.empty()) return html;
    html.add(subheading("Planned"));
    for (const auto& [day, times] : days) {
        const auto first = times.begin()->second.front()->content.publish_at.value_or(runtime::Time{});
        const auto words = tools.calendar.for_people(first, first - std::chrono::hours{24 * 7});
        html.raw("<h3 class=\"govuk-heading-s\">").text(words.substr(0, words.rfind(' '))).raw("</h3>\n");
        std::vector<Html> points;
        for (const auto& [time, posts] : times)
            for (const auto* post : posts) {
                Html point;
                point.text(time + " ").add(title_of(*post)).text(" (" + channels_of(list, *post) + ")");
                points.push_back(std::move(point));
            }
        html.add(bullets(points));
    }
    return html;
}

Html pausing(const Tools& tools, const Visit& visit, const PostList& list) {
    Html html;
    const bool paused = !list.paused.person.empty();
    if (paused) {
        Html words{"<p class=\"govuk-body\">Posts are paused since "};
        if (list.paused.at) words.add(time_for(tools, visit, *list.paused.at));
        words.text(" by " + name_of(tools.people, list.paused.person) +
                   ". What is planned becomes a draft again when its time comes.");
        html.add(inset(words.raw("</p>\n")));
    }
    if (!may(tools, visit, Permission::pause_posts)) return html;
    const Button press{paused ? "Go on with planned posts" : "Pause all planned posts", ButtonKind::secondary};
    return std::move(html.add(form(paused ? "/posts/resume" : "/posts/pause", visit.csrf(), button(press))));
}

}  // namespace

Html post_list(const Tools& tools, const Visit& visit, const PostList& list) {
    const auto& me = visit.person();
    const bool agrees = may(tools, visit, Permission::agree_post);
    const auto mine_to_read = [&](const Post& post) {
        return post.state == PostState::submitted && agrees && !post.wrote(me);
    };
    const auto in = [&](PostState state) { return [state](const Post& post) { return post.state == state; }; };
    const auto to_look_at = [](const Post& post) { return !post.alone.person.empty() && post.reviewed.person.empty(); };
    Html html = notice(visit);
    html.add(heading("Posts"));
    if (may(tools, visit, Permission::write_post))
        html.raw("<p class=\"govuk-body\">").add(link("/posts/new", "Write a post")).raw("</p>\n");
    if (sees_sweep(tools, visit))
        html.raw("<p class=\"govuk-body\">").add(link("/posts/sweep", "Old pictures")).raw("</p>\n");
    if (sees_recall(tools, visit))
        html.raw("<p class=\"govuk-body\">")
            .add(link("/posts/recall", "Emergency: take down all pictures of pupils"))
            .raw("</p>\n");
    if (list.recalled)
        html.add(warning("No pictures of pupils are published at the moment. What waits with them becomes a draft."));
    if (may(tools, visit, Permission::take_down_post)) html.add(to_come_down(tools, visit, list));
    html.add(part(tools, visit, "For you to read", list, list.open, mine_to_read));
    html.add(part(tools, visit, "Waiting for a colleague", list, list.open,
                  [&](const Post& post) { return post.state == PostState::submitted && !mine_to_read(post); }));
    auto alone = list.open;
    alone.insert(alone.end(), list.over.begin(), list.over.end());
    html.add(part(tools, visit, "Published by one person, and nobody has looked at it", list, alone, to_look_at));
    html.add(part(tools, visit, "Your drafts", list, list.open,
                  [&](const Post& post) { return post.state == PostState::draft && post.wrote(me); }));
    html.add(part(tools, visit, "Drafts of colleagues", list, list.open,
                  [&](const Post& post) { return post.state == PostState::draft && !post.wrote(me); }));
    html.add(calendar(tools, list));
    html.add(part(tools, visit, "Going out now", list, list.open, [&](const Post& post) {
        const bool at_once = post.state == PostState::approved && !post.content.publish_at;
        return at_once || post.state == PostState::publishing;
    }));
    html.add(part(tools, visit, "Not published everywhere", list, list.over, in(PostState::failed)));
    html.add(part(tools, visit, "Published", list, list.over, in(PostState::published)));
    html.add(part(tools, visit, "Taken down", list, list.over, in(PostState::taken_down)));
    return std::move(html.add(pausing(tools, visit, list)));
}

}  // namespace moderation::web
