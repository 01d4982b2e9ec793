#include "moderation/web/people_view.hpp"

#include "config/counted.hpp"
#include "config/runtime/crypto.hpp"
#include "moderation/pupil_register.hpp"
#include "moderation/web/pupils_view.hpp"

#include <algorithm>
#include <map>

namespace moderation::web {

namespace {

using config::Permission;
using models::consent::Pupil;
using models::guard::Roll;

/// By year group and class.
using Classes = std::map<std::pair<std::string, std::string>, std::vector<const Pupil*>>;

Classes classes_of(const Roll& roll, models::consent::Day today) {
    Classes classes;
    for (const auto& pupil : roll.pupils())
        if (on_roll(pupil, today)) classes[{pupil.year_group, pupil.group}].push_back(&pupil);
    return classes;
}

std::string words_of(const Classes::key_type& group) {
    if (group.second.empty()) return group.first.empty() ? "Without a class" : group.first;
    return group.first.empty() ? group.second : group.first + ", " + group.second;
}
/// Names of classes may hold anything; fields may not.
std::string field_of(const Classes::key_type& group) {
    constexpr std::size_t kLetters = 16;
    return "class-" + runtime::sha256_hex(group.first + '\n' + group.second).substr(0, kLetters);
}
std::string field_of(const std::string& ref) {
    return "pupil-" + ref;
}

bool listed(const models::PostPicture& picture, const std::string& ref) {
    return std::find(picture.pupils.begin(), picture.pupils.end(), ref) != picture.pupils.end();
}

Html class_choice(const models::PostPicture& picture, const Classes::value_type& group) {
    const auto field = field_of(group.first);
    const auto words = words_of(group.first);
    std::vector<Choice> choices{{field, "Everybody in " + words}};
    std::size_t chosen = 0;
    for (const auto* pupil : group.second) {
        const bool in_it = listed(picture, pupil->ref);
        chosen += in_it ? 1 : 0;
        choices.push_back({field_of(pupil->ref), name_on_screen(*pupil), "", in_it});
    }
    const auto count = std::to_string(chosen) + " of " + std::to_string(group.second.size());
    return details(words + " (" + count + ")", checkboxes({"in-" + field, words}, choices), chosen > 0);
}

/// Those who were listed and are not on roll: they are in the picture all the same until somebody takes them out.
Html others(const models::PostPicture& picture, const Roll& roll, models::consent::Day today) {
    std::vector<Choice> choices;
    for (const auto& ref : picture.pupils) {
        const auto* pupil = roll.find(ref);
        if (pupil != nullptr && on_roll(*pupil, today)) continue;
        choices.push_back({field_of(ref),
                           pupil == nullptr ? "Somebody who is not in the register" : name_on_screen(*pupil), "",
                           true});
    }
    return choices.empty() ? Html{} : checkboxes({"gone", "Not on roll any more"}, choices);
}

std::string number_of(std::size_t place) {
    return std::to_string(place + 1);
}

Html who_is_in(const Tools& tools, const Visit& visit, const PostPage& view, const models::PostPicture& picture) {
    const bool reads = may(tools, visit, Permission::write_post) || may(tools, visit, Permission::agree_post);
    const auto count = picture.pupils.size();
    if (count == 0) return paragraph("Nobody is listed yet.");
    if (!reads || !view.roll) return paragraph(config::counted(count, "pupil is listed.", "pupils are listed."));
    std::vector<Html> names;
    for (const auto& ref : picture.pupils) {
        const auto* pupil = view.roll->find(ref);
        names.push_back(
            std::move(Html{}.text(pupil == nullptr ? "Somebody who is not in the register" : name_on_screen(*pupil))));
    }
    return details(config::counted(count, "pupil is listed", "pupils are listed"), bullets(names),
                   view.post.state == models::PostState::submitted);
}

}  // namespace

Html people_section(const Tools& tools, const Visit& visit, const PostPage& view) {
    const auto& post = view.post;
    const bool before = post.state == models::PostState::draft || post.state == models::PostState::submitted ||
                        post.state == models::PostState::approved;
    const bool changes = before && may(tools, visit, Permission::write_post);
    Html html;
    for (std::size_t place = 0; place < post.content.pictures.size(); ++place) {
        const auto& picture = post.content.pictures[place];
        if (picture.people != models::PeopleShown::pupils) continue;
        if (html.empty()) html.add(subheading("Who is in the pictures"));
        html.raw("<h3 class=\"govuk-heading-s\">").text("Picture " + number_of(place)).raw("</h3>\n");
        html.add(who_is_in(tools, visit, view, picture));
        html.add(paragraph(picture.complete ? "The author says that everybody who can be recognised is listed. Whoever "
                                              "agrees to the post confirms it."
                                            : "Nobody has said yet that everybody who can be recognised is listed."));
        if (changes)
            html.raw("<p class=\"govuk-body\">")
                .add(
                    link("/posts/" + post.id + "/people?of=" + picture.id, "Say who is in picture " + number_of(place)))
                .raw("</p>\n");
    }
    return html;
}

Html people_page(const Tools& tools, const Visit& visit, const PostPage& view, std::size_t place,
                 const FieldErrors& errors) {
    const auto& picture = view.post.content.pictures[place];
    const auto today = today_of(tools.calendar, visit.now);
    Html fields = hidden("version", std::to_string(view.post.version));
    fields.add(hidden("of", picture.id));
    const auto classes = classes_of(*view.roll, today);
    if (classes.empty()) fields.add(paragraph("The register of pupils is empty: the office imports it."));
    for (const auto& group : classes) fields.add(class_choice(picture, group));
    fields.add(others(picture, *view.roll, today));
    fields.add(checkboxes({"listed", "Is this everybody?"},
                          {{"complete", "Everybody who can be recognised is listed",
                            "The second colleague confirms it by agreeing to the post.", picture.complete}}));
    fields.add(hidden(kPeopleEnd, "1")).add(button({"Keep who is in it"}));
    Html html = error_summary(errors);
    html.add(heading("Who is in picture " + number_of(place)));
    html.add(
        paragraph("Tick every pupil who can be recognised, also small or from the side. A class that is ticked as a "
                  "whole lists everybody in it today."));
    html.add(form("/posts/" + view.post.id + "/people", visit.csrf(), fields));
    return std::move(
        html.raw("<p class=\"govuk-body\">").add(link("/posts/" + view.post.id, "Back to the post")).raw("</p>\n"));
}

std::vector<std::string> ticked_people(const Visit& visit, const models::PostPicture& picture, const Roll& roll,
                                       models::consent::Day today) {
    const auto ticked = [&](const std::string& field) { return visit.form.get(field) == "yes"; };
    std::vector<std::string> people;
    for (const auto& [group, pupils] : classes_of(roll, today)) {
        const bool whole = ticked(field_of(group));
        for (const auto* pupil : pupils)
            if (whole || ticked(field_of(pupil->ref))) people.push_back(pupil->ref);
    }
    for (const auto& ref : picture.pupils) {
        const auto* pupil = roll.find(ref);
        const bool shown_with_class = pupil != nullptr && on_roll(*pupil, today);
        if (!shown_with_class && ticked(field_of(ref))) people.push_back(ref);
    }
    return people;
}

}  // namespace moderation::web
