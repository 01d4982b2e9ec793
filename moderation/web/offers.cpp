#include "models/domain/capability.hpp"
#include "moderation/web/item_view.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using config::Allowed;
using config::Permission;
using models::ActionState;
using models::NetworkState;
using models::ReviewState;
using models::Verb;

bool severe(const Item& item) {
    return models::level(std::max(item.severity, item.hidden_at)) >= 3;
}

/// Whether it is hidden once everything that was asked for is carried out: what the next decision starts from.
bool will_be_hidden(const Item& item) {
    bool hidden = item.network_state == NetworkState::hidden;
    for (const auto& action : item.actions) {
        const bool pending = action.state == ActionState::wanted || action.state == ActionState::acting ||
                             action.state == ActionState::unknown;
        if (pending && action.verb == Verb::hide) hidden = true;
        if (pending && action.verb == Verb::unhide) hidden = false;
    }
    return hidden;
}

/// What the permission table says of proposing and of agreeing, by what a verb reaches.
struct Pair {
    Permission propose;
    Permission agree;
};

Pair permissions_for(Verb verb, const Item& item) {
    switch (models::reach_of(verb)) {
        case models::Reach::author: return {Permission::propose_ban, Permission::agree_ban};
        case models::Reach::post: return {Permission::propose_comments, Permission::agree_comments};
        case models::Reach::answer: return {Permission::propose_reply, Permission::agree_reply};
        case models::Reach::nothing:
        case models::Reach::item: break;
    }
    if (verb == Verb::remove) return {Permission::propose_delete, Permission::agree_delete};
    auto alone = Permission::decide;
    if (verb == Verb::unhide && severe(item)) alone = Permission::restore_v3;
    if (verb == Verb::leave && severe(item)) alone = Permission::close_safeguarding;
    return {alone, alone};
}

/// Whether the last of the two that was carried out, or waits for it, is `verb`.
bool stands(const Item& item, Verb verb, Verb opposite) {
    for (auto action = item.actions.rbegin(); action != item.actions.rend(); ++action) {
        const bool lost = action->state == ActionState::refused || action->state == ActionState::failed;
        if (!lost && (action->verb == verb || action->verb == opposite)) return action->verb == verb;
    }
    return false;
}

std::string waiting_reason(const Tools& tools, const Visit& visit, const Item& item, Verb verb) {
    const bool words_anew = verb == Verb::reply && item.proposal && item.proposal->verb == Verb::reply;
    if (item.review == ReviewState::proposed && !words_anew) return "A proposal is waiting for a second colleague.";
    if (item.review == ReviewState::agreed) return "Two colleagues have agreed; it is being carried out.";
    if (read_by_other(visit, item)) return name_of(tools.people, item.claimed_by) + " has it open.";
    return {};
}

std::string network_reason(Verb verb, const Item& item) {
    if (verb == Verb::leave || verb == Verb::escalate) return {};
    const auto& deed = models::deed(item.latest.network, verb);
    const bool there = item.network_state == NetworkState::visible || item.network_state == NetworkState::hidden;
    const auto reach = models::reach_of(verb);
    const bool needs_it = reach == models::Reach::item || reach == models::Reach::answer || deed.removes;
    if (deed.offered && needs_it && !there)
        return "It is no longer on " + std::string{display_name(item.latest.network)} + ".";
    return models::why_not(item.latest, verb);
}

std::string role_reason(Permission permission) {
    if (permission == Permission::close_safeguarding || permission == Permission::restore_v3)
        return "Only the safeguarding team or the head can decide this.";
    return "Your role does not include this.";
}

Offer offer(const Tools& tools, const Visit& visit, const Item& item, Verb verb, std::string key) {
    const auto permission = permissions_for(verb, item).propose;
    const auto answer = allowed(tools, visit, permission);
    const auto& deed = models::deed(item.latest.network, verb);
    Offer made{verb, std::string{deed.button}, std::string{deed.warning}, std::move(key), false, {}};
    const bool alone = models::reach_of(verb) == models::Reach::nothing || verb == Verb::hide || verb == Verb::unhide;
    made.needs_second = !alone || answer == Allowed::with_second || permission == Permission::restore_v3;
    if (verb == Verb::leave && will_be_hidden(item)) made.label = "Leave hidden";
    if (made.needs_second) made.label = "Propose: " + std::string{deed.doing};
    made.why_not = waiting_reason(tools, visit, item, verb);
    if (made.why_not.empty() && answer == Allowed::no) made.why_not = role_reason(permission);
    if (made.why_not.empty() && verb == Verb::escalate && item.visibility != models::Visibility::open)
        made.why_not = "It is with the safeguarding team already.";
    if (made.why_not.empty()) made.why_not = network_reason(verb, item);
    return made;
}

}  // namespace

