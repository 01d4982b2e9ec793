#include "moderation/web/post_view.hpp"
#include "moderation/web/sweep_view.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using config::Permission;
using models::PostState;

/// Forms of one post. Each says which version, or which content, its sender has read.
class Forms {
  public:
    Forms(const Visit& visit, const Post& post, const FieldErrors& errors)
        : visit_{visit}, path_{"/posts/" + post.id}, errors_{errors} {
        read_ = hidden("version", std::to_string(post.version));
        read_.add(hidden("fingerprint", models::fingerprint(post.content)));
    }
    Html press(const std::string& action, const Button& how, const Html& more = {}) const {
        Html fields = read_;
        return form(path_ + action, visit_.csrf(), fields.add(more).add(button(how)));
    }
    /// With a reason, out of sight until somebody asks for it.
    Html with_reason(const std::string& action, std::string field, std::string label, const Button& how) const {
        Field reason{std::move(field), std::move(label)};
        reason.value = visit_.form.get(reason.name);
        reason.error = error_of(errors_, reason.name);
        Html fields = read_;
        fields.add(textarea(reason, 3)).add(button(how));
        return details(how.label, form(path_ + action, visit_.csrf(), fields), !reason.error.empty());
    }

  private:
    const Visit& visit_;
    const std::string path_;
    const FieldErrors& errors_;
    Html read_;
};

/// For the second colleague.
Html reading(const Tools& tools, const Visit& visit, const PostPage& view, const Forms& forms) {
    const auto remarks = models::remarks_on(view.post.content);
    Button agree{"Agree"};
    if (view.post.wrote(visit.person()))
        agree.disabled = "You wrote or changed this yourself. A second colleague has to agree.";
    else if (any(remarks, models::Remark::Weight::leader) && !may(tools, visit, Permission::agree_promise))
        agree.disabled = "It promises something: somebody in leadership has to agree.";
    else if (models::guard::shows_faces(view.post.content) && !may(tools, visit, Permission::agree_faces))
        agree.disabled = kFacesNeedTheHead;
    else if (!problems_of(view, visit.now).empty())
        agree.disabled = "It cannot be published like this.";
    Html html = subheading("You are the second colleague");
    html.add(paragraph("Read it as a parent would. How could it be understood, and passed on?"));
    html.add(forms.press("/agree", agree));
    const Button back{"Send back", ButtonKind::secondary};
    return std::move(html.add(forms.with_reason("/send-back", "back", "What should be different?", back)));
}

Html writing(const Visit& visit, const PostPage& view, const Forms& forms) {
    const auto& post = view.post;
    Html html;
    if (post.state == PostState::draft) {
        html.raw("<div data-fresh id=\"to-submit\">\n");
        std::vector<Html> problems;
        for (const auto& problem : problems_of(view, visit.now)) problems.push_back(std::move(Html{}.text(problem)));
        if (!problems.empty()) html.add(subheading("Before a colleague can read it")).add(bullets(problems));
        Button submit{"Ask a colleague to read it"};
        if (!problems.empty()) submit.disabled = "Something has to be changed first.";
        html.add(forms.press("/submit", submit)).raw("</div>\n");
    }
    if (post.state == PostState::approved)
        html.add(paragraph("Whoever changes it ends the agreement: a colleague has to read it again."));
    html.raw("<p class=\"govuk-body\">").add(link("/posts/" + post.id + "/edit", "Change it")).raw("</p>\n");
    const Button discard{"Discard it", ButtonKind::secondary};
    return std::move(html.add(forms.press("/discard", discard)));
}

Html alone(const PostPage& view, const Visit& visit, const Forms& forms) {
    Button publish{"Publish it without a second colleague", ButtonKind::warning};
    if (!problems_of(view, visit.now).empty()) return {};
    return forms.with_reason("/alone", "alone",
                             "Why can nobody else read it? The leadership is told, and somebody looks at it on the "
                             "next school day.",
                             publish);
}

/// What the sweep of old pictures asks about it.
Html old_pictures(const Tools& tools, const Visit& visit, const Post& post, const Forms& forms) {
    Html html = sweep_find(tools, visit, post);
    const auto& find = post.sweep;
    if (find.reasons.empty()) return html;
    const auto& first = find.proposed.person;
    const bool proposes = may(tools, visit, Permission::sweep_pictures);
    if (first.empty() && proposes) {
        const Button propose{"Propose to take it down", ButtonKind::secondary};
        html.add(forms.with_reason("/propose-down", "propose", "Why should it be taken down?", propose));
    }
    if (!first.empty() && may(tools, visit, Permission::agree_sweep)) {
        Button agree{"Agree: take it down", ButtonKind::warning};
        if (first == visit.person()) agree.disabled = "You proposed this yourself. A second colleague has to agree.";
        const auto read = find.proposed.at.value_or(runtime::Time{});
        html.add(forms.press("/agree-down", agree, hidden("proposed", std::to_string(runtime::to_ms(read)))));
    }
    if (proposes && !post.down_due && first != visit.person() && !post.wrote(visit.person())) {
        const Button keep{"Let it stay", ButtonKind::secondary};
        html.add(forms.with_reason("/keep-up", "stay", "Why can it stay?", keep));
    }
    return html;
}

}  // namespace

Html post_actions(const Tools& tools, const Visit& visit, const PostPage& view, const FieldErrors& errors) {
    const auto& post = view.post;
    const Forms forms{visit, post, errors};
    const bool before =
        post.state == PostState::draft || post.state == PostState::submitted || post.state == PostState::approved;
    const bool agrees = may(tools, visit, Permission::agree_post);
    Html html;
    if (post.state == PostState::submitted && agrees) html.add(reading(tools, visit, view, forms));
    if (post.state == PostState::approved && agrees) {
        const Button back{"Take it back and say why", ButtonKind::secondary};
        html.add(forms.with_reason("/send-back", "back", "What should be different?", back));
    }
    if (before && may(tools, visit, Permission::write_post)) html.add(writing(visit, view, forms));
    const bool not_agreed = post.state == PostState::draft || post.state == PostState::submitted;
    if (not_agreed && may(tools, visit, Permission::publish_alone)) html.add(alone(view, visit, forms));
    html.add(old_pictures(tools, visit, post, forms));
    const bool looked_at = post.alone.person.empty() || !post.reviewed.person.empty();
    if (!looked_at && agrees && post.alone.person != visit.person() && !post.wrote(visit.person()))
        html.add(forms.press("/review", {"I have looked at it", ButtonKind::secondary}));
    const auto stands = [](const Delivery& each) { return each.state == models::DeliveryState::published; };
    const bool out = post.state == PostState::publishing || post.state == PostState::published ||
                     post.state == PostState::failed ||
                     std::any_of(post.deliveries.begin(), post.deliveries.end(), stands);
    if (out && may(tools, visit, Permission::take_down_post)) {
        const Button down{"Take it down", ButtonKind::warning};
        html.add(forms.with_reason("/take-down", "down", "Why is it taken down?", down));
    }
    return html;
}

}  // namespace moderation::web
