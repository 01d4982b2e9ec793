#pragma once

#include "moderation/past_posts.hpp"
#include "moderation/store/recalls.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <cstddef>
#include <vector>

namespace moderation::web {

/// The emergency in which all pictures of pupils are taken down, and what became of each post.
struct RecallPage {
    Recall recall{};
    std::size_t count{0};         ///< posts that were taken down or held back
    std::vector<Post> touched{};  ///< some of those
    std::size_t first{0};         ///< which of them is the first here
    std::vector<models::Channel> channels{};
    PastPosts::List past{};
};

inline constexpr std::size_t kTouchedShown = 50;  ///< posts on one page

/// Whether this person has something to do with it.
bool sees_recall(const Tools& tools, const Visit& visit);
Html recall_page(const Tools& tools, const Visit& visit, const RecallPage& view, const FieldErrors& errors);

}  // namespace moderation::web
