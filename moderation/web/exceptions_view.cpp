#include "moderation/web/judging_view.hpp"
#include "moderation/web/words.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using config::Permission;
using models::text::Rule;
using models::text::Yields;

const Rule* rule_of(const JudgingPage& view, const std::string& code) {
    const auto found =
        std::find_if(view.rules.begin(), view.rules.end(), [&](const Rule& rule) { return rule.code == code; });
    return found == view.rules.end() ? nullptr : &*found;
}

/// "an insult to a child: mocks or insults a child"
std::string rule_words(const Tools& tools, const Rule& rule) {
    return category_words(rule.category, tools.settings.pupil_word) + ": " + rule.sentence;
}

std::string place_words(const Tools& tools, const JudgingPage& view, const SchoolException& exception) {
    if (exception.aside.rule.empty()) return "Whatever is found on certain words";
    const auto* rule = rule_of(view, exception.aside.rule);
    if (rule == nullptr) return "A rule that is not shipped any more";
    const auto* where = exception.aside.words.empty() ? " (not used at all)" : " (not near certain words)";
    return rule_words(tools, *rule) + where;
}

Html end_button(const Visit& visit, const JudgingPage& view, const SchoolException& exception) {
    Html fields{"<input type=\"hidden\" name=\"rule\""};
    fields.attr("value", rule_field(exception.aside.rule)).raw(">\n<input type=\"hidden\" name=\"near\"");
    fields.attr("value", exception.aside.words.written()).raw(">\n");
    Button end{"Propose to end it", ButtonKind::secondary};
    if (view.state.candidate != 0) end.disabled = "A candidate is being tried already.";
    return form("/judging/exceptions/end", visit.csrf(), fields.add(button(end)));
}

std::vector<Choice> rule_choices(const Tools& tools, const JudgingPage& view, const std::string& chosen) {
    std::vector<Choice> choices;
    for (const auto& rule : view.rules) {
        if (rule.yields == Yields::never) continue;
        auto label = rule_words(tools, rule);
        if (rule.yields == Yields::near_words) label += " (only near certain words)";
        choices.push_back({rule.code, std::move(label), "", chosen == rule.code});
    }
    std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.label < b.label; });
    choices.insert(choices.begin(), {std::string{kAnyRule}, "Whatever is found on these very words"});
    return choices;
}

}  // namespace

std::string rule_field(const std::string& rule) {
    return rule.empty() ? std::string{kAnyRule} : rule;
}

Html exception_words(const Tools& tools, const JudgingPage& view, const SchoolException& exception) {
    Html html = paragraph(place_words(tools, view, exception) + ".");
    if (!exception.aside.words.empty()) html.add(words_shown_on_demand(exception.aside.words));
    Html reason{"<p class=\"govuk-body\">Why: "};
    return std::move(html.add(reason.foreign(exception.reason).raw("</p>\n")));
}

Html exceptions_table(const Tools& tools, const Visit& visit, const JudgingPage& view) {
    constexpr std::string_view kTitle = "Shipped rules that are not meant here";
    std::vector<std::vector<Html>> rows;
    for (const auto& exception : view.live.exceptions) {
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(place_words(tools, view, exception))));
        const auto& words = exception.aside.words;
        row.push_back(words.empty() ? Html{"Everywhere"} : words_shown_on_demand(words));
        row.push_back(std::move(Html{}.foreign(exception.reason)));
        row.push_back(time_for(tools, visit, exception.expires));
        row.push_back(may(tools, visit, Permission::propose_judging) ? end_button(visit, view, exception) : Html{});
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return std::move(subheading(kTitle).add(paragraph("None: all of them count.")));
    return table(kTitle, {{"Rule"}, {"Near"}, {"Why"}, {"Until"}, {"End it"}}, rows);
}

Html exception_form(const Tools& tools, const Visit& visit, const JudgingPage& view, const FieldErrors& errors) {
    const auto field = [&](std::string name, std::string label, std::string hint_words) {
        Field made{std::move(name), std::move(label), std::move(hint_words)};
        made.value = visit.form.get(made.name);
        made.error = error_of(errors, made.name);
        return made;
    };
    const auto asked = visit.query.get("rule");
    const auto rule = field(
        "rule", "Which rule",
        "Rules for what must be acted on now, and those that keep complaints from being hidden, are not here: they "
        "stay as they were shipped.");
    const auto chosen = rule.value.empty() ? std::string{asked} : rule.value;
    Html fields = select(rule, rule_choices(tools, view, chosen));
    fields.add(input(field("near", "Near which words", "As people write them. Nothing: the rule is not used at all.")));
    fields.add(input(field("reason", "Why", "For example: it is the name of our street.")));
    fields.add(input(field("time", "Months until it ends", "1 to 12. After that the rule counts again.")));
    Button propose{"Propose the exception", ButtonKind::secondary};
    if (view.state.candidate != 0) propose.disabled = "A candidate is being tried already.";
    const bool open = !asked.empty() || std::any_of(errors.begin(), errors.end(), [](const FieldError& error) {
        return error.field == "rule" || error.field == "near" || error.field == "reason" || error.field == "time";
    });
    return details("Set a shipped rule aside", form("/judging/exceptions", visit.csrf(), fields.add(button(propose))),
                   open);
}

}  // namespace moderation::web
