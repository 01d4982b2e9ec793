#include "moderation/web/recall_view.hpp"

#include "config/counted.hpp"
#include "moderation/web/notices.hpp"
#include "moderation/web/post_view.hpp"
#include "moderation/web/sweep_view.hpp"
#include "moderation/web/words.hpp"

#include <string>

namespace moderation::web {

namespace {

using config::counted;
using config::Permission;
using State = Recall::State;

constexpr std::size_t kTitleCharacters = 70;

/// What it is for, and what it cannot do.
Html advice() {
    Html html;
    html.add(
        paragraph("For an emergency: somebody threatens to misuse pictures of pupils, or already does. Every published "
                  "post in whose pictures pupils may be seen is taken down on all channels, the oldest first, and what "
                  "is planned with such pictures becomes a draft again."));
    html.add(
        paragraph("One colleague asks for it and a second one agrees. Keep evidence first, do not pay, and call the "
                  "police: 101, or 999 in danger. Taking down does not reach copies and shares. Some networks let a "
                  "post be deleted by hand only; the list then says so. What is taken down does not come back by "
                  "itself: it has to be written again."));
    html.add(paragraph(
        "Only what went out through Gatehouse goes by itself. What somebody posted on a channel past it stands "
        "below as far as it was read there: delete it, too."));
    return html;
}

Html propose_form(const Visit& visit, const FieldErrors& errors) {
    Field reason{"reason", "What has happened?", "The second colleague reads it. It stands on no post."};
    reason.value = visit.form.get("reason");
    reason.error = error_of(errors, "reason");
    Html fields = textarea(reason, 3);
    fields.add(button({"Take down all pictures of pupils", ButtonKind::warning}));
    return form("/posts/recall", visit.csrf(), fields);
}

Html proposed(const Tools& tools, const Visit& visit, const Recall& recall) {
    Html words{"<p class=\"govuk-body\">Asked for by "};
    words.add(who_and_when(tools, visit, recall.proposed)).raw(":</p>\n<div class=\"gh-text\">");
    words.foreign(recall.proposed.reason).raw("</div>\n");
    if (!recall.ended.person.empty()) {
        words.raw("<p class=\"govuk-body\">Ended by ").add(who_and_when(tools, visit, recall.ended));
        words.raw(":</p>\n<div class=\"gh-text\">").foreign(recall.ended.reason).raw("</div>\n");
    }
    if (!recall.agreed.person.empty())
        words.raw("<p class=\"govuk-body\">Agreed to by ")
            .add(who_and_when(tools, visit, recall.agreed))
            .raw(".</p>\n");
    return inset(words);
}

Html agree_form(const Tools& tools, const Visit& visit, const Recall& recall) {
    Html html = subheading("A second colleague has to agree");
    if (may(tools, visit, Permission::agree_sweep)) {
        Button agree{"Agree: take them all down", ButtonKind::warning};
        if (recall.proposed.person == visit.person())
            agree.disabled = "You proposed this yourself. A second colleague has to agree.";
        const auto read = recall.proposed.at.value_or(runtime::Time{});
        Html fields = hidden("proposed", std::to_string(runtime::to_ms(read)));
        html.add(form("/posts/recall/agree", visit.csrf(), fields.add(button(agree))));
    }
    if (may(tools, visit, Permission::take_down_all))
        html.add(form("/posts/recall/withdraw", visit.csrf(), button({"Take it back", ButtonKind::secondary})));
    return html;
}

/// The scripts of the page ask again until it is over.
Html progress(const Tools& tools, const Visit& visit, const RecallPage& view) {
    const auto& recall = view.recall;
    Html html{"<div data-fresh id=\"progress\" aria-live=\"polite\">\n<p class=\"govuk-body\""};
    const bool running = recall.state == State::running;
    if (running) html.url("data-waiting", "/posts/recall?watching=1&first=" + std::to_string(view.first));
    html.raw(">");
    html.text("Looked at " + std::to_string(recall.done) + " of " + counted(recall.all, "post", "posts") +
              (running ? " so far; " : "; ") + counted(view.count, "post is", "posts are") + " on the list below.");
    if (recall.finished_at) html.raw(" Done ").add(time_for(tools, visit, *recall.finished_at)).text(".");
    return std::move(html.raw("</p>\n</div>\n"));
}

/// Where it stands on each channel, with what kept it there; of what was held back, what it is by now.
Html outcome_of(const RecallPage& view, const Post& post) {
    if (post.lost) return std::move(Html{}.text("It cannot be opened here: look for it on the channels yourselves"));
    if (post.state == models::PostState::draft) return std::move(Html{}.text("Held back: it is a draft again"));
    if (post.state != models::PostState::taken_down)
        return std::move(Html{}.text("Held back. By now: " + std::string{post_words(post.state)}));
    std::vector<Html> points;
    for (const auto& delivery : post.deliveries) {
        auto words = channel_name(view.channels, delivery.channel) + ": ";
        const bool stands = delivery.state == models::DeliveryState::published;
        words += stands ? "could not be taken down" : std::string{delivery_words(delivery.state)};
        if (!delivery.detail.empty()) words += ". " + delivery.detail;
        points.push_back(std::move(Html{}.text(words)));
    }
    return bullets(points);
}

Html touched_table(const RecallPage& view) {
    std::vector<std::vector<Html>> rows;
    for (const auto& post : view.touched) {
        const auto words = one_line(post.content.text, kTitleCharacters);
        std::vector<Html> row;
        row.push_back(link("/posts/" + post.id, words.empty() ? "A post without words" : words));
        row.push_back(outcome_of(view, post));
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return {};
    Html html = table("What was to be taken down or held back", {{"Post"}, {"What became of it"}}, rows);
    const auto at = [](std::size_t first) { return "/posts/recall?first=" + std::to_string(first); };
    const auto after = view.first + view.touched.size();
    const auto before = view.first < kTouchedShown ? 0 : view.first - kTouchedShown;
    return html.add(pagination(view.first > 0 ? at(before) : "", after < view.count ? at(after) : ""));
}

Html end_form(const Tools& tools, const Visit& visit, const Recall& recall, const FieldErrors& errors) {
    Html html = warning("No post with pictures of pupils is published until somebody ends this.");
    if (!may(tools, visit, Permission::take_down_all)) return html;
    if (recall.in_force_by == visit.person())
        return html.add(paragraph("You proposed this yourself. A colleague has to end it."));
    Field reason{"why_end", "Why may they be published again?"};
    reason.value = visit.form.get(reason.name);
    reason.error = error_of(errors, reason.name);
    Html fields = textarea(reason, 3);
    fields.add(button({"Pictures of pupils may be published again", ButtonKind::secondary}));
    return html.add(form("/posts/recall/end", visit.csrf(), fields));
}

}  // namespace

bool sees_recall(const Tools& tools, const Visit& visit) {
    return may(tools, visit, Permission::take_down_all) || may(tools, visit, Permission::agree_sweep);
}

Html recall_page(const Tools& tools, const Visit& visit, const RecallPage& view, const FieldErrors& errors) {
    const auto& recall = view.recall;
    const bool asked = recall.state == State::proposed;
    const bool running = recall.state == State::running;
    // What an earlier one did is not what somebody asks for now.
    const bool listed = running || recall.state == State::finished;
    Html html = error_summary(errors);
    html.add(notice(visit)).add(heading("Take down all pictures of pupils")).add(advice());
    html.add(fresh("end", recall.in_force && !running ? end_form(tools, visit, recall, errors) : Html{}));
    if (asked || listed) html.add(proposed(tools, visit, recall));
    if (asked) html.add(agree_form(tools, visit, recall));
    if (listed) html.add(progress(tools, visit, view));
    html.add(fresh("touched", listed ? touched_table(view) : Html{}));
    html.add(past_posts(tools, visit, "Posted past Gatehouse, and still there", view.past));
    if (!asked && !running && may(tools, visit, Permission::take_down_all)) html.add(propose_form(visit, errors));
    return std::move(html.raw("<p class=\"govuk-body\">").add(link("/posts", "All posts")).raw("</p>\n"));
}

}  // namespace moderation::web
