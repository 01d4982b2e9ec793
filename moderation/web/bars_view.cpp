#include "config/counted.hpp"
#include "moderation/web/judging_view.hpp"
#include "moderation/web/words.hpp"

namespace moderation::web {

namespace {

std::string rests_on(const Basis& basis) {
    return config::counted(basis.decisions, "decision", "decisions") + ", of which colleagues confirmed " +
           std::to_string(basis.confirmed) + ", and " +
           config::counted(basis.harmless, "harmless comment", "harmless comments");
}

/// What becomes of one category, for somebody who reads no numbers but counts.
std::string bars_words(const Basis& basis) {
    if (!enough(basis))
        return "stays as it is. To rest on: " + rests_on(basis) + "; too few. It takes " +
               std::to_string(kFewestDecisions) + " decisions, " + std::to_string(kFewestConfirmed) +
               " of them confirmed, and " + std::to_string(kFewestHarmless) + " harmless comments.";
    const auto how = basis.shown_after < basis.shown_before ? "shown less readily"
                     : basis.shown_after > basis.shown_before || basis.found_after > basis.found_before
                         ? "shown more readily"
                         : "stays as it is";
    return std::string{how} + ". This rests on " + rests_on(basis) + ". Of the harmless ones " +
           std::to_string(basis.shown_before) + " come before a person for this today, and " +
           std::to_string(basis.shown_after) +
           " would. Of what colleagues called this and nothing shipped had found, " +
           std::to_string(basis.found_before) + " would be seen today, and " + std::to_string(basis.found_after) +
           " then.";
}

}  // namespace

Html bars_section(const Tools& tools, const std::map<models::Category, Basis>& bases) {
    std::vector<Html> lines;
    for (const auto& [category, basis] : bases) {
        const auto name = capitalised(category_words(category, tools.settings.pupil_word));
        lines.push_back(std::move(Html{}.text(name + ": " + bars_words(basis))));
        if (stays_sensitive(category)) lines.back().raw(" It is never shown less readily than it was shipped.");
    }
    if (lines.empty()) return paragraph("There are no decisions to work anything out from, so nothing changes.");
    return bullets(lines);
}

Html bars_form(const Tools& tools, const Visit& visit, const JudgingPage& view) {
    Html html = subheading("How readily people are shown something");
    html.add(
        paragraph("Worked out from this school's own comments, where only a model found something: so that as few "
                  "harmless ones come before people as you choose, and all that colleagues confirmed still does."));
    const Field what{"kind", "What is shown"};
    std::vector<Choice> kinds{{"", "Everything"}};
    for (const auto category : models::all_categories())
        if (category != models::Category::benign && category != models::Category::criticism)
            kinds.push_back({std::string{to_string(category)}, category_words(category, tools.settings.pupil_word)});
    const Field aim{"aim", "How many harmless comments people may have to look at for it"};
    const std::vector<Choice> aims{{std::to_string(kAimShipped), "One in a hundred, as the models were shipped"},
                                   {std::to_string(kAimFewer), "One in two hundred"},
                                   {std::to_string(kAimMore), "One in fifty"},
                                   {"0", "As it was shipped, without what was learnt here"}};
    Html fields = select(what, kinds);
    Button propose{"Work it out", ButtonKind::secondary};
    if (view.state.candidate != 0) propose.disabled = "A candidate is being tried already.";
    fields.add(select(aim, aims)).add(button(propose));
    return std::move(html.add(form("/judging/bars", visit.csrf(), fields)));
}

}  // namespace moderation::web
