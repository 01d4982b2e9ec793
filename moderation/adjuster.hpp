#pragma once

#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "moderation/backtest.hpp"
#include "moderation/calibration.hpp"
#include "moderation/learning.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <map>
#include <string>

namespace moderation {

/// What somebody asks for. Packed into the request of the store.
struct AdjustmentRequest {
    static constexpr std::string_view kLearn = "learn";       ///< from people's decisions
    static constexpr std::string_view kTerm = "term";         ///< watch for words
    static constexpr std::string_view kEndTerm = "end_term";  ///< no longer watch for them
    static constexpr std::string_view kExcept = "except";     ///< set a shipped rule aside
    static constexpr std::string_view kEndException = "end_exception";
    static constexpr std::string_view kBars = "bars";  ///< from which score on people look, from people's decisions

    std::string what;
    SchoolTerm term{};                           ///< for kEndTerm only its words count
    SchoolException exception{};                 ///< for kEndException only rule and words
    std::optional<models::Category> category{};  ///< of kBars; nothing: every one
    std::size_t aim{kAimShipped};                ///< of kBars; 0: as shipped, without what was learnt
};
std::string pack(const AdjustmentRequest& request);
std::optional<AdjustmentRequest> unpack_request(std::string_view packed);

/// Makes candidates: learns or changes what was asked for, measures it on the golden set and on the last weeks, and
/// lets it run in shadow. Nothing waits for it. Two of them do no harm: one records, the other's work is dropped.
class Adjuster {
  public:
    /// Keeps references. `golden`: the directory of the golden set.
    Adjuster(Store& store, AdjustmentStore& adjustments, Practice& practice, const Triage& triage,
             runtime::CpuPool& cpu, runtime::Clock& clock, runtime::Log& log, std::string golden);

    static constexpr std::chrono::seconds kInterval{5};
    static constexpr std::chrono::hours kWeeks{5 * 7 * 24};  ///< of the backtest
    static constexpr std::size_t kItemsMax = 1500;           ///< looked at, of each kind

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Looks once. True when a candidate was made.
    runtime::Task<runtime::Result<bool>> step();

  private:
    static constexpr std::size_t kBatch = 100;  ///< between two of these, others have their turn on the pool

    runtime::Task<std::map<models::Category, Correction>> learnt(std::vector<Item> examples, Judging judging);
    runtime::Task<runtime::Result<std::vector<Sample>>> samples(Judging judging, runtime::Time now);
    runtime::Task<runtime::Result<std::size_t>> set_bars_of(Adjustment& candidate, AdjustmentRequest request,
                                                            Judging judging, runtime::Time now);
    runtime::Task<runtime::Result<Backtest>> backtest(Judging judging, runtime::Time now);
    runtime::Task<runtime::Result<AdjustmentRecord>> make(AdjustmentRecord asked, Judging judging);

    Store& store_;
    AdjustmentStore& adjustments_;
    Practice& practice_;
    const Triage& triage_;
    runtime::CpuPool& cpu_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    std::string golden_;
};

}  // namespace moderation
