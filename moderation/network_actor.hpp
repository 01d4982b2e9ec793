#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/decision.hpp"
#include "models/domain/item.hpp"

#include <string>

namespace moderation {

/// How an item stands on the network right now, and the raw answer that says so.
struct Observed {
    models::NetworkState state{models::NetworkState::visible};
    std::string raw;
};

/// Acts on a network. Provided by ingest/, where the network clients live.
///
/// Errors  rejected      the network says no, and will say no again; message in words
///         rate_limited  retry_after says when
///         unreachable   the outcome is unknown: observe before acting again
class NetworkActor {
  public:
    virtual ~NetworkActor() = default;
    /// not_found never happens: an item that is gone is observed as `gone`.
    virtual runtime::Task<runtime::Result<Observed>> observe(models::Channel channel, models::CollectedItem item) = 0;
    virtual runtime::Task<runtime::Result<void>> act(models::Channel channel, models::CollectedItem item,
                                                     models::Verb verb) = 0;
};

}  // namespace moderation
