#pragma once

#include "config/problem.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

namespace config {

/// A configuration file larger than this is a mistake.
inline constexpr std::size_t kMaxConfigurationBytes = std::size_t{1024} * 1024;

/// The whole file, or nothing and a problem that says why.
std::optional<std::string> read_configuration_file(const std::string& file, Problems& problems);

/// The parsed file, or nothing and a problem with the line that is wrong.
std::optional<toml::table> read_toml(const std::string& file, Problems& problems);

/// "a string", "an integer"...: what a value is, for people.
std::string_view kind_of(const toml::node& node);

/// Reads one table of a configuration file key by key. What is wrong becomes a problem with its line;
/// finish() then reports every key that nobody asked for.
class TableReader {
  public:
    /// `where` names the table for people: "person `quill`". The table outlives the reader.
    TableReader(const toml::table& table, std::string file, std::string where, Problems& problems)
        : table_{table}, file_{std::move(file)}, where_{std::move(where)}, problems_{problems} {}

    std::string text(std::string_view key, bool required = false);
    std::vector<std::string> texts(std::string_view key);
    int number(std::string_view key, int otherwise, int lowest, int highest);
    std::optional<toml::date> day(std::string_view key, bool required = false);
    /// "16:30" as minutes since midnight.
    std::optional<int> time_of_day(std::string_view key);
    /// The elements of an array of tables; others are problems.
    std::vector<const toml::table*> tables(std::string_view key);
    /// The value as it stands, for what has more than one form.
    const toml::node* any(std::string_view key);
    void finish();

    void problem(const toml::node* node, std::string what, std::string remedy = {});
    int line() const { return static_cast<int>(table_.source().begin.line); }

  private:
    const toml::node* need(std::string_view key, bool required);

    const toml::table& table_;
    std::string file_;
    std::string where_;
    Problems& problems_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace config
