#include "ingest/webhook.hpp"

#include "config/runtime/percent.hpp"

#include <algorithm>
#include <cstddef>

namespace ingest {

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), part.size() + 1));
        const auto equals = std::min(part.find('='), part.size());
        const auto decoded = runtime::percent_decoded(part.substr(0, equals), true);
        if (!decoded || *decoded != name) continue;
        auto value = runtime::percent_decoded(part.substr(std::min(equals + 1, part.size())), true);
        return value ? std::optional{std::move(*value)} : std::nullopt;
    }
    return std::nullopt;
}

bool is_challenge(std::string_view text) {
    constexpr std::size_t kChallengeMax = 256;
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    };
    return !text.empty() && text.size() <= kChallengeMax && std::all_of(text.begin(), text.end(), plain);
}

}  // namespace ingest
