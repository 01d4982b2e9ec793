#include "moderation/web/post_view.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using models::PostKind;

bool is_chosen(const PostForm& post, const std::string& channel) {
    const auto& chosen = post.content.channels;
    return std::find(chosen.begin(), chosen.end(), channel) != chosen.end();
}

Html channel_choice(const PostForm& post, const FieldErrors& errors) {
    std::vector<Choice> choices;
    for (const auto& channel : post.channels) {
        if (channel.state != models::ChannelState::authorised) continue;
        Choice choice{"channel." + channel.id, channel_name(channel)};
        choice.chosen = is_chosen(post, channel.id);
        // Still chosen from an earlier draft it stays to be seen; the page of the post says that it must be left out.
        if (models::publishing_limits(channel.network).video_needed && !choice.chosen) continue;
        choices.push_back(std::move(choice));
    }
    if (choices.empty()) return paragraph("There is no authorised channel that takes a text or pictures.");
    const Field field{"channels", "Where it is published",
                      "Pictures are added on the next page. Videos cannot be added yet, so channels that need one are "
                      "left out.",
                      "", error_of(errors, "channels")};
    return checkboxes(field, choices);
}

Html kind_choice(const PostForm& post) {
    std::vector<Choice> choices;
    for (const auto kind : {PostKind::news, PostKind::information, PostKind::event, PostKind::closure})
        choices.push_back({std::string{to_string(kind)}, std::string{kind_words(kind)}, "", post.content.kind == kind});
    return radios({"kind", "What it is"}, choices);
}

/// Each leads to the form as it begins then.
Html beginnings(const PostForm& post) {
    std::vector<Html> points;
    for (const auto& each : post.templates) points.push_back(link("/posts/new?template=" + each.id, each.name));
    if (points.empty()) return {};
    Html content = bullets(points);
    content.add(hint("What stands in square brackets is yours to fill in. Choosing a text begins anew."));
    return details("Begin with a ready-made text", content);
}

/// Where a script says that it kept what was typed, or why not.
Html kept_by_itself(const PostForm& post) {
    if (!post.draft) return {};
    Html html{"<p class=\"govuk-hint\" aria-live=\"polite\""};
    html.url("data-keep-url", post.id.empty() ? "/posts/new/keep" : "/posts/" + post.id + "/keep");
    html.attr("data-failed", "Not saved: Gatehouse did not answer. Copy your words before you leave this page.");
    return std::move(html.raw("></p>\n"));
}

}  // namespace

Html post_form(const Visit& visit, const PostForm& post, const FieldErrors& errors) {
    const auto field = [&](std::string name, std::string label, std::string hint, const std::string& value) {
        Field made{std::move(name), std::move(label), std::move(hint), value};
        made.error = error_of(errors, made.name);
        return made;
    };
    const auto& content = post.content;
    Html fields{"<input type=\"hidden\" name=\"version\""};
    fields.attr("value", std::to_string(post.version)).raw(">\n");
    fields.add(textarea(field("text", "What the school says", "", content.text), 10));
    fields.add(input(field("link", "Link", "Where it leads, if anywhere: https://...", content.link)));
    fields.add(channel_choice(post, errors));
    fields.add(kind_choice(post));
    fields.add(input(field("also", "Where else families find it",
                           "The website, a letter, a text message. Needed for information and closures.",
                           content.also_available_via)));
    fields.add(checkboxes({"pupils", "Pupils"},
                          {{"of_pupils", "It is about an activity with pupils",
                            "Who may answer is restricted where the network lets us.", content.involves_pupils}}));
    auto at =
        field("at", "When it goes out", "Leave it empty to publish it as soon as a colleague has agreed.", post.at);
    at.type = "datetime-local";
    fields.add(input(at)).add(button({"Save and look at it"})).add(kept_by_itself(post));
    Html html = error_summary(errors);
    html.add(heading(post.id.empty() ? "Write a post" : "Change a post")).add(beginnings(post));
    html.add(form(post.id.empty() ? "/posts/new" : "/posts/" + post.id + "/edit", visit.csrf(), fields));
    return html;
}

}  // namespace moderation::web
