#include "moderation/web/utf8.hpp"

namespace moderation::web {

namespace {

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

std::size_t length_by_first_byte(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return 2;
    if (first >= 0xE0 && first < 0xF0) return 3;
    if (first >= 0xF0 && first < 0xF5) return 4;
    return 0;
}

bool well_formed(char32_t code, std::size_t bytes) {
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code >= kSmallest[bytes] && code <= 0x10FFFF && !surrogate;
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto bytes = length_by_first_byte(first);
    if (bytes == 1) return {first, 1};
    if (bytes == 0) return {};
    auto code = static_cast<char32_t>(first & (0x7FU >> bytes));
    for (std::size_t i = 1; i < bytes; ++i) {
        if (!continues(text, at + i)) return {};
        code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    if (!well_formed(code, bytes)) return {};
    return {code, bytes};
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
