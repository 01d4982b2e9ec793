#include "moderation/web/try_view.hpp"

#include "models/domain/capability.hpp"
#include "moderation/web/explanation.hpp"
#include "moderation/web/words.hpp"

namespace moderation::web {

namespace {

Html trial_form(const Visit& visit, const Trial& trial, const FieldErrors& errors) {
    Field text{"text", "What somebody might write"};
    text.hint = "Nothing that you type here is kept, and nobody is told.";
    text.value = trial.item.text;
    text.error = error_of(errors, text.name);
    Field where{"network", "Where it would stand"};
    std::vector<Choice> networks;
    for (const auto network : models::kNetworks)
        networks.push_back(
            {std::string{to_string(network)}, std::string{display_name(network)}, "", network == trial.item.network});
    Html fields = textarea(text, 4);
    Button send{"See what would happen"};
    fields.add(select(where, networks)).add(button(send));
    return form("/judging/try", visit.csrf(), fields);
}

std::string_view readers_words(models::Visibility visibility) {
    switch (visibility) {
        case models::Visibility::open: return "everybody who reviews comments";
        case models::Visibility::dsl: return "the safeguarding team and the head only";
        case models::Visibility::cm: return "the case manager only";
        case models::Visibility::gov: return "the chair of governors only";
    }
    return {};
}

Html waits(const Tools& tools, const Visit& visit, const Intaken& outcome) {
    Html line{"It would wait on the review list, seen by "};
    line.text(readers_words(outcome.visibility));
    if (outcome.act_by) line.raw(", to be dealt with by ").add(time_for(tools, visit, *outcome.act_by));
    return std::move(line.raw("."));
}

Html hides(const Tools& tools, const Visit& visit, const Intaken& outcome) {
    const auto& deed = models::deed(outcome.item.network, models::Verb::hide);
    if (!outcome.auto_hide) return Html{"Nothing would be hidden unless a person decides so."};
    Html line{"Gatehouse itself would begin with "};
    line.text(deed.doing).raw(" on ").text(display_name(outcome.item.network));
    if (outcome.hide_needs_alert)
        line.raw(" as soon as somebody has the alert");
    else
        line.raw(" at once");
    if (outcome.review_by)
        line.raw("; a person has to look at that by ").add(time_for(tools, visit, *outcome.review_by));
    return std::move(line.raw("."));
}

/// Roles and no names: whom a declared conflict of interest leaves out is nobody else's business.
Html told(const Tools& tools, const Intaken& outcome) {
    if (!outcome.alert) return Html{"Nobody would be alerted."};
    const auto row = tools.routing.united(models::cells_of(outcome.alert->matters));
    Html line{"Alerted, one after the other until somebody acknowledges it: "};
    for (std::size_t i = 0; i < row.recipients.size(); ++i)
        line.raw(i == 0 ? Literal{""} : Literal{", "})
            .text(recipient_words(row.recipients[i], tools.settings.head_word));
    line.raw(". People whom it names, or who have a conflict of interest, would neither be told nor see it.");
    return line;
}

/// One sentence that says why nothing was made of it, when no rule was held back by an exception.
std::string nothing_found(const models::Assessment& assessment) {
    constexpr float kAlittle = 0.25F;
    const auto benign = assessment.scores[static_cast<std::size_t>(models::Category::benign)];
    if (benign <= 1 - kAlittle)
        return "It is a little like comments that people found offensive, but not enough to trouble anybody.";
    return "Nothing in it is used in a way that harms anybody; words that sound alarming count only where others make "
           "them so.";
}

/// Where the people of a school can say that a rule is not meant here.
Html ways_out(const Tools& tools, const Visit& visit, const Trial& trial) {
    if (trial.yielding.empty() || !may(tools, visit, config::Permission::propose_judging)) return {};
    std::vector<Html> links;
    for (const auto* rule : trial.yielding) links.push_back(link("/judging?rule=" + rule->code, rule->sentence));
    Html html = paragraph("Not meant at this school? Propose an exception to the rule that this");
    return std::move(html.add(bullets(links)));
}

Html why(const Tools& tools, const Intaken& outcome) {
    const auto& text = outcome.item.text;
    const auto& assessment = outcome.assessment;
    Html html = subheading("Why");
    html.add(marked_text(text, assessment));
    for (const auto& finding : assessment.findings) {
        std::string sentence = "Taken for: " + category_words(finding.category, tools.settings.pupil_word);
        sentence += finding.sure ? "." : ". Gatehouse is not sure, so a person looks.";
        html.add(paragraph(sentence));
    }
    html.add(noticed(text, assessment));
    const auto alone = left_alone(text, assessment, tools.settings.pupil_word);
    if (assessment.findings.empty() && alone.empty()) html.add(paragraph(nothing_found(assessment)));
    return std::move(html.add(alone));
}

Html outcome_section(const Tools& tools, const Visit& visit, const Trial& trial) {
    const auto& outcome = *trial.outcome;
    Html html{"<section aria-label=\"Result\">\n"};
    html.add(subheading("What would happen"));
    html.raw("<p class=\"govuk-body\">").add(severity_tag(outcome.assessment.severity)).raw("</p>\n");
    if (!outcome.queue) {
        html.add(paragraph("It would stay as it is and trouble nobody."));
    } else {
        html.add(bullets({waits(tools, visit, outcome), hides(tools, visit, outcome), told(tools, outcome)}));
    }
    html.add(why(tools, outcome)).add(ways_out(tools, visit, trial));
    return std::move(html.raw("</section>\n"));
}

}  // namespace

Html try_page(const Tools& tools, const Visit& visit, const Trial& trial, const FieldErrors& errors) {
    Html html = error_summary(errors);
    html.add(heading("Try a text"));
    html.add(paragraph("See what Gatehouse would do if somebody wrote this to the school now, and why."));
    html.add(trial_form(visit, trial, errors));
    if (trial.outcome) html.add(outcome_section(tools, visit, trial));
    return html;
}

}  // namespace moderation::web
