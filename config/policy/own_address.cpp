#include "config/policy/own_address.hpp"

#include <algorithm>

namespace config {

namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// Domains know no capitals.
bool same_letters(std::string_view a, std::string_view b) {
    const auto lower = [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char left, char right) { return lower(left) == lower(right); });
}

}  // namespace

std::vector<std::string_view> domains_in(std::string_view list) {
    std::vector<std::string_view> domains;
    while (!list.empty()) {
        const auto domain = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), domain.size() + 1));
        if (!trimmed(domain).empty()) domains.push_back(trimmed(domain));
    }
    return domains;
}

bool is_own_address(std::string_view email, std::string_view domains) {
    const auto own = domains_in(domains);
    const auto host = email.substr(std::min(email.size(), email.rfind('@') + 1));
    return own.empty() || std::any_of(own.begin(), own.end(), [&](std::string_view domain) {
               if (host.size() < domain.size()) return false;
               const auto before = host.size() - domain.size();
               return same_letters(host.substr(before), domain) && (before == 0 || host[before - 1] == '.');
           });
}

}  // namespace config
