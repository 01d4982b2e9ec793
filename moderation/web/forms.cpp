#include "moderation/web/forms.hpp"

#include "config/runtime/percent.hpp"
#include "config/runtime/utf8.hpp"

#include <charconv>

namespace moderation::web {

namespace {

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
        const auto name = runtime::percent_decoded(field.substr(0, equals), true);
        const auto value = runtime::percent_decoded(field.substr(equals + 1), true);
        if (name && value) params.add(*name, *value);
    }
    return params;
}

void Params::add(const std::string& name, std::string_view value) {
    const bool fits = values_.size() < kFieldsMax && value.size() <= kValueBytesMax;
    const bool clean = runtime::is_utf8(name) && runtime::is_utf8(value) && value.find('\0') == std::string_view::npos;
    if (fits && clean) values_.emplace(name, value);
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
