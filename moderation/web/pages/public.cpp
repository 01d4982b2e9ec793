// What anybody may read without an account: which channels are the school's, their rules, and what the school said
// there. Nobody of the school and nothing that others wrote stands on these pages.

#include "moderation/web/item_view.hpp"
#include "moderation/web/news_view.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/words.hpp"

namespace moderation::web::pages {

namespace {

/// A minute: what is taken down has to be gone soon.
ServerResponse for_everybody(ServerResponse response) {
    response.headers.emplace_back("Cache-Control", "public, max-age=60");
    return response;
}

Html official(const std::vector<models::Channel>& channels) {
    std::vector<Html> lines;
    for (const auto& channel : channels) {
        if (channel.state != models::ChannelState::authorised) continue;
        lines.push_back(
            std::move(Html{"<strong>"}.text(display_name(channel.network)).raw("</strong>: ").foreign(channel.handle)));
    }
    if (lines.empty()) return paragraph("The school has no official channel at the moment.");
    Html html = paragraph("These are the school's only official channels:");
    html.add(bullets(lines));
    return std::move(
        html.add(paragraph("Anything else in our name is not ours. If you come across it, tell the school office.")));
}

Html when_somebody_looks(const Tools& tools) {
    const auto [opens, closes] = tools.calendar.school_hours();
    Html html = subheading("When somebody looks");
    html.add(paragraph("Our channels are not watched round the clock: somebody looks on school days between " + opens +
                       " and " + closes + ". If anybody is in danger, call 999."));
    return std::move(
        html.add(paragraph("We do not read private messages there. To reach us, ring or write to the school office.")));
}

Html house_rules() {
    Html html = subheading("House rules");
    html.add(paragraph(
        "The same kindness and respect hold here as in school. You may disagree with us and say so: criticism "
        "is welcome, and we leave it where it is. We hide or remove:"));
    html.add(bullets({Html{"abuse and strong language: insults, threats, bullying, hatred of people for who they are"},
                      Html{"personal details: names, pictures, addresses or telephone numbers of children, families or "
                           "colleagues"},
                      Html{"advertising, scams, and the same thing again and again"},
                      Html{"whatever may put a child in danger, or is against the law"}}));
    return std::move(html.add(
        paragraph("Please bring a concern about a child or a person to the school itself, and not to our channels.")));
}

Html for_pupils(const Tools& tools) {
    Html html{"<h2 class=\"govuk-heading-m\">If you are a "};
    html.text(tools.settings.pupil_word).raw("</h2>\n");
    html.add(paragraph(
        "These networks are for people of 13 and over. Never tell people online your full name, your school, "
        "where you live or your number. If somebody is unkind or asks for a secret, do not answer: block them, "
        "report them, and tell a grown-up whom you trust. It is not your fault."));
    return html;
}

Html what_happens() {
    Html html = subheading("What happens with what you write");
    html.add(paragraph(
        "A program on the school's own computer reads what is written on our channels, for us to look at what "
        "may do harm. By itself it only does what can be undone, and it never hides criticism. A person "
        "decides, nothing is deleted before a second colleague has agreed, and a record is kept."));
    return std::move(html.add(
        paragraph("If you think that we were wrong, use the school's complaints procedure. The school's privacy notice "
                  "says how long we keep what you wrote, and what you can ask of us.")));
}

}  // namespace

Task<ServerResponse> about(Tools tools, Visit visit) {
    const auto channels = co_await tools.store.channels();
    if (!channels) co_return store_failed(tools, visit, channels.error());
    Html content = heading(tools.settings.school_name + " on social media");
    content.add(official(*channels));
    content.raw("<p class=\"govuk-body\">")
        .add(link("/news", "Read what we said there, without an account"))
        .raw("</p>\n");
    content.add(when_somebody_looks(tools)).add(house_rules()).add(for_pupils(tools)).add(what_happens());
    content.add(contact_cards({"police999", "childline", "nspcc", "ceop", "rhc"}, ""));
    co_return for_everybody(page(tools, visit, "Our channels and house rules", content));
}

Task<ServerResponse> news(Tools tools, Visit visit) {
    const auto latest = co_await tools.news.latest(visit.now);
    if (!latest) co_return store_failed(tools, visit, latest.error());
    co_return for_everybody(page(tools, visit, "What we said", news_page(tools, visit, **latest)));
}

Task<ServerResponse> news_feed(Tools tools, Visit visit) {
    const auto latest = co_await tools.news.latest(visit.now);
    if (!latest) co_return store_failed(tools, visit, latest.error());
    ServerResponse response;
    response.headers.emplace_back("Content-Type", "application/atom+xml; charset=utf-8");
    response.body = atom_feed(tools, visit, **latest);
    co_return for_everybody(std::move(response));
}

}  // namespace moderation::web::pages