std::vector<Offer> offers(const Tools& tools, const Visit& visit, const Item& item) {
    const bool hidden = will_be_hidden(item);
    std::vector<Offer> made;
    made.push_back(offer(tools, visit, item, Verb::leave, "1"));
    made.push_back(offer(tools, visit, item, hidden ? Verb::unhide : Verb::hide, "2"));
    made.push_back(offer(tools, visit, item, Verb::remove, "3"));
    made.push_back(offer(tools, visit, item, Verb::escalate, "5"));
    const auto either = [&](Verb verb, Verb back) { return stands(item, verb, back) ? back : verb; };
    made.push_back(offer(tools, visit, item, either(Verb::ban, Verb::unban), ""));
    // What few networks have is not held out to everybody.
    for (const auto verb : {either(Verb::mute, Verb::unmute), either(Verb::comments_off, Verb::comments_on)})
        if (models::deed(item.latest.network, verb).offered) made.push_back(offer(tools, visit, item, verb, ""));
    return made;
}

Offer reply_offer(const Tools& tools, const Visit& visit, const Item& item) {
    return offer(tools, visit, item, Verb::reply, "4");
}

std::string why_not_agree(const Tools& tools, const Visit& visit, const Item& item) {
    if (!item.proposal) return "There is no proposal.";
    if (item.proposal->by == visit.person()) return "You proposed this yourself. A second colleague has to agree.";
    const auto& hands = item.proposal->hands;
    if (std::find(hands.begin(), hands.end(), visit.person()) != hands.end())
        return "You had a hand in these words. Another colleague has to agree.";
    if (read_by_other(visit, item)) return name_of(tools.people, item.claimed_by) + " has it open.";
    if (!may(tools, visit, permissions_for(item.proposal->verb, item).agree))
        return "Your role does not include agreeing to this.";
    return {};
}

bool withheld(const Item& item) {
    return item.assessment.has(models::Category::illegal_image) ||
           std::any_of(item.revisions.begin(), item.revisions.end(), [](const Revision& revision) {
               return revision.assessment.has(models::Category::illegal_image);
           });
}

bool read_by_other(const Visit& visit, const Item& item) {
    return !item.claimed_by.empty() && item.claimed_by != visit.person() && item.claimed_until &&
           *item.claimed_until > visit.now;
}

std::vector<std::string> contacts_for(const config::RoutingTable& routing, const Item& item) {
    std::vector<std::string> codes;
    if (item.severity >= models::Severity::v3) codes.emplace_back("police999");
    for (const auto& revision : item.revisions) {
        if (revision.assessment.severity > item.severity) continue;  // somebody has decided about that one
        for (const auto& finding : revision.assessment.findings) {
            const auto* route = routing.find(models::to_string(finding.category), models::level(finding.severity));
            if (route == nullptr) continue;
            for (const auto& code : route->cards)
                if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
        }
    }
    return codes;
}

Html contact_cards(const std::vector<std::string>& codes, std::string_view network) {
    Html html;
    if (codes.empty()) return html;
    html.raw("<section class=\"gh-contact\" aria-labelledby=\"contacts\">")
        .raw("<h2 class=\"govuk-heading-m\" id=\"contacts\">Whom to call</h2>\n");
    std::vector<Html> lines;
    for (const auto& code : codes) {
        const auto* known = contact(code);
        if (known == nullptr) continue;
        Html line{"<strong>"};
        line.text(known->name.empty() ? network : known->name).raw("</strong>: ").text(known->how);
        if (!known->address.empty()) line.raw(" ").add(link(known->address, "Open the page"));
        lines.push_back(std::move(line));
    }
    html.add(bullets(lines)).raw("</section>\n");
    return html;
}

}  // namespace moderation::web
