#include "config/policy/routing.hpp"

#include "config/policy/recipients.hpp"

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

/// Those who are told of a matter because it is theirs to protect somebody, not because they see the page.
bool protects(Recipient recipient) {
    return recipient != Recipient::comms && recipient != Recipient::dpo && recipient != Recipient::it;
}

bool names(const Route& route, Recipient recipient) {
    return std::find(route.recipients.begin(), route.recipients.end(), recipient) != route.recipients.end();
}

std::size_t narrowness(const Route& route) {
    constexpr std::array<std::string_view, 4> kFromTheWidest{"open", "dsl", "cm", "gov"};
    const auto* const found = std::find(kFromTheWidest.begin(), kFromTheWidest.end(), route.visibility);
    return static_cast<std::size_t>(found - kFromTheWidest.begin());
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

Route RoutingTable::united(const std::vector<std::pair<std::string_view, int>>& cells) const {
    std::vector<const Route*> rows;
    for (const auto& [category, severity] : cells)
        if (const auto* row = find(category, severity)) rows.push_back(row);
    Route all;
    for (const auto* row : rows)
        if (all.visibility.empty() || narrowness(*row) > narrowness(all)) all.visibility = row->visibility;
    for (const auto* row : rows)
        for (const auto recipient : row->recipients) {
            const bool told = protects(recipient) || row->visibility == all.visibility;
            if (told && !names(all, recipient)) all.recipients.push_back(recipient);
        }
    return all;
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
