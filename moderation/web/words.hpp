#pragma once

#include "config/policy/people.hpp"
#include "config/policy/routing.hpp"
#include "models/domain/alert.hpp"
#include "models/domain/assessment.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/decision.hpp"
#include "models/journal/journal_entry.hpp"
#include "moderation/web/components.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace moderation::web {

// How Gatehouse speaks to people: calm, without jargon, never a score.

/// With a capital letter at its front.
std::string capitalised(std::string sentence);

/// What an item may be about: "a threat". `pupil` is the school's own word for a pupil.
std::string category_words(models::Category category, std::string_view pupil);
/// "Act today".
std::string_view severity_words(models::Severity severity);
TagColour severity_colour(models::Severity severity);
Html severity_tag(models::Severity severity);

std::string_view kind_words(models::ItemKind kind);
/// Where it stands, in the network's own way: "Hidden on ...".
std::string network_words(models::Network network, models::NetworkState state);
std::string action_words(models::Network network, models::ActionState state);
std::string_view channel_words(models::ChannelState state);
TagColour channel_colour(models::ChannelState state);
std::string_view health_words(models::ChannelHealth health);
TagColour health_colour(models::ChannelHealth health);
std::string role_words(config::Role role, std::string_view head);
std::string recipient_words(config::Recipient recipient, std::string_view head);
std::string_view alert_kind_words(std::string_view kind);

/// A line of the journal: "proposed a decision". Kinds that are not known are read out.
std::string journal_words(std::string_view kind);

/// Reasons that a colleague may choose for a decision: code and words.
const std::vector<Choice>& decision_reasons();
/// The code is one of them.
bool is_decision_reason(std::string_view code);
const std::vector<Choice>& decline_reasons();
const std::vector<Choice>& suspend_reasons();
std::string_view label_of(const std::vector<Choice>& choices, std::string_view value);

/// Whom to call: an entry of the routing table's external contacts.
struct Contact {
    std::string_view code;
    std::string_view name;  ///< empty: the network where it was written
    std::string_view how;
    std::string_view address;  ///< https://; may be empty
};
/// nullptr for a code that is not known.
const Contact* contact(std::string_view code);

}  // namespace moderation::web
