#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <cstddef>

namespace moderation {

/// What the machine hid, a person looks at within one school day. When nobody did, that is an alert to those who
/// hear of such an item: a hide that nobody reviews is a decision of the machine's alone.
class UnreviewedHides {
  public:
    UnreviewedHides(Store& store, runtime::Clock& clock, runtime::Log& log) : store_{store}, clock_{clock}, log_{log} {}

    static constexpr std::chrono::milliseconds kInterval{std::chrono::minutes{1}};
    static constexpr std::size_t kBatch = 100;

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Looks once. Returns how many alerts were raised.
    runtime::Task<runtime::Result<std::size_t>> step();

  private:
    Store& store_;
    runtime::Clock& clock_;
    runtime::Log& log_;
};

}  // namespace moderation
