#pragma once

#include "models/domain/item.hpp"
#include "models/domain/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace models {

enum class ChannelState { proposed, risk_assessed, authorised, suspended, closed };
std::string_view to_string(ChannelState state);
std::optional<ChannelState> channel_state_from(std::string_view name);

/// The answers of the risk assessment form, one version of it.
struct RiskAssessment {
    std::uint64_t version{0};
    std::string assessor;   ///< person id
    std::string cosigner{};  ///< who signed it beside the assessor; empty: nobody
    std::optional<runtime::Time> at;
    std::vector<std::pair<std::string, std::string>> answers;  ///< question code, answer
};

/// One official account on one network. Read and acted on only while `authorised`.
struct Channel {
    std::string id;
    Network network{Network::facebook};
    std::string external_id;  ///< of the page or account
    std::string handle;
    std::string purpose;   ///< the clear educational or engagement objective
    std::string outcomes;  ///< intended outcomes
    std::string owner;     ///< person id
    ChannelState state{ChannelState::proposed};
    std::uint64_t version{0};
    std::string proposed_by;
    std::optional<RiskAssessment> risk_assessment;
    std::string authorised_by;
    std::optional<runtime::Time> authorised_at;
    std::optional<runtime::Time> review_at;

    ChannelHealth health{ChannelHealth::never_read};
    std::string health_detail;
    std::optional<runtime::Time> health_until;
    std::optional<runtime::Time> last_read_at;   ///< any part of it
    std::optional<runtime::Time> last_round_at;  ///< all of it, without trouble
    std::chrono::milliseconds longest_gap{0};    ///< between two rounds of the last days; see moderation/store
    std::string allowance;                       ///< see HealthReport
    bool noticed{false};                         ///< a network said that something happened, and nobody looked yet
    std::uint64_t malformed{0};
    std::uint64_t recorded{0};
};

/// Everybody who signed the risk assessment.
inline std::vector<std::string> signed_by(const Channel& channel) {
    std::vector<std::string> people;
    if (!channel.risk_assessment) return people;
    people.push_back(channel.risk_assessment->assessor);
    if (!channel.risk_assessment->cosigner.empty()) people.push_back(channel.risk_assessment->cosigner);
    return people;
}

/// The time of its authorisation is over. Reading, alerts and hiding go on; after a grace the school says nothing on it
/// until it is authorised anew: posting_paused() of channels.lua.
inline bool reauthorisation_due(const Channel& channel, runtime::Time now) {
    return channel.state == ChannelState::authorised && channel.review_at && *channel.review_at <= now;
}

}  // namespace models
