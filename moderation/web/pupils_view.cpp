#include "moderation/web/pupils_view.hpp"

#include "models/consent/rule.hpp"
#include "moderation/web/notices.hpp"

#include <array>

namespace moderation::web {

namespace {

using config::Permission;

Html counted(std::size_t count) {
    return std::move(Html{}.number(static_cast<std::int64_t>(count)));
}

Html live_section(const Tools& tools, const Visit& visit, const PupilBook& book) {
    Html html = subheading("The register now");
    if (book.live.empty()) {
        html.add(paragraph("It is empty. No picture of a pupil may be used until families have answered."));
        return html.add(
            paragraph("Import an export of the school's information system with the command gatehouse import."));
    }
    html.add(paragraph("It holds " + std::to_string(book.live.size()) + " pupils."));
    const auto& state = book.state;
    if (!state.live_at) return html;
    Html words{"<p class=\"govuk-body\">"};
    words.text("The last import was proposed by " + name_of(tools.people, state.live_by));
    words.text(" and agreed by " + name_of(tools.people, state.live_agreed_by)).raw(", ");
    html.add(words.add(time_for(tools, visit, *state.live_at)).raw(".</p>\n"));
    if (!state.before || !may(tools, visit, Permission::agree_pupils)) return html;
    Button back{"Go one step back", ButtonKind::secondary};
    return html.add(register_form(visit, book, "/pupils/back", back));
}

Html figures(const models::consent::Preview& preview) {
    std::vector<SummaryRow> rows;
    rows.push_back({"Pupils in the export", counted(preview.read)});
    rows.push_back({"New", counted(preview.fresh)});
    rows.push_back({"Changed", counted(preview.changed)});
    rows.push_back({"Can be used for more than before", counted(preview.gained)});
    rows.push_back({"Can be used for less than before", counted(preview.lost)});
    rows.push_back({"Leaving", counted(preview.leavers)});
    rows.push_back({"Not in the export, and stay as they are", counted(preview.not_read)});
    return summary_list(rows);
}

Html candidate_section(const Tools& tools, const Visit& visit, const PupilBook& book) {
    const auto& state = book.state;
    Html html = subheading("A proposed import");
    Html words{"<p class=\"govuk-body\">"};
    words.text("Proposed by " + name_of(tools.people, state.candidate_by));
    if (state.candidate_at) words.raw(", ").add(time_for(tools, visit, *state.candidate_at));
    html.add(words.raw(". It has no effect until a second colleague agrees.</p>\n"));
    html.add(figures(unpack_preview(state.candidate_figures)));
    Button agree{"Agree"};
    if (state.candidate_by == visit.person()) agree.disabled = "You proposed this yourself.";
    if (may(tools, visit, Permission::agree_pupils)) html.add(register_form(visit, book, "/pupils/agree", agree));
    Button withdraw{"Take it back", ButtonKind::secondary};
    return html.add(register_form(visit, book, "/pupils/withdraw", withdraw));
}

Html progress_table(const Tools& tools, const Visit& visit, const PupilBook& book) {
    std::vector<std::vector<Html>> rows;
    for (const auto& [group, progress] : models::consent::progress(book.live, today_of(tools.calendar, visit.now))) {
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(group.empty() ? "No year group" : group)));
        row.push_back(counted(progress.answered));
        row.push_back(counted(progress.pupils));
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return {};
    return table("Forms that came back", {{"Year group"}, {"Came back"}, {"Pupils"}}, rows);
}

/// For those who may read the list: who read it last, and the way to it.
Html unpictured_section(const Tools& tools, const Visit& visit, const PupilBook& book, const FieldErrors& errors) {
    Html html = subheading("Who may not be in pictures");
    html.add(
        paragraph("One list of them is a danger to those on it. Read it only where looking up single pupils does "
                  "not help, such as before a photographer comes. The journal says who read it and when."));
    if (book.state.read_at) {
        Html words{"<p class=\"govuk-body\">"};
        words.text("Read last by " + name_of(tools.people, book.state.read_by)).raw(", ");
        words.add(time_for(tools, visit, *book.state.read_at)).raw(":</p>\n");
        html.add(inset(words.raw("<div class=\"gh-text\">").foreign(book.state.read_reason).raw("</div>\n")));
    }
    Field reason{"reason", "Why do you need it?"};
    reason.error = error_of(errors, "reason");
    Html fields = textarea(reason, 2);
    return html.add(form("/pupils/unpictured", visit.csrf(), fields.add(button({"Read it", ButtonKind::secondary}))));
}

/// The uses on channels for which no picture of the pupil is allowed, not even in a group.
std::vector<models::consent::Use> closed_to(const models::consent::Pupil& pupil, models::consent::Day today) {
    using models::consent::Use;
    constexpr models::consent::Declaration kInAGroup{.complete = true, .framing = models::Framing::group};
    const std::array<const models::consent::Consent*, 1> shown{&pupil.consent};
    std::vector<Use> closed;
    for (const auto use : {Use::social_facebook, Use::social_instagram, Use::social_x, Use::social_youtube})
        if (!models::consent::may_use(shown, kInAGroup, use, today).allowed) closed.push_back(use);
    return closed;
}

Html find_form(const Visit& visit, const FieldErrors& errors) {
    Field name{"name", "Find a pupil", "The beginning of a forename or surname."};
    name.error = error_of(errors, "name");
    name.autocomplete = "off";
    return form("/pupils/find", visit.csrf(), input(name).add(button({"Find", ButtonKind::secondary})));
}

}  // namespace

