#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/publication.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace moderation {

/// What the school said, and stands on a network.
struct PublishedPost {
    std::string external_id;
    std::string permalink{};  ///< empty: the network does not say
    bool seen{false};         ///< read back; false: it was accepted, and does not show yet
};

/// How far a publication has come.
struct PublishingStep {
    std::string progress{};  ///< what the next step begins with; opaque
    std::optional<PublishedPost> published{};
    std::chrono::milliseconds wait{0};  ///< before the next step is worth taking
};

/// Says something for the school. Provided by ingest/, where the network clients live.
///
/// Errors  rejected      the network says no, and will say no again; message in words
///         rate_limited  retry_after says when
///         unreachable   the outcome is unknown: the next step looks before it sends anything
///         unavailable   the connection is no good or lacks something: nothing was done, and people are told by others
///         conflict      only a person can tell whether it stands there
///         malformed     the progress is none
class NetworkPublisher {
  public:
    virtual ~NetworkPublisher() = default;
    /// A picture's id is <post>/<picture>, see PostStore::picture().
    /// REQUIRES that a step's progress is kept before the next one is taken; after an error the same step is taken
    /// again. Then nothing appears twice, whoever dies in between.
    virtual runtime::Task<runtime::Result<PublishingStep>> step(models::Channel channel,
                                                                models::Publication publication,
                                                                std::string progress) = 0;
    /// What is gone already is taken down.
    virtual runtime::Task<runtime::Result<void>> take_down(models::Channel channel, std::string external_id) = 0;
};

}  // namespace moderation
