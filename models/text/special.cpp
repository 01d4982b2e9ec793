// Links, e-mail addresses and mentions.

#include "models/text/tokeniser.hpp"

#include <algorithm>
#include <array>

namespace models::text {

namespace {

constexpr std::array<std::string_view, 34> kTopDomains{
    "com",  "uk",  "org",  "net", "edu", "gov",  "io",     "co",   "ly",   "me",    "tv",   "gg",
    "shop", "xyz", "info", "biz", "app", "site", "online", "link", "club", "store", "live", "top",
    "ru",   "cc",  "to",   "gl",  "ee",  "eu",   "de",     "ie",   "tk",   "page"};

bool in_host(char32_t c) {
    return is_ascii_letter(c) || is_digit(c) || c == '-' || c == '.';
}
bool in_name(char32_t c) {
    return is_ascii_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-' || c == '+';
}

std::string ascii_of(std::span<const FoldedChar> chunk) {
    std::string text;
    text.reserve(chunk.size());
    for (const auto& item : chunk) text += item.c < 0x80 ? static_cast<char>(item.c) : '\x01';
    return text;
}

std::size_t without_closing_marks(std::string_view text) {
    const auto last = text.find_last_not_of(".,;:!?)]}>\"'");
    return last == std::string_view::npos ? 0 : last + 1;
}

/// The host that `text` begins with, when it has a dot and ends with a known top-level domain.
std::string_view host_of(std::string_view text, bool needs_domain) {
    std::size_t end = 0;
    while (end < text.size() && in_host(static_cast<unsigned char>(text[end]))) ++end;
    auto host = text.substr(0, end);
    while (!host.empty() && (host.back() == '.' || host.back() == '-')) host.remove_suffix(1);
    const auto dot = host.rfind('.');
    if (!needs_domain) return host;
    if (dot == std::string_view::npos || dot == 0) return {};
    const auto known = std::find(kTopDomains.begin(), kTopDomains.end(), host.substr(dot + 1));
    return known == kTopDomains.end() ? std::string_view{} : host;
}

Special link_at(std::string_view text) {
    const auto length = without_closing_marks(text);
    for (const std::string_view scheme : {"https://", "http://", "hxxp://", "hxxps://"})
        if (text.starts_with(scheme))
            return {TokenKind::link, length, std::string{host_of(text.substr(scheme.size()), false)}};
    const auto host = host_of(text, !text.starts_with("www."));
    if (host.size() < 4) return {};
    const auto after = text.substr(host.size());
    const bool path = after.starts_with("/") || after.starts_with("?") || after.starts_with(":");
    return {TokenKind::link, path ? std::max(length, host.size()) : host.size(), std::string{host}};
}

Special email_at(std::string_view text, std::size_t at) {
    for (std::size_t i = 0; i < at; ++i)
        if (!in_name(static_cast<unsigned char>(text[i]))) return {};
    const auto host = host_of(text.substr(at + 1), true);
    if (host.empty()) return {};
    return {TokenKind::email, at + 1 + host.size(), std::string{host}};
}

Special mention_at(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && in_name(static_cast<unsigned char>(text[end])) && text[end] != '+') ++end;
    while (end > 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    if (end == 1) return {};
    return {TokenKind::mention, end, {}};
}

}  // namespace

Special special_at(std::span<const FoldedChar> chunk) {
    if (chunk.size() < 2) return {};
    // Most chunks are plain words; only those with one of these marks can be anything else.
    const bool marked = std::any_of(chunk.begin(), chunk.end(), [](const FoldedChar& item) {
        return item.c == '@' || item.c == '.' || item.c == '/';
    });
    if (!marked) return {};
    const auto text = ascii_of(chunk);
    if (text.front() == '@') return mention_at(text);
    const auto at = text.find('@');
    if (at != std::string::npos)
        if (auto email = email_at(text, at); email.length > 0) return email;
    return link_at(text);
}

}  // namespace models::text
