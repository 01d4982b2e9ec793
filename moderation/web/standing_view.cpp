#include "moderation/web/standing_view.hpp"

#include "models/domain/capability.hpp"
#include "moderation/web/item_view.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using models::Verb;

Verb lifting(Verb verb) {
    if (verb == Verb::ban) return Verb::unban;
    return verb == Verb::mute ? Verb::unmute : Verb::comments_on;
}

Html whom(const Standing& one) {
    Html html{"<a class=\"govuk-link\""};
    html.url("href", "/items/" + one.item.id).raw(">");
    if (models::reach_of(one.deed.verb) == models::Reach::post)
        html.raw("Comments under a post are off");
    else
        html.foreign(one.item.latest.author_name);
    html.raw("</a>");
    return html;
}

Html by_whom(const Tools& tools, const Action& deed) {
    Html html;
    html.text(name_of(tools.people, deed.wanted_by));
    if (!deed.agreed_by.empty()) html.raw(", with ").text(name_of(tools.people, deed.agreed_by));
    return html;
}

/// The same offer as on the item's page, or why there is none.
Html lift(const Tools& tools, const Visit& visit, const Standing& one) {
    const auto verb = lifting(one.deed.verb);
    const auto made = offers(tools, visit, one.item);
    const auto offer = std::find_if(made.begin(), made.end(), [&](const Offer& each) { return each.verb == verb; });
    if (offer == made.end()) return std::move(Html{}.text(models::why_not(one.item.latest, verb)));
    if (!offer->why_not.empty()) return std::move(Html{}.text(offer->why_not));
    Html fields{"<input type=\"hidden\" name=\"version\""};
    fields.attr("value", std::to_string(one.item.version)).raw(">\n");
    const Button press{offer->label, ButtonKind::secondary, "verb", std::string{models::to_string(verb)}};
    fields.add(button(press));
    return form("/items/" + one.item.id + "/decide", visit.csrf(), fields);
}

}  // namespace

Html standing_section(const Tools& tools, const Visit& visit, const std::vector<Standing>& standing) {
    if (standing.empty()) return {};
    std::vector<std::vector<Html>> rows;
    for (const auto& one : standing) {
        std::vector<Html> row;
        row.push_back(whom(one));
        row.push_back(std::move(Html{}.text(models::deed(one.item.latest.network, one.deed.verb).button)));
        row.push_back(by_whom(tools, one.deed));
        row.push_back(time_for(tools, visit, one.deed.at));
        row.push_back(lift(tools, visit, one));
        rows.push_back(std::move(row));
    }
    Html html = subheading("What goes on until it is lifted");
    html.add(table("Who is kept away, and where comments are off",
                   {{"Whom or what"}, {"What was done"}, {"By"}, {"Since"}, {"Lift it"}}, rows));
    return html;
}

}  // namespace moderation::web
