#include "models/domain/alert.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/decision.hpp"
#include "models/domain/named.hpp"

namespace models {

namespace {
constexpr Names<ChannelState, 5> kChannelStates{{"proposed", "risk_assessed", "authorised", "suspended", "closed"}};
constexpr Names<ChannelHealth, 7> kHealths{{"never_read", "reading", "nothing_new", "rate_limited", "token_trouble",
                                            "permission_trouble", "unreachable"}};
constexpr Names<AlertState, 3> kAlertStates{{"open", "acknowledged", "exhausted"}};
constexpr Names<Verb, 12> kVerbs{{"leave", "hide", "unhide", "delete", "ban", "unban", "mute", "unmute", "comments_off",
                                  "comments_on", "reply", "escalate"}};
constexpr Names<ActionState, 6> kActionStates{{"wanted", "acting", "done", "refused", "failed", "unknown"}};
constexpr Names<ReviewState, 6> kReviewStates{{"none", "open", "claimed", "proposed", "agreed", "done"}};
constexpr Names<Visibility, 4> kVisibilities{{"open", "dsl", "cm", "gov"}};
}  // namespace

std::string_view to_string(ChannelState state) { return kChannelStates.of(state); }
std::optional<ChannelState> channel_state_from(std::string_view name) { return kChannelStates.find(name); }
std::string_view to_string(ChannelHealth health) { return kHealths.of(health); }
std::optional<ChannelHealth> channel_health_from(std::string_view name) { return kHealths.find(name); }
std::string_view to_string(AlertState state) { return kAlertStates.of(state); }
std::optional<AlertState> alert_state_from(std::string_view name) { return kAlertStates.find(name); }
std::string_view to_string(Verb verb) { return kVerbs.of(verb); }
std::optional<Verb> verb_from(std::string_view name) { return kVerbs.find(name); }
std::string_view to_string(ActionState state) { return kActionStates.of(state); }
std::optional<ActionState> action_state_from(std::string_view name) { return kActionStates.find(name); }
std::string_view to_string(ReviewState state) { return kReviewStates.of(state); }
std::optional<ReviewState> review_state_from(std::string_view name) { return kReviewStates.find(name); }
std::string_view to_string(Visibility visibility) { return kVisibilities.of(visibility); }
std::optional<Visibility> visibility_from(std::string_view name) { return kVisibilities.find(name); }

Reach reach_of(Verb verb) {
    switch (verb) {
        case Verb::leave:
        case Verb::escalate: return Reach::nothing;
        case Verb::hide:
        case Verb::unhide:
        case Verb::remove: return Reach::item;
        case Verb::ban:
        case Verb::unban:
        case Verb::mute:
        case Verb::unmute: return Reach::author;
        case Verb::comments_off:
        case Verb::comments_on: return Reach::post;
        case Verb::reply: return Reach::answer;
    }
    return Reach::nothing;
}

}  // namespace models
