#pragma once

#include "config/policy/deadline.hpp"
#include "config/policy/people.hpp"
#include "config/problem.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace config {

/// What the machine may do by itself. Only reversible things.
enum class Automatic {
    none,
    hide,
    hide_on_suspicion,
    hide_if_target,
    hide_if_slur,
    hide_if_named,
    hide_if_named_and_abusive,
    hide_if_first_time_stranger,
    hide_if_two_identifiers,
    hide_with_alert,
    confirm,  ///< propose to a person
    prompt,   ///< propose unpublishing or deleting to a person
};

enum class Recipient { comms, dsl, ht, slt, cm, chair, dpo, it };
enum class Notify { none, queue, digest, email, push, sms };

/// One row of the routing table: what happens for a category at a severity.
struct Route {
    std::string category;
    int severity{0};
    std::vector<Recipient> recipients;
    std::vector<Notify> notify;
    std::optional<Deadline> acknowledge;
    std::optional<Deadline> act;
    Automatic automatic{Automatic::none};
    std::string preserve;            ///< "std", "snap", "hold"...
    std::string visibility;          ///< "open", "dsl", "cm", "gov"
    std::vector<std::string> cards;  ///< external contacts to show: "police999"
    int line{0};
};

class RoutingTable {
  public:
    explicit RoutingTable(std::vector<Route> routes);
    /// The row, or the one of the next higher severity, or nothing (start-up makes sure that a category
    /// the classifier can emit always has one).
    const Route* find(std::string_view category, int severity) const;
    /// The recipients and the visibility of several rows, each found by category and severity, that hold for one
    /// item: whoever one of them tells is told, and the narrowest audience of them sees it. Comms, data protection and
    /// IT are told only by a row for that audience; those who protect somebody are told whatever else is in the item.
    Route united(const std::vector<std::pair<std::string_view, int>>& cells) const;
    const std::vector<Route>& all() const { return routes_; }

  private:
    std::vector<Route> routes_;
    std::map<std::pair<std::string, int>, std::size_t, std::less<>> index_;
};

/// Configuration that holds on the day it starts: at least one eligible recipient for every row.
Problems check_routing(const RoutingTable& table, const People& people, runtime::Time at, const std::string& file);

}  // namespace config
