#include "config/doctor.hpp"

#include "config/policy/recipients.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace config {

namespace {

std::string place(const Problem& problem) {
    return problem.file + (problem.line > 0 ? ":" + std::to_string(problem.line) : "") + ": " + problem.what;
}

void add(const Problems& problems, Findings& findings) {
    for (const auto& problem : problems) {
        const auto remedy = problem.remedy.empty() ? std::string{"mend the file"} : problem.remedy;
        findings.push_back(problem.warning ? warning(place(problem), remedy) : wrong(place(problem), remedy));
    }
}

struct Wanted {
    Role role;
    const char* without;  ///< what does not work without anybody
};
// head, DSL, deputy and chair are looked at with the configuration.
constexpr std::array<Wanted, 5> kWanted{{
    {Role::comms_author, "nobody can propose channels but the leadership"},
    {Role::comms_approver, "everyday comments are left to the leadership"},
    {Role::vice_chair, "a case about the chair goes straight to the trust contact"},
    {Role::it_admin, "alarms about the service reach the leadership only"},
    {Role::trust_contact, "a case that the school cannot handle itself has nobody to go to"},
}};

/// Somebody who could be written to.
bool reachable(const Recipients& recipients) {
    const auto has_address = [](const Person* person) { return !person->email.empty(); };
    return std::any_of(recipients.steps.begin(), recipients.steps.end(),
                       [&](const auto& step) { return std::any_of(step.begin(), step.end(), has_address); });
}

bool told(const Route& route) {
    return std::any_of(route.notify.begin(), route.notify.end(),
                       [](Notify way) { return way != Notify::none && way != Notify::queue; });
}

}  // namespace

std::optional<Configuration> examine_configuration(const std::string& file, const std::vector<Emitted>& emitted,
                                                   runtime::Time now, const std::vector<std::string>& overrides,
                                                   Findings& findings) {
    auto loaded = load_configuration(file, emitted, now, overrides);
    add(loaded ? loaded->warnings : loaded.error(), findings);
    if (!loaded) return std::nullopt;
    findings.push_back(fine("the configuration can be used"));
    return std::move(*loaded);
}

void examine_people(const Configuration& configuration, runtime::Time now, Findings& findings) {
    const auto& people = configuration.people;
    for (const auto& wanted : kWanted)
        if (people.holders(wanted.role, now).empty())
            findings.push_back(warning("nobody holds the role `" + std::string{to_string(wanted.role)} + "` today",
                                       std::string{"give it to somebody in the people file: "} + wanted.without));
    if (people.holders(Role::dsl, now, true).empty() && people.holders(Role::deputy_dsl, now, true).empty())
        findings.push_back(warning("the DSL and every deputy are absent today",
                                   "name a deputy for these days in the people file; until then the head is told"));

    std::set<std::string> unheard;
    for (const auto& route : configuration.routing.all())
        if (told(route) && !reachable(recipients(route, {}, people, now)))
            unheard.insert("V" + std::to_string(route.severity) + " of " + route.category);
    for (const auto& alert : unheard)
        findings.push_back(wrong("an alert " + alert + " could be sent to nobody",
                                 "give the people of that row of the routing table an `email` in the people file"));
    if (!reachable(leaders({}, people, now)))
        findings.push_back(wrong("an alarm about the service could be sent to nobody",
                                 "give the head or the DSL an `email` in the people file"));
    else if (unheard.empty())
        findings.push_back(fine("every alert has somebody with an e-mail address"));
}

}  // namespace config
