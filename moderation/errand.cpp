#include "moderation/errand.hpp"

#include "models/domain/capability.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace moderation {

using models::ActionState;
using models::NetworkState;
using models::Verb;

namespace {

/// By then a network shows what it shows late: ten minutes, by action_backoff().
constexpr int kLooks = 7;

std::string only_its_word(models::Network network) {
    return std::string{display_name(network)} + " confirmed it, and does not let it be read back.";
}

std::string nobody_can_tell(models::Network network) {
    return std::string{display_name(network)} +
           " confirmed it. It still gives it out to who asks for it by its id, and does not say whether others see it: "
           "look at it there.";
}

std::string perhaps_done(models::Network network) {
    return "The line was cut. " + std::string{display_name(network)} +
           " may have carried it out, and does not let it be read back: look at it there.";
}

/// Whether the network already shows what the verb wants of the item.
bool achieved(Verb verb, NetworkState state) {
    if (verb == Verb::hide) return state != NetworkState::visible;
    if (verb == Verb::unhide) return state == NetworkState::visible;
    return verb == Verb::remove && (state == NetworkState::gone || state == NetworkState::removed_by_us);
}

Outcome done(std::optional<NetworkState> state, std::string detail = {}) {
    Outcome outcome;
    outcome.state = ActionState::done;
    outcome.network_state = state;
    outcome.detail = std::move(detail);
    return outcome;
}

/// Only a person can tell whether it was done.
Outcome for_people(const Errand& errand) {
    Outcome outcome;
    outcome.state = ActionState::failed;
    outcome.detail = perhaps_done(errand.item.network);
    if (errand.state == NetworkState::gone) outcome.network_state = errand.state;
    return outcome;
}

}  // namespace

Outcome failed(const runtime::Error& error) {
    using runtime::ErrorKind;
    Outcome outcome;
    outcome.detail = error.message;
    outcome.retry = error.retry_after;
    if (error.kind == ErrorKind::rejected) outcome.state = ActionState::refused;
    if (error.kind == ErrorKind::conflict) outcome.state = ActionState::failed;
    outcome.waits = error.kind == ErrorKind::unavailable;
    outcome.untouched = outcome.waits || error.kind == ErrorKind::rate_limited;
    return outcome;
}

Outcome not_shown_yet() {
    Outcome outcome;
    outcome.accepted = true;
    outcome.detail = "The network accepted it, but does not show it yet.";
    return outcome;
}

void Errand::begin(Action begun, const Observed& stands) {
    action = std::move(begun);
    state = stands.state;
    unconfirmed = stands.unconfirmed;
    if (action.attempts - 1 > std::atoi(job.fields["untouched"].c_str())) earlier = Before::perhaps_done;
    const auto accepted = std::atoi(job.fields["accepted"].c_str());  // in which attempt
    if (accepted == 0) return;
    earlier = Before::accepted;
    looks = action.attempts - accepted;
}

std::optional<Outcome> Errand::unsent() const {
    if (achieved(action.verb, state)) return done(state);
    if (earlier == Before::accepted) {
        // Nothing more will be seen of it, however long one looks.
        const bool enough = unconfirmed && action.verb == Verb::remove && looks >= kLooks;
        return enough ? done(NetworkState::removed_by_us, nobody_can_tell(item.network)) : not_shown_yet();
    }
    const auto& deed = models::deed(item.network, action.verb);
    if (earlier == Before::perhaps_done && !deed.read_back && !deed.repeatable) return for_people(*this);
    if (state != NetworkState::gone) return std::nullopt;
    Outcome outcome;
    outcome.state = ActionState::refused;
    outcome.detail = "It is no longer on the network.";
    outcome.network_state = state;
    return outcome;
}

std::optional<Outcome> Errand::answered(const runtime::Result<void>& answer) const {
    const auto& deed = models::deed(item.network, action.verb);
    if (!answer) {
        auto outcome = failed(answer.error());
        const bool unknown = outcome.state == ActionState::unknown && !outcome.untouched;
        if (unknown && !deed.read_back) outcome.detail = perhaps_done(item.network);
        return outcome;
    }
    if (deed.read_back) return std::nullopt;
    return done(action.verb == Verb::hide ? NetworkState::hidden : NetworkState::visible, only_its_word(item.network));
}

Outcome Errand::looked(const runtime::Result<Observed>& after) const {
    if (!after || !achieved(action.verb, after->state)) return not_shown_yet();
    return done(action.verb == Verb::remove ? NetworkState::removed_by_us : after->state);
}

std::optional<Outcome> Errand::unsent_around(const runtime::Result<std::optional<bool>>& before) const {
    if (!before) {
        auto outcome = failed(before.error());
        outcome.untouched = true;  // it was a question
        return outcome;
    }
    if (before->value_or(false)) return done(std::nullopt, "It was so already.");
    if (earlier == Before::accepted) return not_shown_yet();
    if (earlier == Before::perhaps_done && !*before) return for_people(*this);
    return std::nullopt;
}

Outcome Errand::looked_around(const runtime::Result<std::optional<bool>>& after) const {
    auto outcome = not_shown_yet();
    if (after && after->value_or(true)) outcome = done(std::nullopt, *after ? "" : only_its_word(item.network));
    if (models::deed(item.network, action.verb).removes) outcome.network_state = NetworkState::removed_by_us;
    return outcome;
}

std::vector<std::vector<Errand>> together(std::vector<Errand> errands) {
    std::vector<std::vector<Errand>> groups;
    for (auto& errand : errands) {
        const auto most = models::is_comment(errand.item.kind) ? models::capabilities(errand.item.network).at_once : 1;
        const auto fits = [&](const std::vector<Errand>& group) {
            const auto& first = group.front();
            const auto same = [&](const Errand& other) { return other.item.external_id == errand.item.external_id; };
            return first.channel.id == errand.channel.id && models::is_comment(first.item.kind) &&
                   group.size() < most && std::none_of(group.begin(), group.end(), same);
        };
        const auto group = std::find_if(groups.begin(), groups.end(), fits);
        if (group == groups.end())
            groups.emplace_back().push_back(std::move(errand));
        else
            group->push_back(std::move(errand));
    }
    return groups;
}

}  // namespace moderation
