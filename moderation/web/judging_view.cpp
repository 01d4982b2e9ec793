#include "moderation/web/judging_view.hpp"

#include "config/counted.hpp"
#include "moderation/web/notices.hpp"
#include "moderation/web/words.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using config::Permission;

Html press(const Visit& visit, std::string_view path, Button button, Html fields = {}) {
    return form(path, visit.csrf(), fields.add(web::button(button)));
}

Html live_section(const Tools& tools, const Visit& visit, const JudgingPage& view) {
    Html html = subheading("How texts are judged now");
    if (!view.live_record) {
        html.add(paragraph("By the rules and models that came with Gatehouse, as they are."));
        return html;
    }
    const auto& live = *view.live_record;
    Html words{"<p class=\"govuk-body\">"};
    words.text("With change " + std::to_string(live.number) + " of this school, asked for by ");
    words.text(name_of(tools.people, live.by)).raw(" and agreed by ").text(name_of(tools.people, live.agreed_by));
    if (live.agreed_at) words.raw(", ").add(time_for(tools, visit, *live.agreed_at));
    html.add(words.raw(".</p>\n"));
    if (!view.live.bars_rest_on.empty())
        html.add(details("How readily people are shown something", bars_section(tools, view.live.bars_rest_on)));
    if (!view.state.before || !may(tools, visit, Permission::agree_judging)) return html;
    Html number{"<input type=\"hidden\" name=\"number\""};
    number.attr("value", std::to_string(live.number)).raw(">\n");
    Button back{"Go one step back", ButtonKind::secondary};
    return std::move(html.add(press(visit, "/judging/back", back, number)));
}

Html learn_section(const Visit& visit, const JudgingPage& view) {
    Html html = subheading("Learn from what colleagues decided");
    html.add(paragraph(config::counted(view.examples, "decision", "decisions") +
                       " can be learnt from. What is learnt only changes what is shown to people: rules, and "
                       "anything that must be acted on now, stay as they are, and nothing is hidden because of it."));
    Button learn{"Make a candidate", ButtonKind::secondary};
    if (view.state.candidate != 0) learn.disabled = "A candidate is being tried already.";
    return std::move(html.add(press(visit, "/judging/learn", learn)));
}

Html term_row_action(const Visit& visit, const JudgingPage& view, const SchoolTerm& term) {
    Html words{"<input type=\"hidden\" name=\"words\""};
    words.attr("value", term.words.written()).raw(">\n");
    Button end{"Propose to end it", ButtonKind::secondary};
    if (view.state.candidate != 0) end.disabled = "A candidate is being tried already.";
    return press(visit, "/judging/terms/end", end, words);
}

Html terms_table(const Tools& tools, const Visit& visit, const JudgingPage& view) {
    std::vector<std::vector<Html>> rows;
    for (const auto& term : view.live.terms) {
        std::vector<Html> row;
        row.push_back(words_shown_on_demand(term.words));
        row.push_back(std::move(Html{}.text(category_words(term.category, tools.settings.pupil_word))));
        row.push_back(std::move(Html{}.foreign(term.source)));
        row.push_back(time_for(tools, visit, term.expires));
        row.push_back(may(tools, visit, Permission::propose_judging) ? term_row_action(visit, view, term) : Html{});
        rows.push_back(std::move(row));
    }
    constexpr std::string_view kTitle = "Words that this school watches for";
    if (rows.empty()) return std::move(subheading(kTitle).add(paragraph("None yet.")));
    return table(kTitle, {{"Words"}, {"Meaning"}, {"Heard from"}, {"Until"}, {"End it"}}, rows);
}

Html term_form(const Tools& tools, const Visit& visit, const JudgingPage& view, const FieldErrors& errors) {
    const auto field = [&](std::string name, std::string label, std::string hint_words) {
        Field made{std::move(name), std::move(label), std::move(hint_words)};
        made.value = visit.form.get(made.name);
        made.error = error_of(errors, made.name);
        return made;
    };
    Field meaning{"category", "What they mean"};
    std::vector<Choice> categories;
    for (const auto category : models::all_categories())
        if (category != models::Category::benign && category != models::Category::illegal_image)
            categories.push_back({std::string{to_string(category)}, category_words(category, tools.settings.pupil_word),
                                  "", visit.form.get("category") == to_string(category)});
    Field serious{"severity", "How serious"};
    const std::vector<Choice> severities{{"1", std::string{severity_words(models::Severity::v1)}},
                                         {"2", std::string{severity_words(models::Severity::v2)}}};
    Html fields = input(field("words", "Words", "As people write them. They are found in disguise, too."));
    fields.add(select(meaning, categories)).add(select(serious, severities));
    fields.add(input(field("source", "Heard from", "For example: colleagues on duty, the trust, the police.")));
    fields.add(input(field("months", "For how many months", "1 to 12. Meanings shift, so no word stays for ever.")));
    Button propose{"Propose", ButtonKind::secondary};
    if (view.state.candidate != 0) propose.disabled = "A candidate is being tried already.";
    const bool open = std::any_of(errors.begin(), errors.end(), [](const FieldError& error) {
        return error.field == "words" || error.field == "source" || error.field == "months";
    });
    return details("Watch for more words", press(visit, "/judging/terms", propose, fields), open);
}

}  // namespace

Html words_shown_on_demand(const models::text::WrittenWords& words) {
    Html html{"<div class=\"gh-text\">"};
    return details("Show the words", std::move(html.foreign(words.written()).raw("</div>")));
}

Html judging_page(const Tools& tools, const Visit& visit, const JudgingPage& view, const FieldErrors& errors) {
    Html html = error_summary(errors);
    html.add(notice(visit)).add(heading("How texts are judged"));
    html.add(
        paragraph("Every change runs beside what is live first, without any effect, and a second colleague agrees."));
    html.raw("<p class=\"govuk-body\">").add(link("/judging/try", "Try a text")).raw("</p>\n");
    html.add(live_section(tools, visit, view));
    if (view.candidate) html.add(candidate_section(tools, visit, view));
    const bool proposes = may(tools, visit, Permission::propose_judging);
    if (proposes) html.add(learn_section(visit, view)).add(bars_form(tools, visit, view));
    html.add(terms_table(tools, visit, view));
    if (proposes) html.add(term_form(tools, visit, view, errors));
    html.add(exceptions_table(tools, visit, view));
    if (proposes) html.add(exception_form(tools, visit, view, errors));
    return html;
}

}  // namespace moderation::web
