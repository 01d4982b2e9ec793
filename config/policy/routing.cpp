#include "config/policy/routing.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace config {

namespace {

constexpr std::array<std::pair<Recipient, std::string_view>, 8> kRecipientNames{{{Recipient::comms, "comms"},
                                                                                 {Recipient::dsl, "dsl"},
                                                                                 {Recipient::ht, "ht"},
                                                                                 {Recipient::slt, "slt"},
                                                                                 {Recipient::cm, "cm"},
                                                                                 {Recipient::chair, "chair"},
                                                                                 {Recipient::dpo, "dpo"},
                                                                                 {Recipient::it, "it"}}};

std::vector<Role> roles_of(Recipient recipient) {
    switch (recipient) {
        case Recipient::comms: return {Role::comms_author, Role::comms_approver};
        case Recipient::dsl: return {Role::dsl, Role::deputy_dsl};
        case Recipient::ht:
        case Recipient::cm: return {Role::headteacher};
        case Recipient::slt: return {Role::slt};
        case Recipient::chair: return {Role::chair_of_governors};
        case Recipient::dpo: return {Role::auditor};
        case Recipient::it: return {Role::it_admin};
    }
    return {};
}

bool held_by_anybody(Recipient recipient, const People& people, runtime::Time at) {
    const auto roles = roles_of(recipient);
    return std::any_of(roles.begin(), roles.end(), [&](Role role) { return !people.holders(role, at).empty(); });
}

}  // namespace

RoutingTable::RoutingTable(std::vector<Route> routes) : routes_{std::move(routes)} {
    for (std::size_t i = 0; i < routes_.size(); ++i)
        index_.emplace(std::pair{routes_[i].category, routes_[i].severity}, i);
}

const Route* RoutingTable::find(std::string_view category, int severity) const {
    const auto found = index_.lower_bound(std::pair{std::string{category}, severity});
    if (found == index_.end() || found->first.first != category) return nullptr;
    return &routes_[found->second];
}

Problems check_routing(const RoutingTable& table, const People& people, runtime::Time at, const std::string& file) {
    Problems problems;
    std::set<Recipient> missing;
    for (const auto& route : table.all()) {
        if (route.recipients.empty()) continue;
        const auto row = "`" + route.category + "` " + std::to_string(route.severity);
        if (recipients(route, {}, people, at).nobody)
            problems.push_back({file, route.line, row + " reaches nobody", "give somebody the roles that it names"});
        for (const auto recipient : route.recipients)
            if (!held_by_anybody(recipient, people, at)) missing.insert(recipient);
    }
    for (const auto& [recipient, name] : kRecipientNames) {
        if (!missing.contains(recipient)) continue;
        problems.push_back({file, 0, "rows name `" + std::string{name} + "` and nobody holds that role today",
                            "others are told instead; give the role to somebody in the people file", true});
    }
    return problems;
}

}  // namespace config
