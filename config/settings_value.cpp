#include "config/settings_value.hpp"

#include "config/did_you_mean.hpp"
#include "config/duration.hpp"
#include "config/secret_file.hpp"
#include "config/toml_file.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <type_traits>

namespace config {

namespace {

template <class... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

std::string quoted(const Key& key) {
    return "`" + std::string{key.path} + "`";
}

WrongValue wrong_type(const Key& key, const toml::node& node) {
    return {quoted(key) + " must be " + expected_of(key) + ", found " + std::string{kind_of(node)}, ""};
}

std::string absolute(const std::string& path, const std::string& folder) {
    if (path.empty()) return path;
    return (std::filesystem::path{folder} / path).lexically_normal().string();
}

std::optional<WrongValue> set_number(const Key& key, const toml::node& node, Slot slot) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value) return wrong_type(key, node);
    if (*value < key.lowest || *value > key.highest)
        return WrongValue{quoted(key) + " is out of range", "give " + expected_of(key)};
    std::visit(Match{[&]<class Place>(Place* place)
                         requires(std::is_integral_v<Place> && !std::is_same_v<Place, bool>)
                     { *place = static_cast<Place>(*value); },
                     [](auto*) {}},
                     slot);
    return std::nullopt;
}

std::optional<WrongValue> set_boolean(const Key& key, const toml::node& node, Slot slot) {
    const auto value = node.value_exact<bool>();
    if (!value) return wrong_type(key, node);
    if (auto** place = std::get_if<bool*>(&slot)) **place = *value;
    return std::nullopt;
}

std::optional<WrongValue> set_duration(const Key& key, const toml::node& node, Slot slot) {
    const auto text = node.value_exact<std::string>();
    if (!text) return wrong_type(key, node);
    const auto value = duration_from(*text);
    if (!value) return WrongValue{quoted(key) + " is not a duration", "write \"30s\", \"5m\" or \"4h\""};
    if (value->count() < key.lowest || value->count() > key.highest)
        return WrongValue{quoted(key) + " is out of range", "give " + expected_of(key)};
    if (auto** place = std::get_if<std::chrono::milliseconds*>(&slot)) **place = *value;
    if (auto** place = std::get_if<std::chrono::hours*>(&slot)) {
        const auto hours = std::chrono::duration_cast<std::chrono::hours>(*value);
        if (hours != *value) return WrongValue{quoted(key) + " must be whole hours", "write \"36h\" or \"60d\""};
        **place = hours;
    }
    return std::nullopt;
}

std::optional<WrongValue> set_level(const Key& key, const std::string& text, Slot slot) {
    const auto names = log_level_names();
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end())
        return WrongValue{quoted(key) + " must be " + expected_of(key), did_you_mean(text, names)};
    if (auto** place = std::get_if<runtime::LogLevel*>(&slot))
        **place = static_cast<runtime::LogLevel>(found - names.begin());
    return std::nullopt;
}

std::optional<WrongValue> set_path(const Key& key, const std::string& path, std::string& place) {
    if (path.find('\0') != std::string::npos) return WrongValue{quoted(key) + " is not a path", ""};
    std::error_code error;
    if (key.kind == Kind::existing_path && !path.empty() && !std::filesystem::exists(path, error))
        return WrongValue{quoted(key) + ": there is no " + path, "check the path"};
    if (key.kind == Kind::secret_file && !path.empty()) {
        auto secret = read_secret(path);
        if (!secret) return WrongValue{quoted(key) + ": " + secret.error(), "look at " + path};
        place = std::move(*secret);
        return std::nullopt;
    }
    place = path;
    return std::nullopt;
}

std::optional<WrongValue> set_text(const Key& key, const std::string& text, std::string& place) {
    if (key.required && text.empty()) return WrongValue{quoted(key) + " is empty", "say what it is"};
    if (key.check) {
        if (auto complaint = key.check(text); !complaint.empty()) return WrongValue{quoted(key) + " " + complaint, ""};
    }
    place = text;
    return std::nullopt;
}

}  // namespace

std::optional<WrongValue> set_value(const Key& key, const toml::node& node, const std::string& folder,
                                    Settings& settings) {
    const auto slot = key.slot(settings);
    if (key.kind == Kind::number) return set_number(key, node, slot);
    if (key.kind == Kind::boolean) return set_boolean(key, node, slot);
    if (key.kind == Kind::duration) return set_duration(key, node, slot);
    const auto text = node.value_exact<std::string>();
    if (!text) return wrong_type(key, node);
    if (key.kind == Kind::level) return set_level(key, *text, slot);
    auto* const* place = std::get_if<std::string*>(&slot);
    if (!place) return wrong_type(key, node);
    if (key.kind == Kind::text) return set_text(key, *text, **place);
    if (key.required && text->empty()) return WrongValue{quoted(key) + " is empty", "give a path"};
    return set_path(key, absolute(*text, folder), **place);
}

std::string expected_of(const Key& key) {
    switch (key.kind) {
        case Kind::text: return "a string";
        case Kind::boolean: return "true or false";
        case Kind::path:
        case Kind::existing_path: return "a path in quotes";
        case Kind::secret_file: return "the path of a secret file in quotes";
        case Kind::number:
            return "an integer from " + std::to_string(key.lowest) + " to " + std::to_string(key.highest);
        case Kind::duration:
            return "a duration from \"" + to_string(std::chrono::milliseconds{key.lowest}) + "\" to \"" +
                   to_string(std::chrono::milliseconds{key.highest}) + "\"";
        case Kind::level: break;
    }
    std::string names;
    for (const auto name : log_level_names()) names += (names.empty() ? "\"" : ", \"") + std::string{name} + "\"";
    return "one of " + names;
}

std::string shown(const Key& key, Settings& settings) {
    if (key.kind == Kind::secret_file) return "";
    const auto names = log_level_names();
    return std::visit(Match{[](const std::string* text) { return text->empty() ? std::string{} : "\"" + *text + "\""; },
                            [](const bool* on) { return std::string{*on ? "true" : "false"}; },
                            [](const std::chrono::milliseconds* length) { return "\"" + to_string(*length) + "\""; },
                            [](const std::chrono::hours* length) { return "\"" + to_string(*length) + "\""; },
                            [&](const runtime::LogLevel* level) {
                                return "\"" + std::string{names[static_cast<std::size_t>(*level)]} + "\"";
                            },
                            [](const auto* number) { return std::to_string(*number); }},
                      key.slot(settings));
}

}  // namespace config
