#pragma once

#include "moderation/store/posts.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// Where a post stands in the order of those that are over.
struct SweptPlace {
    std::string at{};  ///< when it was over, in milliseconds; empty: before all
    std::string id{};
};

/// How far the sweep of old pictures is; the last one, when none is going on.
struct Sweep {
    bool running{false};
    SweptPlace place{};  ///< of the post that was looked at last
    std::string by{};    ///< empty: there never was one
    std::optional<runtime::Time> started_at{};
    std::optional<runtime::Time> finished_at{};
    std::size_t done{0};   ///< posts that were looked at
    std::size_t all{0};    ///< that were over when it began
    std::size_t found{0};  ///< in which there was something to decide
};

/// A post on its way through the sweep.
struct SweptPost {
    SweptPlace place{};
    Post post{};
};

/// The sweep of old pictures: how far it is, what it found in posts, and what two people decide about that. Each change
/// is one step with its journal entry. Reasons are sealed.
///
/// Errors and threads as Store's; conflict: somebody was first.
class SweepStore {
  public:
    /// The posts outlive this.
    explicit SweepStore(PostStore& posts) : posts_{posts} {}

    using Done = PostStore::Done;

    runtime::Task<runtime::Result<Sweep>> state();
    /// Begins at the oldest post. conflict: one is going on.
    Done start(std::string person, runtime::Time now);
    /// What is over behind where the sweep is, the oldest first; none: it is at its end. What cannot be opened is
    /// `lost` and stops nothing.
    runtime::Task<runtime::Result<std::vector<SweptPost>>> next(Sweep at, std::size_t limit);
    /// Notes what was found in the next one and moves the sweep on, in one step. `reasons` are names without commas;
    /// `facts` is what exactly they were made of, of which a commitment is kept. conflict: another process was first.
    Done note(Sweep at, SweptPlace next, std::vector<std::string> reasons, std::string facts, runtime::Time now);
    Done end(Sweep at, runtime::Time now);

    /// About which somebody has to decide, the oldest first. What cannot be opened is `lost`.
    runtime::Task<runtime::Result<std::vector<Post>>> found(std::size_t limit);
    runtime::Task<runtime::Result<std::size_t>> count_found();
    /// The first of two people wants it taken down; the second makes it so. forbidden for the first. `proposed_at`: of
    /// what the second one read; conflict: it was proposed anew since.
    Done propose_down(std::string id, std::string reason, std::string person, runtime::Time now);
    Done agree_down(std::string id, runtime::Time proposed_at, std::string person, runtime::Time now);
    /// It stays, and is not asked about again while the facts are the same. rejected: it has to come down; forbidden
    /// for whoever wrote it, and for whoever proposed to take it down.
    Done keep_up(std::string id, std::string reason, std::string person, runtime::Time now);

  private:
    PostStore& posts_;
};

}  // namespace moderation
