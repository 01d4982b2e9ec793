#include "moderation/web/sweep_view.hpp"

#include "config/counted.hpp"
#include "models/guard/old_pictures.hpp"
#include "moderation/web/notices.hpp"
#include "moderation/web/post_view.hpp"
#include "moderation/web/words.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using config::counted;
using config::Permission;

constexpr std::size_t kTitleCharacters = 70;

/// The scripts of the page ask again until it is over.
Html progress(const Tools& tools, const Visit& visit, const Sweep& sweep) {
    Html html{"<div data-fresh id=\"progress\" aria-live=\"polite\">\n"};
    if (sweep.by.empty()) return std::move(html.add(paragraph("Nobody has had them looked at yet.")).raw("</div>\n"));
    Html words{"<p class=\"govuk-body\""};
    if (sweep.running) words.url("data-waiting", "/posts/sweep?watching=1");
    words.raw(">");
    if (sweep.running)
        words.text("Looked at " + std::to_string(sweep.done) + " of " + counted(sweep.all, "post", "posts") +
                   " so far. You can leave this page and come back. Begun by ");
    else
        words.text("Looked at " + counted(sweep.done, "post", "posts") + ", with something to decide in " +
                   std::to_string(sweep.found) + ". Begun by ");
    words.add(who_and_when(tools, visit, {sweep.by, sweep.started_at}));
    if (sweep.finished_at) words.raw("; done ").add(time_for(tools, visit, *sweep.finished_at));
    return std::move(html.add(words.raw(".</p>\n")).raw("</div>\n"));
}

Html state_of(const Tools& tools, const Visit& visit, const Post& post) {
    if (post.sweep.proposed.person.empty()) return std::move(Html{}.text("Nobody has decided"));
    if (post.sweep.proposed.person == visit.person())
        return std::move(Html{}.text("You want it taken down; a colleague has to agree"));
    return std::move(Html{}.text(name_of(tools.people, post.sweep.proposed.person) + " wants it taken down"));
}

enum class Length { first_sentence, whole };

Html reasons_of(const Post& post, Length length) {
    std::vector<Html> points;
    for (const auto& name : post.sweep.reasons) {
        const auto reason = models::guard::old_reason_from(name);
        if (!reason) continue;
        const auto words = models::guard::sentence_of(*reason);
        const auto end = length == Length::whole ? words.size() : std::min(words.size(), words.find('.') + 1);
        points.push_back(std::move(Html{}.text(words.substr(0, end))));
    }
    return bullets(points);
}

Html found_table(const Tools& tools, const Visit& visit, const SweepPage& view) {
    std::vector<std::vector<Html>> rows;
    for (const auto& post : view.found) {
        const auto words = one_line(post.content.text, kTitleCharacters);
        std::vector<Html> row;
        row.push_back(link("/posts/" + post.id, words.empty() ? "A post without words" : words));
        if (post.approved.at) row.back().raw("<br>agreed to ").add(time_for(tools, visit, *post.approved.at));
        row.push_back(reasons_of(post, Length::first_sentence));
        row.push_back(state_of(tools, visit, post));
        rows.push_back(std::move(row));
    }
    return table("To decide, the oldest first", {{"Post"}, {"Why"}, {"How far"}}, rows);
}

/// What there is to decide, as far as it is shown.
Html to_decide(const Tools& tools, const Visit& visit, const SweepPage& view) {
    Html html;
    if (!view.found.empty())
        html.add(found_table(tools, visit, view));
    else if (!view.sweep.by.empty())
        html.add(paragraph("There is nothing to decide."));
    if (view.waiting > view.found.size())
        html.add(paragraph(counted(view.waiting - view.found.size(), "more post waits", "more posts wait") +
                           " behind these."));
    return html;
}

Html begin_form(const Tools& tools, const Visit& visit, const Sweep& sweep) {
    if (sweep.running || !may(tools, visit, Permission::sweep_pictures)) return {};
    return form("/posts/sweep", visit.csrf(), button({"Look at all old pictures"}));
}

}  // namespace

bool sees_sweep(const Tools& tools, const Visit& visit) {
    return may(tools, visit, Permission::sweep_pictures) || may(tools, visit, Permission::agree_sweep);
}

Html sweep_page(const Tools& tools, const Visit& visit, const SweepPage& view, const FieldErrors& errors) {
    Html html = error_summary(errors);
    html.add(notice(visit)).add(heading("Old pictures"));
    html.add(
        paragraph("Pictures that the school has published stay on its channels for years: pupils leave, answers of "
                  "families end, and advice changes. Here they are looked at again, the oldest first, best once each "
                  "term. Nothing is taken down by itself: one colleague proposes it and another one agrees. What is "
                  "let stay is not asked about again while nothing changes."));
    html.add(progress(tools, visit, view.sweep));
    html.add(fresh("begin", begin_form(tools, visit, view.sweep)));
    html.add(fresh("found", to_decide(tools, visit, view)));
    html.add(past_posts(tools, visit, "Posted past Gatehouse, to decide", view.past));
    return std::move(html.raw("<p class=\"govuk-body\">").add(link("/posts", "All posts")).raw("</p>\n"));
}

Html past_posts(const Tools& tools, const Visit& visit, std::string_view title, const PastPosts::List& list) {
    std::vector<std::vector<Html>> rows;
    for (const auto& item : list.items) {
        const auto words = one_line(item.latest.text, kTitleCharacters);
        std::vector<Html> row;
        row.push_back(link("/items/" + item.id, words.empty() ? "A post without words" : words));
        row.push_back(item.latest.created_at ? time_for(tools, visit, *item.latest.created_at) : Html{});
        row.push_back(std::move(Html{}.text(item.proposal ? "A colleague made a proposal" : "")));
        rows.push_back(std::move(row));
    }
    Html html;
    if (!rows.empty()) {
        html.add(table(title, {{"Post"}, {"Written"}, {"How far"}}, rows));
        html.add(paragraph(
            "Somebody may be seen in their pictures, and nobody has said who. Each is deleted on its own page, where "
            "a second colleague agrees."));
    }
    for (const auto& channel : list.partly)
        html.add(paragraph("Not everything that was posted past Gatehouse on " + channel_name(channel) +
                           " may be listed: of what was read there only the " + std::to_string(PastPosts::kMost) +
                           " posts whose numbers come last are looked at, and those need not be the newest. Look at "
                           "the channel itself, too."));
    return html;
}

Html sweep_find(const Tools& tools, const Visit& visit, const Post& post) {
    Html html;
    if (!sees_sweep(tools, visit)) return html;
    const auto& find = post.sweep;
    if (!find.reasons.empty()) {
        html.add(subheading("Old pictures: should they stay?")).add(reasons_of(post, Length::whole));
        html.add(paragraph("Where a picture is taken down, copies and shares of it may remain."));
    }
    const auto said = [&](std::string_view what, const Step& step) {
        if (step.person.empty()) return;
        Html words{"<p class=\"govuk-body\">"};
        words.text(what).raw(" ").add(who_and_when(tools, visit, step)).raw(":</p>\n");
        words.raw("<div class=\"gh-text\">").foreign(step.reason).raw("</div>\n");
        html.add(inset(words));
    };
    said("Proposed to be taken down by", find.proposed);
    if (find.reasons.empty()) said("Old pictures were let stay by", find.kept);
    if (find.reasons.empty()) said("That answered a proposal by", find.against);
    said("Old pictures came down as proposed by", find.agreed);
    return html;
}

}  // namespace moderation::web
