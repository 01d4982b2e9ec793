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

    /// Of what was read of a channel and stands under nothing else: so much is looked at, namely that whose numbers on
    /// the network come last in the order of bytes. Where it is less than all, what is newest may be missing, too.
    static constexpr std::size_t kMost = 500;

    struct List {
        std::vector<Item> items{};              ///< the oldest first
        std::vector<models::Channel> partly{};  ///< of which more was read than is looked at
    };

    /// As far as this person may read them. Errors and threads as Store's.
    runtime::Task<runtime::Result<List>> with_pictures(Viewer viewer, std::size_t most = kMost);

  private:
    runtime::Task<runtime::Result<void>> add_channel(Viewer viewer, models::Channel channel, std::size_t most,
                                                     List& list);

    Store& store_;
    PostStore& posts_;
};

}  // namespace moderation
