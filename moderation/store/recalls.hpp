#pragma once

#include "moderation/store/posts.hpp"
#include "moderation/store/sweeps.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// Taking down all pictures of pupils: the last time somebody wanted it.
struct Recall {
    enum class State { none, proposed, withdrawn, running, finished };

    State state{State::none};
    Step proposed{};            ///< with why, which stands on no post
    Step agreed{};              ///< by the second person
    Step ended{};               ///< pictures of pupils may be published again, and why
    std::string in_force_by{};  ///< who proposed what is in force
    std::optional<runtime::Time> finished_at{};
    bool in_force{false};  ///< nothing is published that may show pupils
    SweptPlace place{};    ///< of the published post that was looked at last
    std::size_t done{0};   ///< posts that were looked at
    std::size_t all{0};    ///< that were over when it was agreed to
};

/// The emergency in which every picture of pupils is taken down, after two people agreed. Each change is one step with
/// its journal entry. The reason is sealed.
///
/// Errors and threads as Store's; conflict: somebody was first.
class RecallStore {
  public:
    /// The posts outlive this.
    explicit RecallStore(PostStore& posts) : posts_{posts}, sweeps_{posts} {}

    using Done = PostStore::Done;

    runtime::Task<runtime::Result<Recall>> state();
    /// Raises the alert that somebody has to agree, which is kept from this person and ends with the proposal.
    Done propose(std::string reason, std::string person, runtime::Time now);
    /// forbidden for who proposed it. From then on nothing is published that may show pupils. `proposed_at`: of what
    /// this person read; conflict: it was proposed anew since.
    Done agree(runtime::Time proposed_at, std::string person, runtime::Time now);
    Done withdraw(std::string person, runtime::Time now);
    /// Pictures of pupils may be published again. forbidden for who proposed that they are not.
    Done end(std::string reason, std::string person, runtime::Time now);
    /// What was taken down or held back, or cannot be opened (`lost`), in that order; the last time.
    runtime::Task<runtime::Result<std::vector<Post>>> touched(std::size_t limit, std::size_t offset = 0);
    runtime::Task<runtime::Result<std::size_t>> count_touched();

    // --- for the worker. conflict: another process was first, or nothing is under way.

    /// What a look at a post says. Nothing: it cannot be opened.
    enum class Seen { no_pupils, pupils_perhaps, nothing };

    /// What is not over yet. What cannot be opened is `lost`, here as in the next.
    runtime::Task<runtime::Result<std::vector<Post>>> open();
    /// Published posts behind where the recall is, the oldest first; none: it is at their end.
    runtime::Task<runtime::Result<std::vector<SweptPost>>> next(Recall at, std::size_t limit);
    /// Takes one down, or makes it a draft again, when it may show pupils; and moves on. What cannot be opened is only
    /// listed. With an empty place.at it is one that is not over, and nothing moves.
    Done take(Recall at, SweptPlace next, Seen seen, runtime::Time now);
    Done finish(Recall at, runtime::Time now);

  private:
    /// To the proposal, whose alert ends with it.
    Done answer(std::string function, std::vector<std::string> args);

    PostStore& posts_;
    SweepStore sweeps_;
};

}  // namespace moderation
