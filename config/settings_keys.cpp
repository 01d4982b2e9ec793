#include "config/settings_keys.hpp"

#include "config/settings_slots.hpp"

#include <iterator>

namespace config {

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::text: return "string";
        case Kind::number: return "integer";
        case Kind::boolean: return "true or false";
        case Kind::duration: return "duration";
        case Kind::path:
        case Kind::existing_path: return "path";
        case Kind::secret_file: return "secret file";
        case Kind::level: return "one of";
    }
    return "";
}

std::vector<std::string_view> log_level_names() {
    return {"debug", "info", "warning", "error"};
}

std::vector<Key> settings_keys() {
    auto keys = keys_of_the_school();
    auto more = keys_of_connections();
    keys.insert(keys.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return keys;
}

}  // namespace config
