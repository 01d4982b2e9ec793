#include "moderation/web/notices.hpp"
#include "moderation/web/pupils_view.hpp"

#include <array>

namespace moderation::web {

namespace {

using config::Permission;
using models::consent::Answer;
using models::consent::Decision;
using models::consent::Pupil;

constexpr std::array<std::string_view, models::consent::kGivers> kGivers{
    "First parent or carer", "Second parent or carer", "Third parent or carer", "Fourth parent or carer"};
constexpr std::array<std::string_view, 3> kChildViews{"Not asked", "Agrees", "Objects"};
constexpr std::array<std::string_view, 4> kRestrictions{"None", "No identifiable picture", "Never photograph",
                                                        "Never publish or name"};

constexpr std::array<std::string_view, 3> kForms{"Any picture", "Only among several", "Only not recognisable"};
constexpr std::array<std::string_view, 4> kNamings{"No name", "First name, without a picture",
                                                   "First name, also beside a picture", "Full name, without a picture"};

std::string words_of(const Answer& answer, models::consent::Day today) {
    switch (answer.decision) {
        case Decision::not_returned: return "No answer";
        case Decision::no: return "No";
        case Decision::withdrawn: return "Withdrawn";
        case Decision::yes: break;
    }
    if (today < answer.from) return "Yes, later";
    if (answer.until < today) return "Yes, ended";
    return "Yes. " + std::string{kForms[static_cast<std::size_t>(answer.form)]} + ". " +
           std::string{kNamings[static_cast<std::size_t>(answer.naming)]} + ".";
}

template <std::size_t N>
std::vector<Choice> choices(const std::array<std::string_view, N>& words, std::size_t chosen) {
    std::vector<Choice> all;
    for (std::size_t i = 0; i < N; ++i) all.push_back({std::to_string(i), std::string{words[i]}, "", i == chosen});
    return all;
}

Html answers_table(const Pupil& pupil, models::consent::Day today) {
    std::vector<Column> columns{{"Picture"}};
    std::vector<std::size_t> shown{0};
    for (std::size_t giver = 1; giver < kGivers.size(); ++giver)
        if (pupil.consent.givers[giver] != models::consent::Giver{}) shown.push_back(giver);
    for (const auto giver : shown) columns.push_back({std::string{kGivers[giver]}});
    std::vector<std::vector<Html>> rows;
    for (std::size_t use = 0; use < models::consent::kUseCount; ++use) {
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(place_of(static_cast<models::consent::Use>(use)))));
        for (const auto giver : shown)
            row.push_back(std::move(Html{}.text(words_of(pupil.consent.givers[giver].answers[use], today))));
        rows.push_back(std::move(row));
    }
    return table("What the family answered", columns, rows);
}

Html answer_form(const Visit& visit, const PupilBook& book, const Pupil& pupil, const FieldErrors& errors) {
    std::vector<Choice> uses{{"all_uses", "Everything"}, {"social_media", "All social media"}};
    for (std::size_t use = 0; use < models::consent::kUseCount; ++use) {
        const auto each = static_cast<models::consent::Use>(use);
        uses.push_back({std::string{to_string(each)}, std::string{place_of(each)}});
    }
    const std::vector<Choice> decisions{{"withdrawn", "Withdrawn: no from now on"},
                                        {"no", "No"},
                                        {"yes", "Yes, until the end of the school year"},
                                        {"not_returned", "No answer"}};
    Field who{"giver", "Who answered"};
    Field what{"uses", "Picture"};
    Field said{"decision", "Answer", "A no or a withdrawal of anybody counts, whatever others say."};
    Field seen{"form", "Of a yes: in which pictures"};
    Field named{"naming", "Of a yes: which name may be told", "A full name never stands beside a picture."};
    for (auto* field : {&who, &what, &said, &seen, &named}) field->error = error_of(errors, field->name);
    Html fields = select(who, choices(kGivers, 0));
    fields.add(select(what, uses)).add(select(said, decisions));
    fields.add(select(seen, choices(kForms, 0))).add(select(named, choices(kNamings, 0)));
    return subheading("A new answer")
        .add(register_form(visit, book, "/pupils/" + pupil.ref + "/answer", {"Note the answer"}, fields));
}

}  // namespace

std::string name_on_screen(const Pupil& pupil) {
    const auto& forename = pupil.preferred_forename.empty() ? pupil.legal_forename : pupil.preferred_forename;
    const auto& surname = pupil.preferred_surname.empty() ? pupil.legal_surname : pupil.preferred_surname;
    return forename + " " + surname;
}

Html pupil_page(const Tools& tools, const Visit& visit, const PupilBook& book, const Pupil& pupil,
                const FieldErrors& errors) {
    const auto& consent = pupil.consent;
    Html html = error_summary(errors);
    html.add(notice(visit)).add(heading(name_on_screen(pupil)));
    html.add(paragraph(pupil.group.empty() ? pupil.year_group : pupil.year_group + ", " + pupil.group));
    html.add(answers_table(pupil, today_of(tools.calendar, visit.now)));
    html.add(answer_form(visit, book, pupil, errors));

    Field view{"child", "What the child says", "An objection counts, whatever the family answered."};
    const auto said = select(view, choices(kChildViews, static_cast<std::size_t>(consent.child_view)));
    html.add(subheading("The child"));
    const auto path = "/pupils/" + pupil.ref;
    html.add(register_form(visit, book, path + "/child", {"Note it", ButtonKind::secondary}, said));
    if (!may(tools, visit, Permission::restrict_pupil)) return html;

    Field level{"restriction", "Restriction",
                "Why does not belong here. To everybody else it looks like a missing form."};
    const auto chosen = select(level, choices(kRestrictions, static_cast<std::size_t>(consent.restriction)));
    html.add(subheading("For the safeguarding team"));
    return html.add(register_form(visit, book, path + "/restriction", {"Set it", ButtonKind::secondary}, chosen));
}

}  // namespace moderation::web
