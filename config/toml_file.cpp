#include "config/toml_file.hpp"

#include "config/did_you_mean.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace config {

namespace {

int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

/// The message of the parser with line breaks taken out: a problem is one line.
std::string one_line(std::string_view text) {
    std::string line{text};
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    return line;
}

/// "08:00" in minutes.
std::optional<int> minutes_of(const toml::time& time) {
    if (time.second != 0 || time.nanosecond != 0) return std::nullopt;
    return time.hour * 60 + time.minute;
}

std::optional<int> minutes_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
    const int hour = digit(0) * 10 + digit(1);
    const int minute = digit(3) * 10 + digit(4);
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

}  // namespace

std::optional<std::string> read_configuration_file(const std::string& file, Problems& problems) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        problems.push_back(
            {file, 0, "there is no such file", "check the path; relative ones start at the settings file"});
        return std::nullopt;
    }
    std::ifstream in{file, std::ios::binary};
    std::string bytes(kMaxConfigurationBytes + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.bad() || (!in.eof() && in.gcount() == 0)) {
        problems.push_back({file, 0, "cannot be read", "let the user that runs Gatehouse read it"});
        return std::nullopt;
    }
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > kMaxConfigurationBytes) {
        problems.push_back({file, 0, "is larger than 1 MiB", "give the right file"});
        return std::nullopt;
    }
    return bytes;
}

std::optional<toml::table> read_toml(const std::string& file, Problems& problems) {
    const auto bytes = read_configuration_file(file, problems);
    if (!bytes) return std::nullopt;
    try {
        return toml::parse(std::string_view{*bytes}, std::string_view{file});
    } catch (const toml::parse_error& error) {
        const auto line = static_cast<int>(error.source().begin.line);
        problems.push_back({file, line, "is not TOML here: " + one_line(error.description()),
                            "mend this line; nothing after it was looked at"});
        return std::nullopt;
    }
}

std::string_view kind_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table: return "a table";
        case toml::node_type::array: return "an array";
        case toml::node_type::string: return "a string";
        case toml::node_type::integer: return "an integer";
        case toml::node_type::floating_point: return "a number with a fraction";
        case toml::node_type::boolean: return "true or false";
        case toml::node_type::date: return "a date";
        case toml::node_type::time: return "a time";
        case toml::node_type::date_time: return "a date with a time";
        case toml::node_type::none: break;
    }
    return "nothing";
}

void TableReader::problem(const toml::node* node, std::string what, std::string remedy) {
    problems_.push_back({file_, node ? line_of(*node) : line(), where_ + ": " + std::move(what), std::move(remedy)});
}

const toml::node* TableReader::any(std::string_view key) {
    asked_.insert(std::string{key});
    return table_.get(key);
}

const toml::node* TableReader::need(std::string_view key, bool required) {
    const auto* node = any(key);
    if (!node && required) problem(nullptr, "`" + std::string{key} + "` is missing", "add it");
    return node;
}

std::string TableReader::text(std::string_view key, bool required) {
    const auto* node = need(key, required);
    if (!node) return {};
    const auto value = node->value_exact<std::string>();
    if (!value) {
        problem(node, "`" + std::string{key} + "` must be a string, found " + std::string{kind_of(*node)});
        return {};
    }
    if (required && value->empty()) problem(node, "`" + std::string{key} + "` is empty", "say what it is");
    return *value;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    const auto* node = need(key, false);
    std::vector<std::string> values;
    if (!node) return values;
    const auto* array = node->as_array();
    if (!array) {
        problem(node, "`" + std::string{key} + "` must be an array of strings", "write [\"one\", \"two\"]");
        return values;
    }
    for (const auto& element : *array) {
        if (auto value = element.value_exact<std::string>())
            values.push_back(std::move(*value));
        else
            problem(&element, "`" + std::string{key} + "` must hold strings, found " + std::string{kind_of(element)});
    }
    return values;
}

int TableReader::number(std::string_view key, int otherwise, int lowest, int highest) {
    const auto* node = need(key, false);
    if (!node) return otherwise;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= lowest && *value <= highest) return static_cast<int>(*value);
    problem(node, "`" + std::string{key} + "` must be an integer from " + std::to_string(lowest) + " to " +
                      std::to_string(highest));
    return otherwise;
}

std::optional<toml::date> TableReader::day(std::string_view key, bool required) {
    const auto* node = need(key, required);
    if (!node) return std::nullopt;
    const auto value = node->value_exact<toml::date>();
    if (!value)
        problem(node, "`" + std::string{key} + "` must be a date, found " + std::string{kind_of(*node)},
                "write 2026-09-03 without quotes");
    return value;
}

std::optional<int> TableReader::time_of_day(std::string_view key) {
    const auto* node = need(key, false);
    if (!node) return std::nullopt;
    std::optional<int> minutes;
    if (const auto time = node->value_exact<toml::time>()) minutes = minutes_of(*time);
    if (const auto text = node->value_exact<std::string>()) minutes = minutes_of(*text);
    if (!minutes) problem(node, "`" + std::string{key} + "` must be a time of day", "write \"16:30\"");
    return minutes;
}

std::vector<const toml::table*> TableReader::tables(std::string_view key) {
    const auto* node = need(key, false);
    std::vector<const toml::table*> found;
    if (!node) return found;
    const auto* array = node->as_array();
    if (!array) {
        problem(node, "`" + std::string{key} + "` must be a list of tables", "write [[" + std::string{key} + "]]");
        return found;
    }
    for (const auto& element : *array) {
        if (const auto* table = element.as_table())
            found.push_back(table);
        else
            problem(&element, "`" + std::string{key} + "` must hold tables, found " + std::string{kind_of(element)});
    }
    return found;
}

void TableReader::finish() {
    const std::vector<std::string_view> known{asked_.begin(), asked_.end()};
    for (const auto& [key, node] : table_) {
        if (asked_.contains(key.str())) continue;
        problem(&node, "unknown key `" + std::string{key.str()} + "`", did_you_mean(key.str(), known));
    }
}

}  // namespace config
