#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "ingest/actor.hpp"
#include "ingest/api.hpp"
#include "ingest/lease_keeper.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/publication.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// What a network offers, one narrow interface per ability. Each network's folder provides its own.

/// How a round over one channel ended.
struct RoundReport {
    enum class Outcome {
        finished,    ///< `health` says what the channel looks like
        lease_lost,  ///< somebody else reads it, or it is not authorised any more
        store_down,  ///< what was read could not be recorded
    };

    Outcome outcome{Outcome::finished};
    models::ChannelHealth health{models::ChannelHealth::nothing_new};
    std::string detail;                                      ///< for the channels page
    std::optional<std::chrono::milliseconds> asked_silence;  ///< when throttled, by the network itself
    Usage usage;                                             ///< as the last answer said
    std::int64_t cost{0};                                    ///< of all requests, in the network's own unit
    std::size_t requests{0};
    std::size_t fresh{0};
    std::size_t revised{0};
    std::size_t gone{0};
    std::size_t malformed{0};    ///< elements left out of recorded pages
    std::size_t bad_answers{0};  ///< whole answers that made no sense
    std::size_t cut_texts{0};
    bool looked{false};  ///< only at what was noticed; the whole channel is read when it is due

    bool untroubled() const;  ///< everything that was asked for was read and recorded
};

/// Reads a channel: the school's own posts, and everything that others say under, to or about them.
///
/// What was served is recorded, page by page, each page with its feed's cursor in one step; a crash repeats
/// a page and never skips one. What the network no longer serves is reported gone only after the object
/// itself was asked for.
class Collector {
  public:
    using Cursors = std::map<std::string, std::string>;  ///< by feed
    using Notices = std::vector<models::Notice>;

    virtual ~Collector() = default;
    /// One round over one channel with a lease that was just taken. One round of a channel at a time.
    virtual runtime::Task<RoundReport> round(models::Channel channel, std::string token, Cursors cursors,
                                             LeaseKeeper& keeper) = 0;
    /// Looks at what the notices name and at nothing else, like a small round. The report has `looked` unless some of
    /// it cannot be looked at by itself: then a round has to follow.
    virtual runtime::Task<RoundReport> look(models::Channel channel, std::string token, Cursors cursors,
                                            Notices notices, LeaseKeeper& keeper) = 0;
};

/// What the school said, and stands on the network.
struct Published {
    std::string external_id;
    std::string permalink{};  ///< empty: the network does not say
    bool seen{false};         ///< read back; false: it was accepted, and does not show yet
};

class MediaSource;

/// How far a publication has come.
struct PublishingStep {
    std::string progress;  ///< what the next step, of this or another process, begins with; opaque to others
    std::optional<Published> published{};  ///< there: nothing is left to be done
    std::chrono::milliseconds wait{0};     ///< before the next step is worth taking
};

/// Says something for the school.
///
/// Errors  as Actor's, and
///         conflict  it is unknown whether it stands there, and what stands there is not what was wanted: only a person
///                   can tell
/// An outcome that is unknown comes with a `retry_after`: before, the network may not show yet what it accepted.
/// Nothing is sent twice: whoever tries again says since when an earlier try may have been carried out.
class Publisher {
  public:
    virtual ~Publisher() = default;
    /// Answers an item. `tried` is the moment of the first try whose outcome is unknown; then the network is looked at
    /// before anything is sent.
    virtual runtime::Task<runtime::Result<Published>> reply(models::Channel channel, models::CollectedItem item,
                                                            std::string text, std::optional<runtime::Time> tried) = 0;
    /// Takes a publication one step further: a picture is uploaded, the network is asked how far it is, the whole is
    /// published. The first step has no progress. REQUIRES that a step's progress is kept before the next one is taken;
    /// after an error the same step is taken again.
    /// Whoever takes the steps may die between any two of them, and in the middle of one: another goes on, and nothing
    /// appears twice, as the network is looked at before the one call that publishes.
    /// Errors  malformed  the progress is none
    ///         rejected   also what problems_of() says
    virtual runtime::Task<runtime::Result<PublishingStep>> step(models::Channel channel,
                                                                models::Publication publication, std::string progress,
                                                                MediaSource& media) = 0;
    /// Takes down a post of the school's own. What is gone already is taken down.
    virtual runtime::Task<runtime::Result<void>> take_down(models::Channel channel, std::string external_id) = 0;
};

/// One part per network, by the network's number.
template <class Part>
class ByNetwork {
  public:
    void put(models::Network network, Part& part) { parts_[static_cast<std::size_t>(network)] = &part; }
    Part& at(models::Network network) const { return *parts_[static_cast<std::size_t>(network)]; }

  private:
    std::array<Part*, models::kNetworkCount> parts_{};
};

}  // namespace ingest
