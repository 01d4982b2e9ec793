#pragma once

#include "models/domain/channel.hpp"
#include "models/domain/item.hpp"
#include "moderation/network_actor.hpp"
#include "moderation/store/records.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// How one try of an action went.
struct Outcome {
    models::ActionState state{models::ActionState::unknown};
    std::string detail{};
    std::optional<models::NetworkState> network_state{};
    std::optional<std::chrono::milliseconds> retry{};
    bool accepted{false};   ///< the network said that it carries it out
    bool untouched{false};  ///< the network certainly did not
    bool waits{false};      ///< for a connection that people have to mend
};

/// One job of the action worker, and what it found out about it on the way. What is decided without the network is
/// decided here.
struct Errand {
    /// What an earlier try of the same job may have come to.
    enum class Before { nothing, perhaps_done, accepted };

    Job job;
    models::Channel channel;
    models::CollectedItem item;
    Action action{};
    models::NetworkState state{models::NetworkState::visible};  ///< before anything was sent
    bool unconfirmed{false};                                    ///< see Observed
    Before earlier{Before::nothing};
    int looks{0};  ///< since the network accepted it

    /// The action has begun: what became of it before is known now.
    void begin(Action begun, const Observed& stands);

    /// For what reaches the item itself. Settled without sending anything: it is so already, it can only be looked at,
    /// or nobody may send it. Nothing: it has to be sent.
    std::optional<Outcome> unsent() const;
    /// What the answer says, unless the network has to be looked at to know.
    std::optional<Outcome> answered(const runtime::Result<void>& answer) const;
    /// What the look says after the network accepted it.
    Outcome looked(const runtime::Result<Observed>& after) const;

    /// For what reaches its author or its post. Whether it was so before, as the network says.
    std::optional<Outcome> unsent_around(const runtime::Result<std::optional<bool>>& before) const;
    /// Whether it is so now.
    Outcome looked_around(const runtime::Result<std::optional<bool>>& after) const;
};

/// What a network that said no, or nothing, makes of a try.
Outcome failed(const runtime::Error& error);

/// Accepted, and not to be seen.
Outcome not_shown_yet();

/// Those that one call of the network may look at and change together, in the order in which they came; what concerns
/// one item twice goes one after the other.
std::vector<std::vector<Errand>> together(std::vector<Errand> errands);

}  // namespace moderation
