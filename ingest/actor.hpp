#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/decision.hpp"
#include "models/domain/item.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// How an item stands on the network right now, and the raw answer that says so.
struct Observation {
    models::NetworkState state{models::NetworkState::visible};
    std::string raw{};
    bool unconfirmed{false};  ///< it is given out when asked for by its id, and nothing says whether others see it
};

/// Acts on what others wrote: hides it, shows it again, removes it, keeps its author away, closes what it stands under.
///
/// Errors  rejected      the network says no, and will say no again; the message is a sentence for the page
///         rate_limited  retry_after says when, if the network did
///         unreachable   the outcome is unknown: observe before acting again
///         unavailable   no usable token, or the connection lacks a permission: later, when people have mended it
/// Removing what is gone already succeeds. Nothing is sent twice.
class Actor {
  public:
    virtual ~Actor() = default;
    /// An item that is gone is observed as `gone`.
    virtual runtime::Task<runtime::Result<Observation>> observe(models::Channel channel,
                                                                models::CollectedItem item) = 0;
    /// Whether what the verb wants of an author or a post is so already. Nothing: the network does not tell.
    virtual runtime::Task<runtime::Result<std::optional<bool>>> in_force(models::Channel channel,
                                                                         models::CollectedItem item,
                                                                         models::Verb verb) = 0;
    virtual runtime::Task<runtime::Result<void>> act(models::Channel channel, models::CollectedItem item,
                                                     models::Verb verb) = 0;

    using Observations = std::vector<runtime::Result<Observation>>;
    using Outcomes = std::vector<runtime::Result<void>>;
    /// Several comments of one channel, each with its own answer, in order: one by one, unless the network takes more
    /// in one call. REQUIRES at least one, and no more than `Capabilities::at_once`.
    virtual runtime::Task<Observations> observe_each(models::Channel channel, std::vector<models::CollectedItem> items);
    virtual runtime::Task<Outcomes> act_on_each(models::Channel channel, std::vector<models::CollectedItem> items,
                                                models::Verb verb);
};

}  // namespace ingest