Html register_form(const Visit& visit, const PupilBook& book, std::string_view path, const Button& press,
                   const Html& fields) {
    Html content{"<input type=\"hidden\" name=\"version\""};
    content.attr("value", std::to_string(book.state.version)).raw(">\n");
    return form(path, visit.csrf(), content.add(fields).add(button(press)));
}

Html pupils_page(const Tools& tools, const Visit& visit, const PupilBook& book, const FieldErrors& errors) {
    Html html = error_summary(errors);
    html.add(notice(visit)).add(heading("Pupils and pictures"));
    html.add(
        paragraph("Who may be in a picture is decided by what families answered. No answer is no, the most "
                  "restrictive answer wins, and a yes ends with the school year."));
    html.add(live_section(tools, visit, book));
    if (book.state.candidate) html.add(candidate_section(tools, visit, book));
    html.add(progress_table(tools, visit, book));
    if (may(tools, visit, Permission::edit_consent) && !book.live.empty()) html.add(find_form(visit, errors));
    if (may(tools, visit, Permission::list_unpictured) && !book.live.empty())
        html.add(unpictured_section(tools, visit, book, errors));
    return html;
}

Html unpictured_page(const Tools& tools, const Visit& visit, const PupilBook& book) {
    const auto today = today_of(tools.calendar, visit.now);
    std::vector<std::vector<Html>> rows;
    for (const auto& pupil : book.live) {
        if (!models::consent::on_roll(pupil, today)) continue;
        const auto closed = closed_to(pupil, today);
        if (closed.empty()) continue;
        std::string where;
        for (const auto use : closed)
            where += (where.empty() ? "" : ", ") + std::string{models::consent::place_of(use)};
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(name_on_screen(pupil))));
        row.push_back(std::move(Html{}.text(pupil.group)));
        row.push_back(
            std::move(Html{}.text(closed.size() == models::kNetworkCount ? "On no channel" : "Not " + where)));
        rows.push_back(std::move(row));
    }
    Html html = heading("Who may not be in pictures");
    html.add(warning("Show this to nobody and keep no copy. It is true now and perhaps not tomorrow."));
    html.add(rows.empty() ? paragraph("Everybody on roll may be in a picture of a group on every channel.")
                          : table("These are not to be shown", {{"Pupil"}, {"Class"}, {"Where not"}}, rows));
    return std::move(html.raw("<p class=\"govuk-body\">").add(link("/pupils", "Pupils and pictures")).raw("</p>\n"));
}

Html found_page(const Visit& visit, const std::vector<const models::consent::Pupil*>& found) {
    Html html = heading("Pupils with this name");
    std::vector<Html> points;
    for (const auto* pupil : found) {
        auto words = name_on_screen(*pupil);
        if (!pupil->group.empty()) words += ", " + pupil->group;
        points.push_back(link("/pupils/" + pupil->ref, words));
    }
    html.add(points.empty() ? paragraph("Nobody on roll is called so.") : bullets(points));
    return html.add(find_form(visit, {}));
}

}  // namespace moderation::web
