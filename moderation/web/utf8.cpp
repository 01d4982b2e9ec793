#include "moderation/web/utf8.hpp"

#include "config/runtime/utf8.hpp"

namespace moderation::web {

Character character_at(std::string_view text, std::size_t at) {
    const auto [code, length] = runtime::utf8_at(text, at);
    return length == 0 ? Character{} : Character{code, length};
}

std::size_t character_start(std::string_view text, std::size_t at) {
    if (at >= text.size()) return text.size();
    const std::size_t earliest = at < 3 ? 0 : at - 3;
    for (std::size_t start = earliest; start < at; ++start)
        if (start + character_at(text, start).bytes > at && character_at(text, start).bytes > 1) return start;
    return at;
}

bool is_control(char32_t code) {
    if (code == U'\n' || code == U'\t' || code == U'\r') return false;
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

bool is_direction(char32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += character_at(text, at).bytes) ++count;
    return count;
}

}  // namespace moderation::web
