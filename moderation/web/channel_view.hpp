#pragma once

#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"
#include "moderation/web/words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace moderation::web {

/// One question of the risk assessment that a channel needs before it is authorised.
struct RiskQuestion {
    std::string_view code;
    std::string_view title;
    std::string_view hint;
};
const std::vector<RiskQuestion>& risk_questions();

inline constexpr std::size_t kObjectiveCharactersMin = 20;
inline constexpr std::size_t kAnswerCharactersMin = 3;

/// The forms' values, trimmed and checked.
struct ProposedChannel {
    models::Channel channel;
    FieldErrors errors;
};
ProposedChannel proposed_channel(const Tools& tools, const Visit& visit);
struct AnsweredQuestions {
    models::RiskAssessment assessment;
    FieldErrors errors;
};
AnsweredQuestions answered_questions(const Visit& visit);

Html channel_list_page(const Tools& tools, const Visit& visit, const std::vector<models::Channel>& channels);
Html channel_page(const Tools& tools, const Visit& visit, const models::Channel& channel, const Completeness& complete,
                  const FieldErrors& errors);
Html propose_page(const Tools& tools, const Visit& visit, const FieldErrors& errors);
Html risk_page(const Visit& visit, const models::Channel& channel, const FieldErrors& errors);

/// How reading goes, in words: state, since when, until when, and what the network said.
Html health_of(const Tools& tools, const Visit& visit, const models::Channel& channel);
/// What Gatehouse cannot or does not read, of these channels' networks and in general.
std::vector<Html> not_monitored(const SiteSettings& settings, const std::vector<models::Channel>& channels);

/// Why this person cannot authorise it; empty: they can.
std::string why_not_authorise(const Tools& tools, const Visit& visit, const models::Channel& channel);
/// Whether this person's role and the school's rule let them assess risks.
bool may_assess(const Tools& tools, const Visit& visit);
/// Why the assessment does not need this person's signature beside the others'; empty: it does.
std::string why_not_sign(const Tools& tools, const Visit& visit, const models::Channel& channel);
std::string why_not_suspend(const Tools& tools, const Visit& visit, const models::Channel& channel);

}  // namespace moderation::web
