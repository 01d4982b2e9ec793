#include "config/runtime/form.hpp"

#include "config/runtime/utf8.hpp"

namespace runtime {

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes the part before `separator` off the front of `rest`.
std::string_view take_until(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const auto part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

Result<std::string> decode_bounded(std::string_view text, std::size_t max) {
    auto decoded = url_decode(text, true);
    if (!decoded) return decoded;
    if (decoded->size() > max) return fail(ErrorKind::malformed, "a form field is too long");
    if (!is_utf8(*decoded)) return fail(ErrorKind::malformed, "a form field is not UTF-8");
    return decoded;
}

}  // namespace

std::optional<std::string_view> FormFields::get(std::string_view name) const {
    for (const auto& [key, value] : fields_)
        if (key == name) return value;
    return std::nullopt;
}

std::string FormFields::text(std::string_view name) const {
    return std::string{get(name).value_or("")};
}

std::vector<std::string> FormFields::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : fields_)
        if (key == name) values.push_back(value);
    return values;
}

Result<FormFields> parse_form(std::string_view text) {
    FormFields fields;
    while (!text.empty()) {
        auto value = take_until(text, '&');
        if (value.empty()) continue;
        const auto name = take_until(value, '=');
        if (fields.size() == kFormFieldsMax) return fail(ErrorKind::malformed, "a form has too many fields");
        auto decoded_name = decode_bounded(name, kFormNameMax);
        if (!decoded_name) return tl::unexpected{decoded_name.error()};
        auto decoded_value = decode_bounded(value, kFormValueMax);
        if (!decoded_value) return tl::unexpected{decoded_value.error()};
        fields.add(std::move(*decoded_name), std::move(*decoded_value));
    }
    return fields;
}

FormFields parse_cookies(std::string_view header) {
    FormFields cookies;
    for (std::size_t i = 0; i < kCookiesMax && !header.empty(); ++i) {
        auto value = take_until(header, ';');
        if (value.find('=') == std::string_view::npos) continue;
        const auto name = trimmed(take_until(value, '='));
        if (!name.empty()) cookies.add(std::string{name}, std::string{trimmed(value)});
    }
    return cookies;
}

std::string url_encode(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (kPlain.find(c) != std::string_view::npos) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kDigits[byte >> 4];
        encoded += kDigits[byte & 15u];
    }
    return encoded;
}

Result<std::string> url_decode(std::string_view text, bool plus_is_blank) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+' && plus_is_blank) c = ' ';
        if (c == '%') {
            const int high = i + 1 < text.size() ? hex_value(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0) return fail(ErrorKind::malformed, "a broken percent escape");
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0') return fail(ErrorKind::malformed, "a NUL character");
        decoded += c;
    }
    return decoded;
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
