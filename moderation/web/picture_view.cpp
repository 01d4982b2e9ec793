#include "moderation/web/picture_view.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using models::Framing;
using models::PeopleShown;
using models::PostPicture;
using models::PostState;

std::string numbered(std::string_view what, std::size_t place) {
    return std::string{what} + "-" + std::to_string(place + 1);
}

Html image(const Post& post, std::size_t place) {
    const auto& picture = post.content.pictures[place];
    const auto undescribed = "Picture " + std::to_string(place + 1) + ", not described yet";
    Html html{"<img loading=\"lazy\""};
    html.url("src", "/posts/" + post.id + "/picture?of=" + picture.id);
    html.attr("alt", picture.alt.empty() ? undescribed : picture.alt);
    return std::move(html.raw(">\n"));
}

Html words_in(const Post& post, const PostPicture& picture) {
    const auto& found = picture.found;
    if (found.words == models::Words::waiting) {
        Html html{"<p class=\"govuk-body\""};
        html.url("data-waiting", "/posts/" + post.id).raw(">The words in this picture are still being read. ");
        return std::move(html.raw("They are shown here once they are; if not, load the page again.</p>\n"));
    }
    if (found.words == models::Words::unreadable)
        return paragraph(picture.words_seen ? "The words in this picture could not be read by a machine. A person said "
                                              "that they read them."
                                            : "The words in this picture could not be read by a machine.");
    if (found.text.empty()) return {};
    auto words = found.text;  // much of it is noise, in very short lines
    std::replace(words.begin(), words.end(), '\n', ' ');
    Html read{"<p class=\"govuk-body\">"};
    return details("Text that could be read in it", read.foreign(words).raw("</p>\n"));
}

/// What the machine found, for people to compare with what they know.
Html findings(const Post& post, const PostPicture& picture) {
    const auto& found = picture.found;
    Html html;
    if (found.said_where)
        html.add(hint("The file said where the picture was taken. That is left out of what is published."));
    const auto people = found.people.value_or(0);
    if (people > 0)
        html.add(hint("There seem to be people in it: about " + std::to_string(people) + ". Machines miss some."));
    return std::move(html.add(words_in(post, picture)));
}

/// The same, and where somebody says that they read what no machine could. It is fetched anew while words are read.
Html found_in(const Post& post, std::size_t place, bool asking) {
    const auto& picture = post.content.pictures[place];
    Html html{"<div data-fresh aria-live=\"polite\""};
    html.attr("id", "found-" + std::to_string(place + 1)).raw(">\n").add(findings(post, picture));
    if (asking && picture.found.words == models::Words::unreadable) {
        const auto which = " (picture " + std::to_string(place + 1) + ")";
        const Choice said{words_field(place), "I read the words in it: no names of pupils, nothing private", "",
                          picture.words_seen};
        html.add(checkboxes({"words-of-" + std::to_string(place + 1), "What stands in it" + which}, {said}));
    }
    return std::move(html.raw("</div>\n"));
}

/// "3 May 2026", "today".
std::string day_words(const Tools& tools, const Visit& visit, runtime::Time at) {
    const auto words = words_for(tools, visit, at);
    const bool date = words.front() >= '0' && words.front() <= '9';
    return (date ? "on " : "") + words.substr(0, words.rfind(' '));
}

/// What earlier posts say of it: the guard's own words, or the way to one that may help.
Html seen_before(const Tools& tools, const Visit& visit, const PostPage& view, std::size_t place) {
    Html html;
    if (place >= view.earlier.size()) return html;
    const auto& earlier = view.earlier[place];
    const auto which = "Picture " + std::to_string(place + 1) + ": ";
    for (const auto& sentence : earlier.refusals) html.add(warning(which + sentence));
    if (!earlier.alike) return html;
    html.raw("<p class=\"govuk-body\">Looks like ")
        .add(link("/posts/" + earlier.alike->post, "one approved " + day_words(tools, visit, earlier.alike->agreed_at)))
        .raw(". Who is in that one may be in this one, too: look for yourself.</p>\n");
    return html;
}

Html shown_who(const PostPicture& picture) {
    std::string words{people_words(picture.people)};
    if (picture.people == PeopleShown::pupils) words += ": " + std::string{framing_words(picture.framing)};
    return paragraph(words + ".");
}

Html figure(const Post& post, std::size_t place) {
    const auto& picture = post.content.pictures[place];
    Html html{"<figure class=\"gh-picture\">"};
    html.add(image(post, place));
    if (!picture.alt.empty())
        html.raw("<figcaption class=\"govuk-hint\">Described as: ").foreign(picture.alt).raw("</figcaption>");
    return std::move(html.raw("</figure>\n"));
}

template <class Enum>
Html choices(const Visit& visit, Field field, std::string_view (*words)(Enum), std::initializer_list<Enum> all,
             Enum said) {
    const auto typed = visit.form.get(field.name);
    std::vector<Choice> offered;
    for (const auto each : all) {
        const std::string value{to_string(each)};
        offered.push_back({value, std::string{words(each)}, "", typed.empty() ? each == said : typed == value});
    }
    return radios(field, offered);
}

