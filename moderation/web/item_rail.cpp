#include "models/domain/capability.hpp"
#include "moderation/web/item_view.hpp"
#include "moderation/web/notices.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

std::string action_path(const Item& item, std::string_view action) {
    std::string path = "/items/" + item.id + "/";
    path += action;
    return path;
}

Html version_field(const Item& item) {
    Html html{"<input type=\"hidden\" name=\"version\""};
    html.attr("value", std::to_string(item.version)).raw(">\n");
    return html;
}

ButtonKind kind_of(models::Verb verb) {
    const auto reach = models::reach_of(verb);
    if (verb == models::Verb::remove || reach == models::Reach::author) return ButtonKind::warning;
    return verb == models::Verb::leave || verb == models::Verb::hide ? ButtonKind::primary : ButtonKind::secondary;
}

const models::Deed& proposed(const Item& item) {
    return models::deed(item.latest.network, item.proposal->verb);
}

Html offer_button(const Offer& offer) {
    Button press{offer.label, kind_of(offer.verb), "verb", std::string{models::to_string(offer.verb)}};
    press.key = offer.key;
    press.disabled = offer.why_not;
    return std::move(Html{"<div class=\"gh-choice\">"}.add(button(press)).raw("</div>\n"));
}

/// What to know before the button is pressed.
Html warning_of(const Offer& offer) {
    if (offer.warning.empty() || !offer.why_not.empty()) return {};
    return hint(offer.label + ": " + offer.warning);
}

/// The select carries the key `r`, which moves the focus there.
Html reason_field() {
    Field field{"reason", "Reason (r)"};
    Html html{"<div class=\"gh-reason\" data-focus-key=\"r\">"};
    html.add(select(field, decision_reasons())).raw("</div>\n");
    return html;
}

/// Says what it really is. Nobody has to: the decision by itself confirms or contradicts what Gatehouse saw.
Html correction_fields(const Tools& tools) {
    Field is{"is", "What it is (c)"};
    std::vector<Choice> categories{{"", "As Gatehouse saw it"}, {"none", "Nothing wrong with it"}};
    for (const auto category : models::all_categories())
        if (category != models::Category::benign)
            categories.push_back(
                {std::string{to_string(category)}, category_words(category, tools.settings.pupil_word)});
    Field serious{"severity", "How serious"};
    std::vector<Choice> severities{{"", "As Gatehouse saw it"}};
    for (const auto severity : {models::Severity::v1, models::Severity::v2, models::Severity::v3, models::Severity::v4})
        severities.push_back({std::to_string(level(severity)), std::string{severity_words(severity)}});
    Html html{"<div class=\"gh-reason\" data-focus-key=\"c\">"};
    html.add(select(is, categories)).raw("</div>\n").add(select(serious, severities));
    return html;
}

/// Why this person can choose nothing at all, when it is one and the same for every button.
std::string why_nothing(const std::vector<Offer>& made) {
    const auto& first = made.front().why_not;
    const bool same = std::all_of(made.begin(), made.end(), [&](const Offer& offer) { return offer.why_not == first; });
    return same ? first : std::string{};
}

Html decide_form(const Tools& tools, const Visit& visit, const Item& item) {
    const auto made = offers(tools, visit, item);
    const auto nothing = why_nothing(made);
    if (!nothing.empty()) return hint(nothing);
    Html fields = version_field(item);
    fields.raw("<div class=\"gh-rail__first\">");
    for (std::size_t i = 0; i < 3; ++i) fields.add(offer_button(made[i]));
    fields.raw("</div>\n");
    for (std::size_t i = 0; i < 3; ++i) fields.add(warning_of(made[i]));  // not in the bar: a phone has little room
    for (std::size_t i = 3; i < made.size(); ++i) fields.add(offer_button(made[i])).add(warning_of(made[i]));
    fields.add(reason_field()).add(correction_fields(tools));
    return form(action_path(item, "decide"), visit.csrf(), fields);
}

/// What the school would say, to be agreed to word for word. Open where somebody has begun.
Html reply_form(const Tools& tools, const Visit& visit, const Item& item, const FieldErrors& errors) {
    const auto offer = reply_offer(tools, visit, item);
    const bool decided = item.proposal || item.review == models::ReviewState::agreed;  // which is said elsewhere
    if (!offer.why_not.empty()) return decided ? Html{} : details("Answer it", hint(offer.why_not));
    const bool waits = item.proposal && item.proposal->verb == models::Verb::reply;
    Field field{"text", "What the school answers (4)", offer.warning};
    field.value = visit.form.get("text");
    if (field.value.empty() && waits) field.value = item.proposal->text;
    field.error = error_of(errors, "text");
    Html fields = version_field(item);
    fields.raw("<input type=\"hidden\" name=\"verb\" value=\"reply\">\n<div data-focus-key=\"4\"");
    fields.url("data-check-url", action_path(item, "check-answer")).raw(">");
    fields.add(textarea(field, 5)).raw("<p class=\"govuk-hint\" aria-live=\"polite\"></p></div>\n");
    Button press{waits ? "Propose these words instead" : "Propose this answer", ButtonKind::secondary};
    fields.add(button(press));
    return details("Answer it", form(action_path(item, "decide"), visit.csrf(), fields),
                   !field.value.empty() || !field.error.empty());
}

