#include "config/policy/recipients.hpp"

#include <algorithm>
#include <utility>

namespace config {

namespace {

using Group = std::vector<const Person*>;

bool contains(const Group& group, const Person* person) {
    return std::find(group.begin(), group.end(), person) != group.end();
}

/// Who may be told of one case, in which order. Everything is asked of the people on one day.
class Ladder {
  public:
    /// `absent_too`: also those who are away.
    Ladder(const Subject& subject, const People& people, runtime::Time at, bool absent_too)
        : subject_{subject},
          people_{people},
          at_{at},
          absent_too_{absent_too},
          about_head_{about(Role::headteacher)},
          about_dsl_{about(Role::dsl)} {}

    Recipients climb(const Route& route) const {
        Group first;
        for (const auto recipient : route.recipients) add(first, group(recipient));
        add(first, because_of_the_subject());
        return from(std::move(first), route.visibility == "cm" || route.visibility == "gov");
    }

    Recipients climb() const { return from(because_of_the_subject(), false); }

  private:
    bool barred(const Person& person) const {
        return std::find(subject_.barred.begin(), subject_.barred.end(), person.id) != subject_.barred.end();
    }

    bool about(Role role) const {
        return std::any_of(subject_.barred.begin(), subject_.barred.end(),
                           [&](const auto& id) { return people_.holds(id, role, at_); });
    }

    /// Not barred, and not the colleague of a barred head.
    bool eligible(const Person& person) const {
        return !barred(person) && !(about_head_ && people_.holds(person.id, Role::headteacher, at_));
    }

    bool managed_by_barred(const Person& person) const {
        return std::any_of(person.managed_by.begin(), person.managed_by.end(), [&](const auto& manager) {
            return std::find(subject_.barred.begin(), subject_.barred.end(), manager) != subject_.barred.end();
        });
    }

    Group holders(Role role) const {
        Group found;
        for (const auto* person : people_.holders(role, at_, !absent_too_))
            if (eligible(*person)) found.push_back(person);
        return found;
    }

    /// The first of these roles that somebody eligible holds.
    Group first_of(std::initializer_list<Role> roles) const {
        for (const auto role : roles)
            if (auto found = holders(role); !found.empty()) return found;
        return {};
    }

    Group next_deputy() const {
        auto deputies = holders(Role::deputy_dsl);
        if (deputies.size() > 1) deputies.resize(1);
        return deputies;
    }

    Group chair() const { return first_of({Role::chair_of_governors, Role::vice_chair, Role::trust_contact}); }

    Group group(Recipient recipient) const {
        switch (recipient) {
            case Recipient::comms: {
                auto both = holders(Role::comms_author);
                add(both, holders(Role::comms_approver));
                return both;
            }
            case Recipient::dsl: {
                // A case about the DSL goes to the head; deputies come later, when nobody acknowledges.
                auto leads = holders(Role::dsl);
                return leads.empty() && !about_dsl_ ? next_deputy() : leads;
            }
            case Recipient::ht:
            case Recipient::cm: return holders(Role::headteacher);
            case Recipient::slt: return holders(Role::slt);
            case Recipient::chair: return chair();
            case Recipient::dpo: return holders(Role::auditor);
            case Recipient::it: return holders(Role::it_admin);
        }
        return {};
    }

    /// Those who step in for the person that the case is about.
    Group because_of_the_subject() const {
        Group instead;
        if (about_head_) add(instead, chair());
        if (about_dsl_) add(instead, about_head_ ? next_deputy() : holders(Role::headteacher));
        if (about(Role::chair_of_governors)) add(instead, first_of({Role::vice_chair, Role::trust_contact}));
        if (about(Role::safeguarding_governor)) add(instead, chair());
        return instead;
    }

    /// Deputies one after the other, then each rank together. An allegation stays in a closed circle.
    std::vector<Group> ranks(bool closed_circle) const {
        std::vector<Group> ranks;
        if (!closed_circle) {
            ranks.push_back(holders(Role::dsl));
            for (const auto* deputy : holders(Role::deputy_dsl)) ranks.push_back({deputy});
        }
        ranks.push_back(holders(Role::headteacher));
        if (!closed_circle) ranks.push_back(holders(Role::slt));
        ranks.push_back(holders(Role::chair_of_governors));
        ranks.push_back(about(Role::chair_of_governors) || closed_circle ? holders(Role::vice_chair) : Group{});
        ranks.push_back(holders(Role::trust_contact));
        return ranks;
    }

    Recipients from(Group first, bool closed_circle) const {
        Recipients found;
        Group told;
        take(found, told, std::move(first));
        for (auto& rank : ranks(closed_circle)) take(found, told, std::move(rank));
        keep_company(found);
        return found;
    }

    /// A step of those who were not told before.
    static void take(Recipients& found, Group& told, Group group) {
        Group fresh;
        for (const auto* person : group)
            if (!contains(told, person) && !contains(fresh, person)) fresh.push_back(person);
        if (fresh.empty()) return;
        told.insert(told.end(), fresh.begin(), fresh.end());
        found.steps.push_back(std::move(fresh));
    }

    /// Somebody who is managed by the person that the case is about is never the only one who knows: the
    /// first step gets the next independent person from above. With none at all, nobody is told.
    void keep_company(Recipients& found) const {
        const auto independent = [&](const Person* person) { return !managed_by_barred(*person); };
        for (std::size_t step = 0; step < found.steps.size(); ++step) {
            const auto& group = found.steps[step];
            const auto who = std::find_if(group.begin(), group.end(), independent);
            if (who == group.end()) continue;
            if (step == 0) return;
            const auto* joins = *who;
            found.steps[0].push_back(joins);
            std::erase(found.steps[step], joins);
            if (found.steps[step].empty()) found.steps.erase(found.steps.begin() + static_cast<std::ptrdiff_t>(step));
            return;
        }
        found.steps.clear();
    }

    static void add(Group& group, const Group& more) {
        for (const auto* person : more)
            if (!contains(group, person)) group.push_back(person);
    }

    const Subject& subject_;
    const People& people_;
    runtime::Time at_;
    bool absent_too_;
    bool about_head_;
    bool about_dsl_;
};

/// Somebody who is away is still better than nobody.
template <class Climb>
Recipients present_or_absent(const Subject& subject, const People& people, runtime::Time at, const Climb& climb) {
    auto found = climb(Ladder{subject, people, at, false});
    if (found.steps.empty()) found = climb(Ladder{subject, people, at, true});
    found.nobody = found.steps.empty();
    return found;
}

}  // namespace

Recipients recipients(const Route& route, const Subject& subject, const People& people, runtime::Time at) {
    if (route.recipients.empty()) return {};
    return present_or_absent(subject, people, at, [&](const Ladder& ladder) { return ladder.climb(route); });
}

Recipients leaders(const Subject& subject, const People& people, runtime::Time at) {
    return present_or_absent(subject, people, at, [](const Ladder& ladder) { return ladder.climb(); });
}

}  // namespace config
