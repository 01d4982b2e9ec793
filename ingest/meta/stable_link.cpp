#include "ingest/meta/stable_link.hpp"

#include "config/runtime/percent.hpp"
#include "config/runtime/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace ingest {
namespace {

/// What a shim leads to; nothing when that is no address that anybody could have typed.
std::optional<std::string> address_in(std::string_view encoded) {
    auto address = runtime::percent_decoded(encoded, false);
    if (!address || !runtime::is_utf8(*address)) return std::nullopt;
    const bool leads = address->starts_with("https://") || address->starts_with("http://");
    const bool typed = std::none_of(address->begin(), address->end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= ' ' || byte == 0x7F;
    });
    if (!leads || !typed) return std::nullopt;
    return std::move(*address);
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
        auto target = address_in(parameter(url.substr(question + 1), "u"));
        return target ? std::move(*target) : std::string{url.substr(0, question)};
    }
    const bool pictures = ends_with_host(host, "fbcdn.net") || ends_with_host(host, "cdninstagram.com");
    if (pictures || host.starts_with("scontent")) return std::string{url.substr(0, question)};
    return std::string{url};
}

}  // namespace ingest
