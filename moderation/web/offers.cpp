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

/// What the permission table says of a verb for this item.
Permission permission_for(Verb verb, const Item& item) {
    if (verb == Verb::remove) return Permission::propose_delete;
    if (verb == Verb::ban) return Permission::propose_ban;
    if (verb == Verb::unhide && severe(item)) return Permission::restore_v3;
    if (verb == Verb::leave && severe(item)) return Permission::close_safeguarding;
    return Permission::decide;
}

Permission permission_to_agree(Verb verb, const Item& item) {
    if (verb == Verb::remove) return Permission::agree_delete;
    if (verb == Verb::ban) return Permission::agree_ban;
    return permission_for(verb, item);
}

std::string waiting_reason(const Tools& tools, const Visit& visit, const Item& item) {
    if (item.review == ReviewState::proposed) return "A proposal is waiting for a second colleague.";
    if (item.review == ReviewState::agreed) return "Two colleagues have agreed; it is being carried out.";
    if (read_by_other(visit, item)) return name_of(tools.people, item.claimed_by) + " has it open.";
    return {};
}

std::string network_reason(Verb verb, const Item& item) {
    if (verb == Verb::leave || verb == Verb::escalate) return {};
    const auto& deed = models::deed(item.latest.network, verb);
    const bool there = item.network_state == NetworkState::visible || item.network_state == NetworkState::hidden;
    const bool needs_it = verb != Verb::ban || deed.removes;
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
    const auto permission = permission_for(verb, item);
    const auto answer = allowed(tools, visit, permission);
    const auto& deed = models::deed(item.latest.network, verb);
    Offer made{verb, std::string{deed.button}, std::string{deed.warning}, std::move(key), false, {}};
    made.needs_second = answer == Allowed::with_second || verb == Verb::remove || verb == Verb::ban ||
                        permission == Permission::restore_v3;
    if (verb == Verb::leave && will_be_hidden(item)) made.label = "Leave hidden";
    if (made.needs_second) made.label = "Propose: " + std::string{deed.doing};
    made.why_not = waiting_reason(tools, visit, item);
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
    made.push_back(offer(tools, visit, item, Verb::ban, ""));
    return made;
}

std::string why_not_agree(const Tools& tools, const Visit& visit, const Item& item) {
    if (!item.proposal) return "There is no proposal.";
    if (item.proposal->by == visit.person()) return "You proposed this yourself. A second colleague has to agree.";
    if (read_by_other(visit, item)) return name_of(tools.people, item.claimed_by) + " has it open.";
    if (!may(tools, visit, permission_to_agree(item.proposal->verb, item)))
        return "Your role does not include agreeing to this.";
    return {};
}

bool withheld(const Item& item) {
    return item.assessment.has(models::Category::illegal_image);
}

bool read_by_other(const Visit& visit, const Item& item) {
    return !item.claimed_by.empty() && item.claimed_by != visit.person() && item.claimed_until &&
           *item.claimed_until > visit.now;
}

std::vector<std::string> contacts_for(const config::RoutingTable& routing, const models::Assessment& assessment) {
    std::vector<std::string> codes;
    if (models::level(assessment.severity) < 3) return codes;
    codes.emplace_back("police999");
    for (const auto& finding : assessment.findings) {
        if (models::level(finding.severity) < 3) continue;
        const auto* route = routing.find(models::to_string(finding.category), models::level(finding.severity));
        if (route == nullptr) continue;
        for (const auto& code : route->cards)
            if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
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
