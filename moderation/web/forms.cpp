#include "moderation/web/forms.hpp"

#include "moderation/web/utf8.hpp"

#include <charconv>

namespace moderation::web {

namespace {

int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view encoded) {
    std::string text;
    for (std::size_t at = 0; at < encoded.size(); ++at) {
        if (encoded[at] == '+') {
            text += ' ';
        } else if (encoded[at] == '%') {
            if (at + 2 >= encoded.size()) return std::nullopt;
            const int high = hex_digit(encoded[at + 1]);
            const int low = hex_digit(encoded[at + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            text += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            text += encoded[at];
        }
    }
    return text;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto character = character_at(text, at);
        const bool broken = character.bytes == 1 && character.code == 0xFFFD;
        if (broken || character.code == 0) return false;
        at += character.bytes;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool plain(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '-' || byte == '_' || byte == '.' || byte == '~';
}

}  // namespace

Params Params::parse(std::string_view encoded) {
    Params params;
    for (std::size_t fields = 0; !encoded.empty() && fields < kFieldsMax; ++fields) {
        const auto end = encoded.find('&');
        const auto field = encoded.substr(0, end);
        encoded = end == std::string_view::npos ? std::string_view{} : encoded.substr(end + 1);
        const auto equals = field.find('=');
        if (equals == std::string_view::npos) continue;
        const auto name = decoded(field.substr(0, equals));
        const auto value = decoded(field.substr(equals + 1));
        if (!name || !value || value->size() > kValueBytesMax || !is_utf8(*name) || !is_utf8(*value)) continue;
        params.values_.emplace(*name, *value);
    }
    return params;
}

std::string Params::exact(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string{} : found->second;
}

std::string Params::get(std::string_view name) const {
    const auto value = exact(name);
    return std::string{trimmed(value)};
}

std::optional<std::uint64_t> Params::number(std::string_view name) const {
    const auto value = get(name);
    std::uint64_t number = 0;
    const auto* end = value.data() + value.size();
    const auto result = std::from_chars(value.data(), end, number);
    if (value.empty() || result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return number;
}

std::string percent_encoded(std::string_view value) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char byte : value) {
        if (plain(byte)) {
            encoded += byte;
            continue;
        }
        const auto bits = static_cast<unsigned char>(byte);
        encoded += '%';
        encoded += kDigits[bits >> 4U];
        encoded += kDigits[bits & 15U];
    }
    return encoded;
}

std::string cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto end = header.find(';');
        const auto pair = trimmed(header.substr(0, end));
        header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return std::string{pair.substr(equals + 1)};
    }
    return {};
}

std::string own_path(std::string_view wanted) {
    constexpr std::size_t kLongest = 200;
    constexpr std::string_view kAllowed = "/-_.?=&%";
    if (wanted.empty() || wanted.size() > kLongest || wanted[0] != '/' || wanted.starts_with("//")) return "/";
    for (const char byte : wanted)
        if (!plain(byte) && kAllowed.find(byte) == std::string_view::npos) return "/";
    return std::string{wanted};
}

}  // namespace moderation::web
