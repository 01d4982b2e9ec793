#pragma once

#include "moderation/store/posts.hpp"
#include "moderation/store/store.hpp"

#include <cstddef>
#include <vector>

namespace moderation {

/// Posts that stand on the school's channels in its name and went past Gatehouse, as far as they were read there, with
/// pictures in which somebody may be seen. Nobody said who that is, so the register cannot be asked; a decision about
/// the item takes them down, with a second colleague.
class PastPosts {
  public:
    /// References outlive this.
    PastPosts(Store& store, PostStore& posts) : store_{store}, posts_{posts} {}

    static constexpr std::size_t kMost = 500;  ///< of a channel that are looked at, the last of its list

    struct List {
        std::vector<Item> items{};  ///< the oldest first
        bool all{true};             ///< no channel had more than kMost
    };

    /// As far as this person may read them. Errors and threads as Store's.
    runtime::Task<runtime::Result<List>> with_pictures(Viewer viewer);

  private:
    runtime::Task<runtime::Result<void>> add_channel(Viewer viewer, models::Channel channel, List& list);

    Store& store_;
    PostStore& posts_;
};

}  // namespace moderation
