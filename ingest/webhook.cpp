#include "ingest/webhook.hpp"

#include "config/runtime/percent.hpp"

#include <algorithm>
#include <cstddef>

namespace ingest {

runtime::Task<runtime::Result<std::size_t>> keep_heard(ChannelRegister& channels, NoticeBoard& board,
                                                       std::vector<Heard> heard) {
    const auto known = co_await channels.authorised();
    if (!known) co_return tl::unexpected(known.error());
    std::size_t kept = 0;
    for (auto& said : heard) {
        const auto ours = [&](const models::Channel& channel) {
            return channel.network == said.network && channel.external_id == said.account;
        };
        const auto channel = std::find_if(known->begin(), known->end(), ours);
        if (channel == known->end() || said.what.empty()) continue;
        const auto noted = co_await board.note(channel->id, std::move(said.what));
        // Not authorised any more since we looked: then nothing may be kept.
        if (!noted && noted.error().kind != runtime::ErrorKind::rejected) co_return tl::unexpected(noted.error());
        if (noted) ++kept;
    }
    co_return kept;
}

void count_heard(runtime::Metrics& metrics, const std::string& network, const char* outcome) {
    const runtime::Metrics::Labels labels{{"network", network}, {"outcome", outcome}};
    metrics.counter("gatehouse_hooks_total", "What networks sent by themselves", labels).add();
}

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
