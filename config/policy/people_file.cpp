#include "config/did_you_mean.hpp"
#include "config/policy/people.hpp"
#include "config/settings_checks.hpp"
#include "config/toml_file.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <date/date.h>

namespace config {

namespace {

constexpr std::size_t kMaxPeople = 500;
constexpr std::size_t kMaxWordsEach = 50;
constexpr int kMaxOrder = 1000;

runtime::Time midnight(const toml::date& day) {
    return date::sys_days{date::year{day.year} / date::month{day.month} / date::day{day.day}};
}

bool good_id(std::string_view id) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    return !id.empty() && id.size() <= 40 && std::all_of(id.begin(), id.end(), allowed);
}

std::vector<std::string_view> role_names() {
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(Role::trust_contact); ++i) names.push_back(to_string(static_cast<Role>(i)));
    return names;
}

/// Reads the file and remembers where each person stands, for the checks that look at several.
class PeopleReader {
  public:
    PeopleReader(const std::string& file, Problems& problems) : file_{file}, problems_{problems} {}

    std::vector<Person> read(const toml::table& table) {
        TableReader top{table, file_, "the file", problems_};
        const auto tables = top.tables("person");
        top.finish();
        if (tables.empty()) problems_.push_back({file_, 0, "names nobody", "add a [[person]]"});
        if (tables.size() > kMaxPeople) {
            problems_.push_back({file_, 0, "names more than 500 people", "list those who use Gatehouse only"});
            return {};
        }
        std::vector<Person> people;
        for (const auto* each : tables) people.push_back(person(*each));
        check(people);
        return people;
    }

  private:
    Person person(const toml::table& table) {
        const auto* id = table.get("id");
        const auto named = id ? id->value_exact<std::string>() : std::nullopt;
        TableReader reader{table, file_, "person `" + named.value_or("?") + "`", problems_};
        Person person;
        person.id = reader.text("id", true);
        person.name = reader.text("name", true);
        person.email = reader.text("email");
        person.known_as = words(reader, "known_as");
        person.conflicts = words(reader, "conflicts");
        person.managed_by = reader.texts("managed_by");
        person.roles = roles(reader);
        person.absent = absences(reader);
        if (!person.id.empty() && !good_id(person.id))
            reader.problem(id, "`id` must be 1 to 40 of a-z, 0-9, dot, dash and underscore");
        if (const auto complaint = check_email(person.email); !complaint.empty())
            reader.problem(table.get("email"), "`email` " + complaint);
        if (const auto complaint = check_line(person.name); !complaint.empty())
            reader.problem(table.get("name"), "`name` " + complaint);
        reader.finish();
        lines_.push_back(reader.line());
        return person;
    }

    static std::vector<std::string> words(TableReader& reader, std::string_view key) {
        auto found = reader.texts(key);
        const auto empty = [](const std::string& word) {
            return word.find_first_not_of(" \t\r\n") == std::string::npos;
        };
        if (std::any_of(found.begin(), found.end(), empty) || found.size() > kMaxWordsEach)
            reader.problem(nullptr, "`" + std::string{key} + "` must hold at most 50 words, none of them empty");
        return found;
    }

    std::vector<RoleHeld> roles(TableReader& reader) {
        std::vector<RoleHeld> held;
        const auto* node = reader.any("roles");
        if (!node) return held;
        const auto* array = node->as_array();
        if (!array) {
            reader.problem(node, "`roles` must be an array",
                           "write [\"dsl\"] or [{role = \"dsl\", until = 2027-07-31}]");
            return held;
        }
        for (const auto& element : *array)
            if (auto role = role_held(reader, element)) held.push_back(*role);
        return held;
    }

    std::optional<RoleHeld> role_held(TableReader& reader, const toml::node& element) {
        RoleHeld held;
        std::string name;
        if (const auto* table = element.as_table()) {
            TableReader detail{*table, file_, "role", problems_};
            name = detail.text("role", true);
            if (const auto from = detail.day("from")) held.from = midnight(*from);
            if (const auto until = detail.day("until")) held.until = midnight(*until);
            held.order = detail.number("order", 0, 0, kMaxOrder);
            detail.finish();
            if (held.from && held.until && *held.until < *held.from) detail.problem(table, "ends before it begins");
            if (name.empty()) return std::nullopt;
        } else if (const auto text = element.value_exact<std::string>()) {
            name = *text;
        } else {
            reader.problem(&element, "a role must be a string or a table");
            return std::nullopt;
        }
        const auto role = role_from(name);
        if (!role) {
            reader.problem(&element, "there is no role `" + name + "`", did_you_mean(name, role_names()));
            return std::nullopt;
        }
        held.role = *role;
        return held;
    }

    std::vector<std::pair<runtime::Time, runtime::Time>> absences(TableReader& reader) {
        std::vector<std::pair<runtime::Time, runtime::Time>> absent;
        for (const auto* table : reader.tables("absent")) {
            TableReader detail{*table, file_, "absence", problems_};
            const auto from = detail.day("from", true);
            const auto until = detail.day("until", true);
            detail.finish();
            if (!from || !until) continue;
            if (midnight(*until) < midnight(*from)) detail.problem(table, "ends before it begins");
            absent.emplace_back(midnight(*from), midnight(*until));
        }
        return absent;
    }

    void check(const std::vector<Person>& people) {
        std::map<std::string, int, std::less<>> ids;
        for (std::size_t i = 0; i < people.size(); ++i)
            if (const auto [at, fresh] = ids.emplace(people[i].id, lines_[i]); !fresh)
                report(lines_[i], "person `" + people[i].id + "` stands there twice",
                       "the other one is in line " + std::to_string(at->second));
        for (std::size_t i = 0; i < people.size(); ++i) {
            for (const auto& manager : people[i].managed_by)
                if (!ids.contains(manager) || manager == people[i].id)
                    report(lines_[i],
                           "person `" + people[i].id + "`: `managed_by` must name somebody else in this file", "");
            check_apart(people[i], lines_[i]);
        }
        need_holder(people, Role::headteacher);
        need_holder(people, Role::dsl);
    }

    /// Whoever can change who gets in must not read what children and parents wrote.
    void check_apart(const Person& person, int line) {
        for (const auto& it : person.roles) {
            if (it.role != Role::it_admin) continue;
            for (const auto& other : person.roles) {
                const bool overlap = (!it.until || !other.from || *other.from <= *it.until) &&
                                     (!other.until || !it.from || *it.from <= *other.until);
                if (other.role == Role::it_admin || !overlap) continue;
                report(line,
                       "person `" + person.id + "` is IT administrator and " + std::string{to_string(other.role)} +
                           " at the same time",
                       "give that person two accounts");
            }
        }
    }

    void need_holder(const std::vector<Person>& people, Role role) {
        for (const auto& person : people)
            for (const auto& held : person.roles)
                if (held.role == role) return;
        report(0, "nobody holds the role `" + std::string{to_string(role)} + "`", "give it to somebody");
    }

    void report(int line, std::string what, std::string remedy) {
        problems_.push_back({file_, line, std::move(what), std::move(remedy)});
    }

    std::string file_;
    Problems& problems_;
    std::vector<int> lines_;
};

}  // namespace

tl::expected<People, Problems> load_people(const std::string& file) {
    Problems problems;
    const auto table = read_toml(file, problems);
    std::vector<Person> people;
    if (table) people = PeopleReader{file, problems}.read(*table);
    if (any_error(problems)) return tl::unexpected{std::move(problems)};
    return People{std::move(people)};
}

}  // namespace config
