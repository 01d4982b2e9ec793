#pragma once

#include "models/text/assessor.hpp"
#include "moderation/adjustment.hpp"
#include "moderation/store/adjustments.hpp"

#include <memory>
#include <string_view>

namespace moderation {

/// How a school judges at one moment. Copied freely; any thread may use a copy.
struct Judging {
    const models::Assessor* shipped{nullptr};
    std::shared_ptr<const Adjustment> live;    ///< never null
    std::shared_ptr<const Adjustment> shadow;  ///< a candidate that is only looked at; null: none

    /// What `adjustment` makes of a text. `normalised`: the same text.
    models::Assessment assess(std::string_view text, const models::text::Normalised& normalised,
                              const Adjustment& adjustment, runtime::Time now) const;
    /// As it is judged now.
    models::Assessment assess(std::string_view text, runtime::Time now) const;
};

/// Knows how the school judges now: the shipped assessor, and what its people agreed to lay over it.
class Practice {
  public:
    /// Keeps references.
    Practice(AdjustmentStore& store, const models::Assessor& assessor)
        : store_{store}, assessor_{assessor}, live_{std::make_shared<const Adjustment>()} {}

    /// Asks the store which adjustment is live and which is tried, so that all processes judge alike, and reads what
    /// it does not have yet.
    runtime::Task<runtime::Result<Judging>> now();

  private:
    runtime::Task<runtime::Result<std::shared_ptr<const Adjustment>>> read(std::uint64_t number);

    AdjustmentStore& store_;
    const models::Assessor& assessor_;
    std::shared_ptr<const Adjustment> live_;
    std::shared_ptr<const Adjustment> shadow_;
};

}  // namespace moderation
