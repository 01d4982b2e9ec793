#include "config/runtime/log_escape.hpp"

#include <cstdint>

#include <fmt/core.h>

namespace runtime {

namespace {

struct Decoded {
    std::uint32_t code;
    std::size_t length;  ///< 0: not UTF-8
};

std::uint32_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

/// The character at `at`, refusing overlong forms, surrogates and what lies beyond U+10FFFF.
Decoded decode(std::string_view text, std::size_t at) {
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

bool is_dangerous(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029 ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

void append_escaped(std::string& out, std::uint32_t code) {
    if (code == '\n') {
        out += "\\n";
    } else if (code == '\r') {
        out += "\\r";
    } else if (code == '\t') {
        out += "\\t";
    } else {
        out += fmt::format("\\u{{{:x}}}", code);
    }
}

}  // namespace

std::string escape_for_log(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        if (at >= kLogValueMax) return out + "...";
        const auto [code, length] = decode(text, at);
        if (length == 0) {
            out += fmt::format("\\x{:02x}", byte_at(text, at));
            ++at;
            continue;
        }
        if (code == '"' || code == '\\') {
            out += '\\';
            out += text[at];
        } else if (is_dangerous(code)) {
            append_escaped(out, code);
        } else {
            out += text.substr(at, length);
        }
        at += length;
    }
    return out;
}

std::string log_value(std::string_view text) {
    auto escaped = escape_for_log(text);
    if (!escaped.empty() && escaped.find_first_of(" =\\\"") == std::string::npos) return escaped;
    return '"' + escaped + '"';
}

}  // namespace runtime