/// Stands at the top of the page, also on a phone: there is not much time.
Html undo_form(const Tools& tools, const Visit& visit, const Item& item) {
    if (!item.undo_until || *item.undo_until < visit.now || item.decided_by != visit.person()) return {};
    Html fields = version_field(item);
    const auto until = tools.calendar.local(*item.undo_until);
    Button press{"Undo (until " + until.substr(11) + ")", ButtonKind::secondary};
    press.key = "u";
    fields.add(button(press));
    return form(action_path(item, "undo"), visit.csrf(), fields);
}

Html release_form(const Visit& visit, const Item& item) {
    if (item.claimed_by != visit.person() || item.review != models::ReviewState::claimed) return {};
    Html fields;
    Button press{"Put it back for somebody else", ButtonKind::secondary};
    fields.add(button(press));
    return form(action_path(item, "release"), visit.csrf(), fields);
}

Html agree_form(const Tools& tools, const Visit& visit, const Item& item) {
    Html fields = version_field(item);
    Button press{"Agree: " + std::string{proposed(item).doing}};
    press.disabled = why_not_agree(tools, visit, item);
    fields.add(button(press));
    return form(action_path(item, "agree"), visit.csrf(), fields);
}

Html decline_form(const Tools& tools, const Visit& visit, const Item& item) {
    const bool own = item.proposal->by == visit.person();
    const auto why_not = why_not_agree(tools, visit, item);
    if (!own && !why_not.empty()) return {};
    Html fields = version_field(item);
    Field reason{"decline-reason", own ? "Why you withdraw it" : "Why you send it back"};
    Html choice = select(reason, decline_reasons());
    Button press{own ? "Withdraw" : "Send back", ButtonKind::secondary};
    fields.add(choice).add(button(press));
    return form(action_path(item, "decline"), visit.csrf(), fields);
}

Html top_line(const Tools& tools, const Visit& visit, const Item& item) {
    Html html{"<p class=\"govuk-body\">"};
    html.add(severity_tag(item.severity));
    const bool decided = item.review == models::ReviewState::done || item.review == models::ReviewState::agreed;
    if (decided) html.raw(" Decided.");
    if (item.act_by && !decided) {
        if (*item.act_by < visit.now)
            html.raw(" Was due ");
        else
            html.raw(" Act by ");
        html.add(time_for(tools, visit, *item.act_by)).raw(".");
    }
    html.raw(" Seen ").add(time_for(tools, visit, item.first_seen)).raw(".</p>\n");
    if (read_by_other(visit, item)) {
        Html who;
        who.text(name_of(tools.people, item.claimed_by)).raw(" is reading this until ");
        who.add(time_for(tools, visit, *item.claimed_until)).raw(".");
        html.add(inset(who));
    }
    return html;
}

}  // namespace

Html proposal_section(const Tools& tools, const Visit& visit, const Item& item) {
    if (!item.proposal) return {};
    Html words{"<p class=\"govuk-body\">"};
    words.text(name_of(tools.people, item.proposal->by)).raw(" proposed ");
    words.text(proposed(item).doing).raw(", ").add(time_for(tools, visit, item.proposal->at)).raw(".");
    const auto reason = label_of(decision_reasons(), item.proposal->reason);
    if (!reason.empty()) words.raw(" Reason: ").text(reason).raw(".");
    words.raw("</p>\n");
    if (!item.proposal->text.empty()) words.raw("<div class=\"gh-text\">").foreign(item.proposal->text).raw("</div>\n");
    if (!proposed(item).warning.empty()) words.add(paragraph(proposed(item).warning));
    words.add(agree_form(tools, visit, item)).add(decline_form(tools, visit, item));
    return notification("A second colleague is needed", words);
}

Html decision_rail(const Tools& tools, const Visit& visit, const ItemPage& view, const FieldErrors& errors) {
    Html html{"<section class=\"gh-rail\" aria-label=\"Decide\">\n"};
    html.add(decide_form(tools, visit, view.item)).add(reply_form(tools, visit, view.item, errors));
    html.add(release_form(visit, view.item)).add(colleague_form(tools, visit, view.item));
    html.raw("<p class=\"govuk-body\">");
    if (view.next.empty())
        html.raw("<a class=\"govuk-link\" href=\"/review\" data-key=\"n\">Back to the list (n)</a>");
    else
        html.raw("<a class=\"govuk-link\" data-key=\"n\"").url("href", "/items/" + view.next).raw(">Next item (n)</a>");
    html.raw("</p>\n</section>\n");
    return html;
}

Html item_page(const Tools& tools, const Visit& visit, const ItemPage& view, const FieldErrors& errors) {
    const auto& item = view.item;
    Html html = error_summary(errors);
    html.add(notice(visit))
        .add(heading("Item on " + std::string{display_name(item.latest.network)}))
        .add(top_line(tools, visit, item));
    html.add(undo_form(tools, visit, item)).add(proposal_section(tools, visit, item));
    html.raw("<div class=\"gh-item\"><div>\n");
    html.add(contact_cards(contacts_for(tools.routing, item), display_name(item.latest.network)));
    html.add(why_section(tools, item)).add(text_section(tools, visit, item)).add(author_section(tools, visit, view));
    html.add(network_section(tools, visit, item)).add(history_section(tools, visit, view));
    html.raw("</div>\n").add(decision_rail(tools, visit, view, errors)).raw("</div>\n");
    return html;
}

}  // namespace moderation::web
