#pragma once

#include "config/problem.hpp"
#include "config/runtime/clock.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace config {

/// What a person is at the school. One person may hold several.
enum class Role {
    comms_author,
    comms_approver,
    dsl,
    deputy_dsl,
    headteacher,
    slt,
    governor,
    chair_of_governors,
    vice_chair,
    safeguarding_governor,
    it_admin,
    auditor,
    trust_contact,
};
std::string_view to_string(Role role);
std::optional<Role> role_from(std::string_view name);

/// A role held from one day to another (both included; nothing: open).
struct RoleHeld {
    Role role{Role::comms_author};
    std::optional<runtime::Time> from;
    std::optional<runtime::Time> until;
    int order{0};  ///< among the holders of the same role: deputies are called in this order
};

struct Person {
    std::string id;    ///< [a-z0-9._-]: stands in the journal
    std::string name;  ///< "Mrs Quill"
    std::string email;
    std::vector<std::string> known_as;  ///< how comments call them: "Quill", "Mrs Q"
    std::vector<RoleHeld> roles;
    std::vector<std::string> conflicts;   ///< words (names of relatives) whose items this person must not see
    std::vector<std::string> managed_by;  ///< person ids of line managers
    std::vector<std::pair<runtime::Time, runtime::Time>> absent;
};

/// The people of one school.
class People {
  public:
    explicit People(std::vector<Person> people) : people_{std::move(people)} {}

    const std::vector<Person>& all() const { return people_; }
    const Person* find(std::string_view id) const;
    /// Holders of a role on that day, in their order; absent ones left out when `present` is set.
    std::vector<const Person*> holders(Role role, runtime::Time at, bool present = false) const;
    bool holds(std::string_view person, Role role, runtime::Time at) const;
    std::vector<Role> roles_of(std::string_view person, runtime::Time at) const;

  private:
    std::vector<Person> people_;
};

/// Reads people.toml. Checks also that ids are unique, e-mail addresses valid, IT admin and content roles
/// apart, and that there is a headteacher and a DSL.
tl::expected<People, Problems> load_people(const std::string& file);

}  // namespace config
