#include "config/runtime/json_text.hpp"

namespace runtime {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool continues(std::string_view text, std::size_t at, unsigned char lowest, unsigned char highest) {
    if (at >= text.size()) return false;
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte >= lowest && byte <= highest;
}

/// Length of the well-formed UTF-8 sequence at `at`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(text, at + 1, 0x80, 0xBF) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned char lowest = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned char highest = first == 0xED ? 0x9F : 0xBF;
        return continues(text, at + 1, lowest, highest) && continues(text, at + 2, 0x80, 0xBF) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned char lowest = first == 0xF0 ? 0x90 : 0x80;
        const unsigned char highest = first == 0xF4 ? 0x8F : 0xBF;
        const bool whole = continues(text, at + 1, lowest, highest) && continues(text, at + 2, 0x80, 0xBF) &&
                           continues(text, at + 3, 0x80, 0xBF);
        return whole ? 4 : 0;
    }
    return 0;
}

void append_ascii(std::string& out, char character) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(character);
    switch (character) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    if (code >= 0x20) {
        out += character;
        return;
    }
    out += "\\u00";
    out += kHex[code >> 4U];
    out += kHex[code & 0x0FU];
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string out{'"'};
    out.reserve(text.size() + 2);
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence_length(text, at);
        if (length == 1) {
            append_ascii(out, text[at]);
        } else if (length > 1) {
            out += text.substr(at, length);
        } else {
            out += kReplacement;
        }
        at += length == 0 ? 1 : length;
    }
    out += '"';
    return out;
}

}  // namespace runtime
