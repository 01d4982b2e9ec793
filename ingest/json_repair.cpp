#include "ingest/json_repair.hpp"

namespace ingest {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

/// Length of the valid UTF-8 sequence at `at`, 0 when it is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto continues = [&](std::size_t offset, unsigned low = 0x80, unsigned high = 0xBF) {
        const auto byte = byte_at(text, at + offset);
        return byte >= low && byte <= high;
    };
    const auto first = byte_at(text, at);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = first == 0xED ? 0x9F : 0xBF;
        return continues(1, low, high) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
        return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The value of `\uXXXX` at `at`, nothing when there is no such escape.
std::optional<unsigned> unicode_escape(std::string_view text, std::size_t at) {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        unsigned digit = 0;
        if (is_digit(c))
            digit = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<unsigned>(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F')
            digit = static_cast<unsigned>(c - 'A') + 10;
        else
            return std::nullopt;
        value = value * 16 + digit;
    }
    return value;
}

/// Copies one escape sequence of a string and returns where to go on.
std::size_t copy_escape(std::string_view text, std::size_t at, std::string& out) {
    const auto value = unicode_escape(text, at);
    if (!value) {
        const auto length = at + 1 < text.size() ? std::size_t{2} : std::size_t{1};
        out.append(text.substr(at, length));
        return at + length;
    }
    if (*value < 0xD800 || *value > 0xDFFF) {
        out.append(text.substr(at, 6));
        return at + 6;
    }
    const auto second = unicode_escape(text, at + 6);
    if (*value < 0xDC00 && second && *second >= 0xDC00 && *second <= 0xDFFF) {
        out.append(text.substr(at, 12));
        return at + 12;
    }
    out.append("\\ufffd");
    return at + 6;
}

/// Copies a token that begins with a digit or '-'; a plain integer that may not fit 64 bits is quoted.
std::size_t copy_number(std::string_view text, std::size_t at, std::string& out) {
    constexpr std::size_t kDigitsThatFit = 18;
    const auto begin = at;
    if (text[at] == '-') ++at;
    const auto digits = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    const bool plain = at == text.size() || (text[at] != '.' && text[at] != 'e' && text[at] != 'E');
    const auto token = text.substr(begin, at - begin);
    if (plain && at - digits > kDigitsThatFit) {
        out.push_back('"');
        out.append(token);
        out.push_back('"');
    } else {
        out.append(token);
    }
    return at;
}

/// Copies what follows an opening quote up to and with the closing one.
std::size_t copy_string(std::string_view text, std::size_t at, std::string& out) {
    while (at < text.size()) {
        const char c = text[at];
        if (c == '\\') {
            at = copy_escape(text, at, out);
            continue;
        }
        out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
        ++at;
        if (c == '"') break;
    }
    return at;
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) ++at;
    return at;
}

/// Behind the string whose opening quote is at `at`; npos when it does not end.
std::size_t after_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return std::string_view::npos;
}

/// Behind the object or array that begins at `at`; npos when it does not end.
std::size_t after_container(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = after_string(text, at);
            if (at == std::string_view::npos) return at;
            continue;
        }
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && --depth == 0) return at + 1;
        ++at;
    }
    return std::string_view::npos;
}

/// Behind the value that begins at `at`; npos when it does not end.
std::size_t after_value(std::string_view text, std::size_t at) {
    if (at >= text.size()) return std::string_view::npos;
    if (text[at] == '"') return after_string(text, at);
    if (text[at] == '{' || text[at] == '[') return after_container(text, at);
    while (at < text.size() && text[at] != ',' && text[at] != ']' && text[at] != '}' && !is_space(text[at])) ++at;
    return at == text.size() ? std::string_view::npos : at;
}

}  // namespace

std::string repair_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence_length(text, at);
        if (length == 0)
            out.append(kReplacement);
        else
            out.append(text.substr(at, length));
        at += length == 0 ? 1 : length;
    }
    return out;
}

std::string repair_json(std::string_view json) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    while (json.starts_with(kByteOrderMark)) json.remove_prefix(kByteOrderMark.size());
    const auto text = repair_utf8(json);
    std::string out;
    out.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"') {
            out.push_back(c);
            at = copy_string(text, at + 1, out);
        } else if (is_digit(c) || c == '-') {
            const auto next = copy_number(text, at, out);
            at = next > at ? next : at + 1;
        } else {
            out.push_back(c);
            ++at;
        }
    }
    return out;
}

std::optional<JsonSpan> find_member(std::string_view json, std::string_view key) {
    auto at = skip_space(json, 0);
    if (at >= json.size() || json[at] != '{') return std::nullopt;
    ++at;
    for (;;) {
        at = skip_space(json, at);
        if (at < json.size() && json[at] == ',') at = skip_space(json, at + 1);
        if (at >= json.size() || json[at] != '"') return std::nullopt;
        const auto name_end = after_string(json, at);
        if (name_end == std::string_view::npos) return std::nullopt;
        const auto name = json.substr(at + 1, name_end - at - 2);
        at = skip_space(json, name_end);
        if (at >= json.size() || json[at] != ':') return std::nullopt;
        const auto begin = skip_space(json, at + 1);
        const auto end = after_value(json, begin);
        const bool whole = end != std::string_view::npos;
        if (name == key && begin < json.size()) return JsonSpan{json.substr(begin, end - begin), whole};
        if (!whole) return std::nullopt;
        at = end;
    }
}

bool ends_whole(std::string_view json) {
    const auto at = skip_space(json, 0);
    if (at >= json.size() || (json[at] != '{' && json[at] != '[')) return false;
    return after_container(json, at) != std::string_view::npos;
}

JsonElements split_array(std::string_view json, std::size_t limit) {
    JsonElements elements;
    auto at = skip_space(json, 0);
    if (at >= json.size() || json[at] != '[') return elements;
    ++at;
    for (;;) {
        at = skip_space(json, at);
        if (at < json.size() && json[at] == ',') at = skip_space(json, at + 1);
        if (at >= json.size()) return elements;
        if (json[at] == ']') {
            elements.ended = true;
            return elements;
        }
        const auto end = after_value(json, at);
        if (end == std::string_view::npos) {
            ++elements.left_out;
            return elements;
        }
        // A stray closing bracket is no value: nothing after it can be trusted.
        if (end == at) return elements;
        if (elements.whole.size() < limit)
            elements.whole.push_back(json.substr(at, end - at));
        else
            ++elements.left_out;
        at = end;
    }
}

}  // namespace ingest
