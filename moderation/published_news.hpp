#pragma once

#include "moderation/post_guard.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace moderation {

/// Something that the school said on its channels, for people without an account there.
struct NewsItem {
    /// Where it stands on a network.
    struct Place {
        models::Network network{};
        std::string address;  ///< may be empty
    };

    std::string id;            ///< of the post
    runtime::Time at{};        ///< when the first channel had it
    std::string text;          ///< empty: somebody who is named in it agreed to networks only
    std::string link;          ///< empty with the text
    std::vector<Place> where;  ///< at least one
};
using News = std::vector<NewsItem>;

/// What stands on the school's channels, the newest first. What was taken down, has to come down or stands nowhere is
/// not among it. Pictures never are: a consent to a network is none to another place.
///
/// Anybody may ask, so the answer is made at most once in kFresh, however many do.
/// Errors and threads as Store's.
class PublishedNews {
  public:
    /// References outlive the news.
    PublishedNews(Store& store, PostStore& posts, PostGuard& guard) : store_{store}, posts_{posts}, guard_{guard} {}

    static constexpr std::size_t kItemsMax = 30;
    static constexpr std::chrono::seconds kFresh{15};

    runtime::Task<runtime::Result<std::shared_ptr<const News>>> latest(runtime::Time now);

  private:
    Store& store_;
    PostStore& posts_;
    PostGuard& guard_;
    std::shared_ptr<const News> news_;
    runtime::Time made_at_{};
};

}  // namespace moderation
