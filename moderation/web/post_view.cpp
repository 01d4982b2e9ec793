#include "moderation/web/post_view.hpp"

#include "moderation/web/notices.hpp"
#include "moderation/web/people_view.hpp"
#include "moderation/web/picture_view.hpp"
#include "moderation/web/text_diff.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using models::PostState;

Html framed(std::string_view text, std::vector<Span> highlighted = {}) {
    return std::move(Html{"<div class=\"gh-text\">"}.foreign(text, std::move(highlighted)).raw("</div>\n"));
}

Html names_of(const Tools& tools, const std::vector<std::string>& people) {
    std::string names;
    for (const auto& person : people) names += (names.empty() ? "" : ", ") + name_of(tools.people, person);
    return std::move(Html{}.text(names));
}

Html facts(const Tools& tools, const Visit& visit, const Post& post) {
    std::vector<SummaryRow> rows;
    const auto by = [&](std::string key, const Step& step) {
        if (!step.person.empty()) rows.push_back({std::move(key), who_and_when(tools, visit, step)});
    };
    rows.push_back({"State", tag(post_words(post.state), TagColour::blue)});
    rows.push_back({"Written by", names_of(tools, post.authors)});
    Html when;
    if (post.content.publish_at)
        when.add(time_for(tools, visit, *post.content.publish_at));
    else
        when.text("As soon as it is agreed to");
    rows.push_back({"Goes out", std::move(when)});
    rows.push_back({"What it is", std::move(Html{}.text(kind_words(post.content.kind)))});
    if (!post.content.also_available_via.empty())
        rows.push_back({"Also found", std::move(Html{}.foreign(post.content.also_available_via))});
    if (post.content.involves_pupils)
        rows.push_back({"Pupils", std::move(Html{}.text("It is about an activity with pupils"))});
    by("Asked for", post.submitted);
    by(post.alone.person.empty() ? "Agreed to by" : "Published alone by", post.approved);
    by("Looked at by", post.reviewed);
    by("Taken down by", post.taken_down);
    if (!post.down_agreed_by.empty())
        rows.push_back({"Agreed by", std::move(Html{}.text(name_of(tools.people, post.down_agreed_by)))});
    return summary_list(rows);
}

/// What somebody said about it, in their words.
Html said(const Tools& tools, const Visit& visit, std::string_view title, const Step& step) {
    Html html;
    if (step.person.empty() || step.reason.empty()) return html;
    Html content{"<p class=\"govuk-body\">"};
    content.text(title).raw(" ").add(who_and_when(tools, visit, step)).raw(":</p>\n").add(framed(step.reason));
    return inset(content);
}

Html why_voided(const Post& post) {
    if (post.voided == "paused") return warning("Posts were paused when its time came. Plan another time.");
    if (post.voided == "pupils")
        return warning("It was not published: it can't go out as it is. Change it, or ask the office.");
    if (post.voided == "recall")
        return warning("It was held back: all pictures of pupils were taken down in an emergency.");
    if (post.voided == "expired") return warning("It could not be published in time. Look at it again, and plan anew.");
    return {};
}

/// Somebody does not want to be in it any more. Who, is nobody's business here.
Html has_to_come_down(const Tools& tools, const Visit& visit, const Post& post) {
    const auto stands = [](const Delivery& each) { return each.state == models::DeliveryState::published; };
    if (!post.down_due || std::none_of(post.deliveries.begin(), post.deliveries.end(), stands)) return {};
    return warning("It has to be taken down by " + words_for(tools, visit, *post.down_due) +
                   ": a picture in it can't stay published. Copies and shares of it may remain.");
}

/// Sent or not: only who looks at the network can say.
Html has_to_be_looked_up(const PostPage& view) {
    Html html;
    const bool wanted = view.post.state != PostState::taken_down;
    for (const auto& delivery : view.post.deliveries)
        if (delivery.state == models::DeliveryState::unknown)
            html.add(
                warning("Nobody knows yet whether it stands on " + channel_name(view.channels, delivery.channel) +
                        ". Look there first. If it should not be there, delete it there yourself: Gatehouse cannot "
                        "take it down." +
                        (wanted ? " If it is missing, write it again as a new post." : "")));
    return html;
}

Html changes(const PostPage& view) {
    Html html;
    if (!view.last_read) return html;
    const auto& before = *view.last_read;
    const auto& now = view.post.content;
    html.add(subheading("What changed since you read it"));
    if (before.text == now.text) {
        html.add(
            paragraph("The text is the same. Something else was changed: the pictures or what is said of them, "
                      "the link, the channels, the time or what it is."));
        return html;
    }
    html.raw("<div class=\"gh-text\">");
    for (const auto& change : text_diff(before.text, now.text)) {
        if (change.kind == Change::Kind::same) html.foreign(change.text);
        if (change.kind == Change::Kind::removed) html.raw("<del>").foreign(change.text).raw("</del>");
        if (change.kind == Change::Kind::added) html.raw("<ins>").foreign(change.text).raw("</ins>");
    }
    return std::move(html.raw("</div>\n"));
}

const models::guard::Verdict& verdict_on(const PostPage& view, const models::Channel& channel) {
    static const models::guard::Verdict kNotAsked;
    const auto found = view.verdicts.find(channel.network);
    return found == view.verdicts.end() ? kNotAsked : found->second;
}

/// What the register says, each sentence once however often it applies.
std::vector<std::string> sentences_of(const models::guard::Verdict& verdict) {
    using models::guard::Part;
    std::vector<std::string> sentences;
    for (const auto& objection : verdict.objections) {
        const bool of_picture = objection.part == Part::picture || objection.part == Part::description;
        auto sentence = objection.sentence;
        if (of_picture) sentence.insert(0, "Picture " + std::to_string(objection.picture + 1) + ": ");
        if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end())
            sentences.push_back(std::move(sentence));
    }
    return sentences;
}

