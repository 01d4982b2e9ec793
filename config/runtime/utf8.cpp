#include "config/runtime/utf8.hpp"

namespace runtime {

namespace {

std::uint32_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

}  // namespace

Utf8Character utf8_at(std::string_view text, std::size_t at) {
    const auto first = byte_at(text, at);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() - at < length) return {0, 0};
    std::uint32_t code = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = byte_at(text, at + i);
        if ((next & 0xC0u) != 0x80u) return {0, 0};
        code = (code << 6) | (next & 0x3Fu);
    }
    const std::uint32_t lowest = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
    if (code < lowest || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {0, 0};
    return {code, length};
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = utf8_at(text, at).length;
        if (length == 0) return false;
        at += length;
    }
    return true;
}

}  // namespace runtime
