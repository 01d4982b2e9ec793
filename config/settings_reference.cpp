#include "config/settings.hpp"
#include "config/settings_keys.hpp"
#include "config/settings_value.hpp"

#include <string_view>

namespace config {

namespace {

std::string type_of(const Key& key) {
    if (key.kind == Kind::level) return expected_of(key);
    std::string type{to_string(key.kind)};
    if (key.kind == Kind::number) type += ", " + std::to_string(key.lowest) + " to " + std::to_string(key.highest);
    return type;
}

std::string unit_of(const Key& key) {
    if (!key.unit.empty()) return std::string{key.unit};
    return key.kind == Kind::duration ? "ms, s, m, h, d" : "";
}

}  // namespace

std::string settings_reference() {
    Settings defaults;
    std::string page = "# Settings\n\nRelative paths start at the folder of the settings file.\n";
    std::string_view group;
    for (const auto& key : settings_keys()) {
        const auto this_group = key.path.substr(0, key.path.find('.'));
        if (this_group != group) {
            group = this_group;
            page += "\n## [" + std::string{group} +
                    "]\n\n| key | type | unit | default | meaning |\n|---|---|---|---|---|\n";
        }
        const auto standard = shown(key, defaults);
        page += "| `" + std::string{key.path} + "` | " + type_of(key) + " | " + unit_of(key) + " | ";
        page += key.required ? "required" : (standard.empty() ? "none" : "`" + standard + "`");
        page += " | " + std::string{key.help} + " |\n";
    }
    return page;
}

}  // namespace config
