#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/crypto.hpp"
#include "config/runtime/redis.hpp"
#include "moderation/store/keys.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace moderation {

/// Which of a school's adjustments of the judging counts. 0 is what was shipped.
struct AdjustmentState {
    std::uint64_t live{0};
    std::optional<std::uint64_t> before;  ///< what one step back leads to
    std::uint64_t candidate{0};           ///< 0: none
    std::uint64_t last{0};
    std::uint64_t seen{0};     ///< comments that came while the candidate ran in shadow
    std::uint64_t differs{0};  ///< of these, what it would have treated otherwise
};

/// asked -> shadow -> live -> retired, or withdrawn.
struct AdjustmentRecord {
    std::uint64_t number{0};
    std::string state;
    std::string what;  ///< "learn", "term", "end_term"
    std::string by;
    std::optional<runtime::Time> at;
    std::string agreed_by;
    std::optional<runtime::Time> agreed_at;
    std::string request;  ///< what exactly was asked for, in the asker's words; opaque here
    std::string content;  ///< the adjustment itself; opaque here
    std::size_t examples{0};
    bool worse{false};     ///< on the golden set, than what is live
    std::string figures;   ///< counts; opaque here
    std::string backtest;  ///< counts and ids; opaque here
};

/// Adjustments of how a school's texts are judged: the lifecycle of a candidate, two people for each that goes live,
/// and one step back. Requests and contents are sealed: a school's terms may be about somebody.
///
/// Each change is one step together with its journal entry. Errors and threads as Store's.
class AdjustmentStore {
  public:
    /// References outlive the store.
    AdjustmentStore(runtime::Redis& redis, const runtime::Sealer& sealer, const std::string& school)
        : redis_{redis}, sealer_{sealer}, keys_{school} {}

    runtime::Task<runtime::Result<AdjustmentState>> state();
    /// not_found for one that never was.
    runtime::Task<runtime::Result<AdjustmentRecord>> adjustment(std::uint64_t number);

    /// Begins a candidate. conflict while another one is there. Returns its number.
    runtime::Task<runtime::Result<std::uint64_t>> ask(std::string person, std::string what, std::string request,
                                                      runtime::Time now);
    /// What the worker made of it and how it did: it runs in shadow from now on. conflict when it was withdrawn.
    runtime::Task<runtime::Result<void>> tried(AdjustmentRecord candidate, runtime::Time now);
    /// forbidden for the asker; rejected when it is worse than what is live.
    runtime::Task<runtime::Result<void>> agree(std::uint64_t number, std::string person, runtime::Time now);
    runtime::Task<runtime::Result<void>> withdraw(std::uint64_t number, std::string person, runtime::Time now);
    /// Makes live what was live before `number`. Never needs a second person: it undoes a change.
    runtime::Task<runtime::Result<void>> step_back(std::uint64_t number, std::string person, runtime::Time now);

  private:
    runtime::Task<runtime::Result<void>> change(std::string function, std::uint64_t number,
                                                std::vector<std::string> args);

    runtime::Redis& redis_;
    const runtime::Sealer& sealer_;
    Keys keys_;
};

}  // namespace moderation
