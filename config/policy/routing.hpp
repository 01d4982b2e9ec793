#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/people.hpp"
#include "config/problem.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace config {

/// Somebody's clock: "4sh", "1sd", "30m", "1wd".
struct Deadline {
    enum class Unit { minutes, hours, school_hours, school_days, working_days, calendar_days };
    int amount{0};
    Unit unit{Unit::minutes};
};

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

/// A category and the severities the classifier can emit for it.
struct Emitted {
    std::string_view category;
    std::vector<int> severities;
};

/// Reads the table. Refuses one that lacks a row for something the classifier can emit, that combines
/// `criticism` with an automatic action, or that sends `staff_allegation` to comms.
tl::expected<RoutingTable, Problems> load_routing(const std::string& file, const std::vector<Emitted>& emitted);

/// Who is told, in which order, when one after the other does not acknowledge.
struct Recipients {
    std::vector<std::vector<const Person*>> steps;  ///< steps[0] is told first
    bool nobody{false};                             ///< no eligible person at all: itself an emergency
};

/// Who an alert is about, for the conflict pass.
struct Subject {
    std::vector<std::string> barred;  ///< person ids: named in the item, or with a declared conflict
};

/// Computes recipients of a row and then applies the conflict rules: whoever is barred is taken out;
/// a case about a head goes to the chair (a co-head is no substitute); about the DSL to the head, or to
/// the chair and a deputy who is not a head when the DSL is the head; about the chair to the vice chair;
/// somebody managed by a barred person is never the only recipient. Then the ladder of escalation:
/// deputies, head, SLT, chair, trust contact.
Recipients recipients(const Route& route, const Subject& subject, const People& people, runtime::Time at);

/// The same ladder without a row, for operational alarms.
Recipients leaders(const Subject& subject, const People& people, runtime::Time at);

/// Person ids that must see no trace of a text: people it names or calls by role ("the head"), and people
/// who declared a conflict with a name in it.
std::vector<std::string> barred_by(std::string_view text, const People& people, runtime::Time at);

/// The same without those who are merely named: only declared conflicts. For opinions about people, which
/// those people should hear.
std::vector<std::string> conflicted_by(std::string_view text, const People& people);

/// Person ids of whoever may have written under this name, and of those who declared a conflict with it.
std::vector<std::string> written_by(std::string_view author, const People& people);

/// When a deadline that starts now is over. V4 clocks and clocks in minutes run on the wall.
runtime::Time due(const Deadline& deadline, int severity, const Calendar& calendar, runtime::Time now);

/// Configuration that holds on the day it starts: at least one eligible recipient for every row.
Problems check_routing(const RoutingTable& table, const People& people, runtime::Time at, const std::string& file);

}  // namespace config
