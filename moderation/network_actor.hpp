#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/decision.hpp"
#include "models/domain/item.hpp"

#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// How an item stands on the network right now, and the raw answer that says so.
struct Observed {
    models::NetworkState state{models::NetworkState::visible};
    std::string raw{};
    bool unconfirmed{false};  ///< the network gives it out to who asks for it, and does not say whether others see it
};

/// Acts on a network. Provided by ingest/, where the network clients live.
///
/// Errors  rejected      the network says no, and will say no again; message in words
///         rate_limited  retry_after says when
///         unreachable   the outcome is unknown: observe before acting again
///         unavailable   the connection is no good or lacks something: nothing was done, and people are told by others
///         conflict      only a person can tell whether it was done
class NetworkActor {
  public:
    virtual ~NetworkActor() = default;
    using Items = std::vector<models::CollectedItem>;

    /// How each of the items stands, in order; all are of one channel, and no more than `Capabilities::at_once`.
    /// not_found never happens: an item that is gone is observed as `gone`.
    virtual runtime::Task<std::vector<runtime::Result<Observed>>> observe(models::Channel channel, Items items) = 0;
    /// Whether what the verb wants of an author or a post is so already. Nothing: the network does not tell.
    virtual runtime::Task<runtime::Result<std::optional<bool>>> in_force(models::Channel channel,
                                                                         models::CollectedItem item,
                                                                         models::Verb verb) = 0;
    /// Anything but a reply, to each of the items, in order; as many as observe() takes. What the network takes in one
    /// call costs the price of one.
    virtual runtime::Task<std::vector<runtime::Result<void>>> act(models::Channel channel, Items items,
                                                                  models::Verb verb) = 0;
    /// Answers the item. `tried`: the moment of the first try whose outcome is unknown; then the network is looked at
    /// before anything is sent. False: accepted, and it does not show yet.
    virtual runtime::Task<runtime::Result<bool>> reply(models::Channel channel, models::CollectedItem item,
                                                       std::string text, std::optional<runtime::Time> tried) = 0;
};

}  // namespace moderation
