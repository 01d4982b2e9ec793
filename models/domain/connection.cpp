#include "models/domain/connection.hpp"

#include "models/domain/named.hpp"

#include <algorithm>

namespace models {

namespace {

constexpr Names<ConnectionTrouble, 4> kTroubles{{"none", "expired", "revoked", "lost"}};

void earlier(std::optional<runtime::Time>& end, const std::optional<runtime::Time>& other) {
    if (other) end = end ? std::min(*end, *other) : *other;
}

}  // namespace

std::string_view to_string(ConnectionTrouble trouble) {
    return kTroubles.of(trouble);
}

std::optional<ConnectionTrouble> connection_trouble_from(std::string_view name) {
    return kTroubles.find(name);
}

std::optional<runtime::Time> ends_at(const Connection& connection) {
    const auto& given = connection.credentials;
    std::optional<runtime::Time> end;
    const bool renewable = !given.refresh.empty() && connection.trouble == ConnectionTrouble::none;
    if (!renewable) earlier(end, given.access_until);
    if (!given.refresh.empty()) earlier(end, given.refresh_until);
    earlier(end, given.data_until);
    return end;
}

}  // namespace models
