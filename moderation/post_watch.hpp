#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace moderation {

/// Whether something is being published there just now: what appears may be that.
bool anything_on_its_way(const std::vector<Post>& open, const std::string& channel);

/// Tells the leadership of what went past the second colleague: what appeared on a channel in the school's name and was
/// not published by Gatehouse, and what one person published and nobody has looked at in time, every day anew.
///
/// What is older than the channel's authorisation is not told.
class PostWatch {
  public:
    PostWatch(Store& store, PostStore& posts, runtime::Clock& clock, runtime::Log& log)
        : store_{store}, posts_{posts}, clock_{clock}, log_{log} {}

    static constexpr std::chrono::minutes kInterval{1};
    /// A post may be read back by the collector before its publisher has noted that it stands there.
    static constexpr std::chrono::minutes kPatience{10};
    static constexpr std::chrono::hours kRemindAgain{24};
    static constexpr std::size_t kBatch = 50;

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Looks at what was found long enough ago, and at what is overdue, and forgets pictures that are kept no longer.
    /// Returns how many alerts were raised.
    runtime::Task<runtime::Result<std::size_t>> step();

  private:
    runtime::Task<runtime::Result<std::size_t>> tell_of_own_posts();
    runtime::Task<runtime::Result<std::size_t>> remind();
    /// Nothing: it cannot be said yet, as something is being published there.
    runtime::Task<runtime::Result<std::optional<bool>>> is_ours(const std::string& channel,
                                                                const std::string& external_id);

    Store& store_;
    PostStore& posts_;
    runtime::Clock& clock_;
    runtime::Log& log_;
};

}  // namespace moderation
