#include "config/settings.hpp"

#include "config/did_you_mean.hpp"
#include "config/settings_keys.hpp"
#include "config/settings_reader.hpp"
#include "config/settings_value.hpp"
#include "config/toml_file.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace config {

namespace {

constexpr std::size_t kMaxOverrides = 200;

/// Goes through the tables of a settings file and gives each value to its key.
class SettingsReader {
  public:
    SettingsReader(const std::string& file, SettingsRead& read)
        : file_{file},
          folder_{std::filesystem::path{file}.parent_path().string()},
          read_{read},
          keys_{settings_keys()} {}

    void take_file() {
        const auto table = read_toml(file_, read_.problems);
        parsed_ = table.has_value();
        if (!parsed_) return;
        walk(*table, "", file_);
        // A parsed table is in alphabetical order; people read from the top.
        std::sort(read_.problems.begin(), read_.problems.end(), [](const Problem& a, const Problem& b) {
            return std::tie(a.line, a.what) < std::tie(b.line, b.what);
        });
    }

    void take_override(const std::string& text) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            read_.problems.push_back({"--set", 0, "an override must look like web.port=8080", ""});
            return;
        }
        const auto path = text.substr(0, equals);
        const auto value = text.substr(equals + 1);
        const auto* key = find(path);
        if (!key) return unknown(path, "--set", 0);
        auto table = parse_value(value);
        // Quotes do not survive a shell: what is no TOML value is taken as a string.
        if (!table && key->kind != Kind::number && key->kind != Kind::boolean) table = toml::table{{"value", value}};
        if (!table) {
            read_.problems.push_back({"--set", 0, "`" + path + "` is not " + expected_of(*key), ""});
            return;
        }
        take(*key, *table->get("value"), "--set");
    }

    void require() {
        if (!parsed_) return;
        for (const auto& key : keys_) {
            if (!key.required || seen_.contains(key.path)) continue;
            read_.problems.push_back(
                {file_, 0, "`" + std::string{key.path} + "` is missing", "add it: " + std::string{key.help}});
        }
    }

  private:
    static std::optional<toml::table> parse_value(const std::string& value) {
        try {
            auto table = toml::parse(std::string_view{"value = " + value}, std::string_view{"--set"});
            if (table.size() == 1) return table;
        } catch (const toml::parse_error&) {
        }
        return std::nullopt;
    }

    const Key* find(std::string_view path) const {
        for (const auto& key : keys_)
            if (key.path == path) return &key;
        return nullptr;
    }

    bool is_group(std::string_view path) const {
        const auto prefix = std::string{path} + ".";
        for (const auto& key : keys_)
            if (key.path.substr(0, prefix.size()) == prefix) return true;
        return false;
    }

    void walk(const toml::table& table, const std::string& prefix, const std::string& file) {
        for (const auto& [name, node] : table) {
            const auto path = prefix.empty() ? std::string{name.str()} : prefix + "." + std::string{name.str()};
            const int line = static_cast<int>(name.source().begin.line);
            if (const auto* key = find(path)) {
                read_.lines[path] = line;
                take(*key, node, file);
            } else if (is_group(path)) {
                const auto* group = node.as_table();
                if (group)
                    walk(*group, path, file);
                else
                    read_.problems.push_back({file, line, "`" + path + "` must be a table", "write [" + path + "]"});
            } else {
                unknown(path, file, line);
            }
        }
    }

    void take(const Key& key, const toml::node& node, const std::string& file) {
        seen_.insert(std::string{key.path});
        auto wrong = set_value(key, node, folder_, read_.settings);
        if (!wrong) return;
        const int line = file == file_ ? static_cast<int>(node.source().begin.line) : 0;
        read_.problems.push_back({file, line, std::move(wrong->what), std::move(wrong->remedy)});
    }

    void unknown(const std::string& path, const std::string& file, int line) {
        std::vector<std::string_view> names;
        for (const auto& key : keys_) {
            names.push_back(key.path);
            names.push_back(key.path.substr(0, key.path.find('.')));
        }
        read_.problems.push_back({file, line, "unknown key `" + path + "`", did_you_mean(path, names)});
    }

    std::string file_;
    std::string folder_;
    SettingsRead& read_;
    std::vector<Key> keys_;
    std::set<std::string, std::less<>> seen_;
    bool parsed_{false};
};

}  // namespace

std::chrono::milliseconds poll_interval(const Settings::Collect& collect, Profile profile) {
    switch (profile) {
        case Profile::school_hours: return collect.poll_school_hours;
        case Profile::evening: return collect.poll_evening;
        case Profile::night: return collect.poll_night;
        case Profile::weekend: return collect.poll_weekend;
        case Profile::holiday: return collect.poll_holiday;
    }
    return collect.poll_school_hours;
}

SettingsRead read_settings(const std::string& file, const std::vector<std::string>& overrides) {
    SettingsRead read;
    SettingsReader reader{file, read};
    reader.take_file();
    if (overrides.size() > kMaxOverrides) {
        read.problems.push_back({"--set", 0, "more than 200 overrides", "write them into the settings file"});
        return read;
    }
    for (const auto& text : overrides) reader.take_override(text);
    reader.require();
    for (auto* url : {&read.settings.web.public_url, &read.settings.hooks.public_url})
        url->erase(url->find_last_not_of('/') + 1);  // what stands behind it begins with one
    return read;
}

tl::expected<Settings, Problems> load_settings(const std::string& file, const std::vector<std::string>& overrides) {
    auto read = read_settings(file, overrides);
    if (any_error(read.problems)) return tl::unexpected{std::move(read.problems)};
    return std::move(read.settings);
}

tl::expected<Settings, Problems> load_settings(const std::string& file) {
    return load_settings(file, {});
}

}  // namespace config
