#include "ingest/meta/stable_link.hpp"

#include <array>

namespace ingest {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string url_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low >= 0) {
            const char c = static_cast<char>(high * 16 + low);
            if (static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F) out.push_back(c);
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

bool ends_with_host(std::string_view host, std::string_view domain) {
    if (host == domain) return true;
    return host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.';
}

/// The value of a query parameter, still encoded.
std::string_view parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto field = query.substr(0, end);
        if (field.size() > name.size() && field.starts_with(name) && field[name.size()] == '=')
            return field.substr(name.size() + 1);
        if (end == std::string_view::npos) break;
        query.remove_prefix(end + 1);
    }
    return {};
}

}  // namespace

std::string stable_link(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return std::string{url};
    const auto host_begin = scheme + 3;
    const auto host_end = url.find_first_of("/?#", host_begin);
    const auto host = url.substr(host_begin, host_end == std::string_view::npos ? host_end : host_end - host_begin);
    const auto question = url.find('?');
    if (question == std::string_view::npos) return std::string{url};

    constexpr std::array<std::string_view, 2> kLinkShims{"l.facebook.com", "lm.facebook.com"};
    for (const auto shim : kLinkShims) {
        if (host != shim) continue;
        const auto target = parameter(url.substr(question + 1), "u");
        if (!target.empty()) return url_decoded(target);
    }
    const bool pictures = ends_with_host(host, "fbcdn.net") || ends_with_host(host, "cdninstagram.com");
    if (pictures || host.starts_with("scontent")) return std::string{url.substr(0, question)};
    return std::string{url};
}

}  // namespace ingest
