#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "models/domain/channel.hpp"

#include <string>

namespace moderation {

/// Pictures as they stand on a channel, for a machine to look at.
class NetworkPictures {
  public:
    virtual ~NetworkPictures() = default;
    /// The bytes, of a bounded number. Nothing that the address leads to elsewhere is asked.
    ///
    /// Errors  rejected  it cannot be had, and another try would not change that: the address is none of the network's,
    ///                   nothing is there any more, or it is too large
    ///         rate_limited, unavailable, unreachable  later perhaps
    virtual runtime::Task<runtime::Result<std::string>> fetch(models::Channel channel, std::string address) = 0;
};

}  // namespace moderation