Html preview(const PostPage& view, const models::Channel& channel, runtime::Time now) {
    const auto& content = view.post.content;
    const auto& verdict = verdict_on(view, channel);
    const auto publication = models::publication_of(content, channel.network);
    const auto text = models::text_on(channel.network, publication);
    const auto& limits = models::publishing_limits(channel.network);
    Html html = subheading(channel_name(channel));
    std::vector<Span> named;  // the network's text begins with ours
    for (const auto& objection : verdict.objections)
        if (objection.part == models::guard::Part::text) named.push_back({objection.begin, objection.end});
    html.add(framed(text, std::move(named)));
    if (limits.pictures_max > 0) html.add(thumbnails(view.post));
    html.add(hint(std::to_string(models::text_length(channel.network, text)) + " of " +
                  std::to_string(limits.text_max) + ", as " + std::string{models::display_name(channel.network)} +
                  " counts."));
    if (concerns_pupils(content))
        html.add(hint(limits.may_reply ? "Only who is named in it may answer."
                                       : "Who may answer cannot be restricted here: read the comments closely."));
    std::vector<Html> problems;
    for (const auto& problem : models::problems_of(channel.network, publication, now))
        problems.push_back(std::move(Html{}.text(problem)));
    for (const auto& sentence : sentences_of(verdict)) problems.push_back(std::move(Html{}.text(sentence)));
    if (!problems.empty()) html.add(bullets(problems));
    return html;
}

Html remarks(const models::PostContent& content) {
    std::vector<Html> found;
    for (const auto& remark : models::remarks_on(content)) found.push_back(std::move(Html{}.text(remark.sentence)));
    if (found.empty()) return {};
    return std::move(subheading("To think about").add(bullets(found)));
}

Html deliveries(const Tools& tools, const Visit& visit, const PostPage& view) {
    std::vector<std::vector<Html>> rows;
    for (const auto& delivery : view.post.deliveries) {
        std::vector<Html> row;
        const auto name = channel_name(view.channels, delivery.channel);
        row.push_back(delivery.permalink.empty() ? std::move(Html{}.text(name)) : link(delivery.permalink, name));
        row.push_back(tag(delivery_words(delivery.state), delivery_colour(delivery.state)));
        row.push_back(std::move(Html{}.foreign(delivery.detail)));
        row.push_back(delivery.at ? time_for(tools, visit, *delivery.at) : Html{});
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return {};
    return table("On each channel", {{"Channel"}, {"State"}, {"More"}, {"When"}}, rows);
}

}  // namespace

Html who_and_when(const Tools& tools, const Visit& visit, const Step& step) {
    Html html;
    html.text(name_of(tools.people, step.person));
    if (step.at) html.raw(", ").add(time_for(tools, visit, *step.at));
    return html;
}

std::vector<std::string> problems_of(const PostPage& view, runtime::Time now) {
    std::vector<std::string> problems;
    const auto& content = view.post.content;
    if (content.channels.empty()) problems.emplace_back("Choose at least one channel.");
    if (content.publish_at && *content.publish_at <= now)
        problems.emplace_back("The time that was planned has passed: plan another one.");
    for (const auto& id : content.channels) {
        const auto authorised = [&](const models::Channel& each) {
            return each.id == id && each.state == models::ChannelState::authorised;
        };
        const auto found = std::find_if(view.channels.begin(), view.channels.end(), authorised);
        const auto name = channel_name(view.channels, id);
        if (found == view.channels.end()) {
            problems.push_back(name + " is not an authorised channel: leave it out.");
            continue;
        }
        const auto publication = models::publication_of(content, found->network);
        for (const auto& problem : models::problems_of(found->network, publication, now))
            problems.push_back(name + ": " + problem);
        for (const auto& sentence : sentences_of(verdict_on(view, *found))) problems.push_back(name + ": " + sentence);
    }
    for (const auto& gap : models::left_open(content))
        problems.push_back("Fill in " + gap + ", or write it without square brackets.");
    for (const auto& remark : models::remarks_on(content))
        if (remark.weight == models::Remark::Weight::blocks) problems.emplace_back(remark.sentence);
    return problems;
}

Html post_page(const Tools& tools, const Visit& visit, const PostPage& view, const FieldErrors& errors) {
    const auto& post = view.post;
    Html html = error_summary(errors);
    html.add(notice(visit)).add(heading("Post"));
    html.add(why_voided(post));
    html.add(has_to_come_down(tools, visit, post)).add(has_to_be_looked_up(view));
    html.add(said(tools, visit, "Sent back by", post.sent_back));
    html.add(said(tools, visit, "Published without a second colleague by", post.alone));
    html.add(said(tools, visit, "Taken down by", post.taken_down));
    html.add(deliveries(tools, visit, view));
    html.add(changes(view));
    html.raw("<div data-fresh id=\"previews\">\n");
    for (const auto& channel : view.channels) html.add(preview(view, channel, visit.now));
    html.raw("</div>\n");
    if (view.channels.empty()) html.add(framed(post.content.text));
    html.add(pictures_section(tools, visit, view, errors));
    html.add(people_section(tools, visit, view));
    html.raw("<div data-fresh id=\"remarks\">\n").add(remarks(post.content)).raw("</div>\n");
    html.add(facts(tools, visit, post));
    html.add(post_actions(tools, visit, view, errors));
    html.raw("<p class=\"govuk-body\">").add(link("/posts", "All posts")).raw("</p>\n");
    return html;
}

}  // namespace moderation::web