Html fields_of(const Tools& tools, const Visit& visit, const PostPage& view, std::size_t place) {
    const auto& post = view.post;
    const auto& picture = post.content.pictures[place];
    const auto which = " (picture " + std::to_string(place + 1) + ")";
    const auto typed = visit.form.get(alt_field(place));
    Html html;
    if (post.state == PostState::draft)
        html.add(figure(post, place)).add(found_in(post, place, true)).add(seen_before(tools, visit, view, place));
    html.add(textarea({alt_field(place), "Description" + which,
                       "What somebody who does not see it should know. No names.", typed.empty() ? picture.alt : typed},
                      2));
    html.add(choices(visit, {people_field(place), "Who can be seen" + which}, people_words,
                     {PeopleShown::nobody, PeopleShown::adults_only, PeopleShown::pupils}, picture.people));
    html.add(choices(visit, {framing_field(place), "How pupils can be seen, if any can" + which}, framing_words,
                     {Framing::not_identifiable, Framing::group, Framing::identifiable}, picture.framing));
    const auto at = std::to_string(place);
    html.raw("<div class=\"govuk-button-group\">");
    if (place > 0) html.add(button({"Move it forward" + which, ButtonKind::secondary, "do", "forward-" + at}));
    html.add(button({"Take it out" + which, ButtonKind::secondary, "do", "out-" + at}));
    return std::move(html.raw("</div>\n"));
}

Html version_field(const Post& post) {
    return std::move(
        Html{"<input type=\"hidden\" name=\"version\""}.attr("value", std::to_string(post.version)).raw(">\n"));
}

Html describing(const Tools& tools, const Visit& visit, const PostPage& view) {
    const auto& post = view.post;
    Html fields = version_field(post);
    for (std::size_t place = 0; place < post.content.pictures.size(); ++place)
        fields.add(fields_of(tools, visit, view, place));
    fields.add(button({"Keep what is said of the pictures"}));
    return form("/posts/" + post.id + "/describe", visit.csrf(), fields);
}

Html adding(const Visit& visit, const Post& post, const FieldErrors& errors) {
    const auto error = error_of(errors, "picture");
    Html html{"<form method=\"post\" novalidate enctype=\"multipart/form-data\""};
    html.url("action", "/posts/" + post.id + "/pictures").raw(">\n");
    html.raw("<input type=\"hidden\" name=\"csrf\"").attr("value", visit.csrf()).raw(">\n").add(version_field(post));
    html.raw("<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"picture\">Add a picture</label>\n")
        .raw("<div class=\"govuk-hint\" id=\"picture-hint\">A JPEG, PNG, WebP or HEIC of at most 30 MB. Where it was ")
        .raw("taken and with what is removed, and what is larger than networks show is made smaller.</div>\n");
    if (!error.empty())
        html.raw("<p class=\"govuk-error-message\" id=\"picture-error\">")
            .raw("<span class=\"govuk-visually-hidden\">Error:</span> ")
            .text(error)
            .raw("</p>\n");
    html.raw("<input class=\"govuk-file-upload\" type=\"file\" id=\"picture\" name=\"picture\" ")
        .raw("accept=\"image/jpeg,image/png,image/webp,image/heic,image/heif\" aria-describedby=\"picture-hint")
        .raw("\"></div>\n");
    return std::move(html.add(button({"Add it", ButtonKind::secondary})).raw("</form>\n"));
}

bool may_change(const Tools& tools, const Visit& visit, const Post& post) {
    const bool before =
        post.state == PostState::draft || post.state == PostState::submitted || post.state == PostState::approved;
    return before && may(tools, visit, config::Permission::write_post);
}

}  // namespace

std::string alt_field(std::size_t place) {
    return numbered("alt", place);
}
std::string people_field(std::size_t place) {
    return numbered("people", place);
}
std::string framing_field(std::size_t place) {
    return numbered("framing", place);
}
std::string words_field(std::size_t place) {
    return numbered("words", place);
}

std::string_view people_words(PeopleShown people) {
    switch (people) {
        case PeopleShown::unsaid: return "Nobody has said yet who can be seen";
        case PeopleShown::nobody: return "Nobody: a place, a thing, a drawing";
        case PeopleShown::adults_only: return "Adults only";
        case PeopleShown::pupils: return "Pupils";
    }
    return "";
}

std::string_view framing_words(Framing framing) {
    switch (framing) {
        case Framing::not_identifiable: return "so that nobody could tell who it is";
        case Framing::group: return "as some of many";
        case Framing::identifiable: return "with their faces";
    }
    return "";
}

Html thumbnails(const Post& post) {
    Html html;
    if (post.content.pictures.empty()) return html;
    html.raw("<div class=\"gh-thumbnails\">\n");
    for (std::size_t place = 0; place < post.content.pictures.size(); ++place) html.add(image(post, place));
    return std::move(html.raw("</div>\n"));
}

Html pictures_section(const Tools& tools, const Visit& visit, const PostPage& view, const FieldErrors& errors) {
    const auto& post = view.post;
    const auto& pictures = post.content.pictures;
    const bool changes = may_change(tools, visit, post);
    Html html;
    if (pictures.empty() && !changes) return html;
    html.raw("<div id=\"pictures\">").add(subheading("Pictures"));
    const bool writing = changes && post.state == PostState::draft;
    for (std::size_t place = 0; place < pictures.size() && !writing; ++place)
        html.add(figure(post, place))
            .add(shown_who(pictures[place]))
            .add(found_in(post, place, false))
            .add(seen_before(tools, visit, view, place));
    Html forms;
    if (changes && !pictures.empty()) forms.add(describing(tools, visit, view));
    if (changes && pictures.size() < models::kPostPicturesMax) forms.add(adding(visit, post, errors));
    // Whoever reads a post is not to become one of its authors by mistake.
    if (!writing && changes) forms = details("Change the pictures", forms, !error_of(errors, "picture").empty());
    return std::move(html.add(forms).raw("</div>\n"));
}

}  // namespace moderation::web
