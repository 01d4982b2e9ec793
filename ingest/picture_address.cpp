#include "ingest/picture_address.hpp"

#include "config/runtime/http_target.hpp"

#include <algorithm>
#include <array>

namespace ingest {

namespace {

using models::Network;

struct PictureHost {
    Network network;
    std::string_view domain;  ///< itself, and what lies below it
};

constexpr std::array<PictureHost, 7> kPictureHosts{{
    {Network::facebook, "fbcdn.net"},
    {Network::instagram, "fbcdn.net"},
    {Network::instagram, "cdninstagram.com"},
    {Network::x, "twimg.com"},
    {Network::youtube, "ytimg.com"},
    {Network::youtube, "ggpht.com"},
    {Network::youtube, "googleusercontent.com"},
}};

std::string lower(std::string text) {
    for (auto& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool lies_in(std::string_view host, std::string_view domain) {
    if (!host.ends_with(domain)) return false;
    host.remove_suffix(domain.size());
    return host.empty() || host.back() == '.';
}

}  // namespace

PictureReach picture_reach(std::string_view address, Network network, std::string_view base_url) {
    const auto target = runtime::parse_target(address);
    if (!target) return PictureReach::nowhere;
    const auto host = lower(target->host);
    const auto base = runtime::parse_target(base_url);
    if (base && target->tls == base->tls && target->port == base->port && host == lower(base->host))
        return PictureReach::configured;
    if (!target->tls || target->port != "443") return PictureReach::nowhere;
    const bool known = std::any_of(kPictureHosts.begin(), kPictureHosts.end(), [&](const PictureHost& each) {
        return each.network == network && lies_in(host, each.domain);
    });
    return known ? PictureReach::internet : PictureReach::nowhere;
}

}  // namespace ingest
