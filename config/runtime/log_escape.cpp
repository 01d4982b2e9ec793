#include "config/runtime/log_escape.hpp"

#include "config/runtime/utf8.hpp"

#include <cstdint>

#include <fmt/core.h>

namespace runtime {

namespace {

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
        const auto [code, length] = utf8_at(text, at);
        if (length == 0) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
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
