#pragma once

#include "moderation/past_posts.hpp"
#include "moderation/store/sweeps.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <cstddef>
#include <vector>

namespace moderation::web {

/// The sweep of old pictures and what it found.
struct SweepPage {
    Sweep sweep{};
    std::size_t waiting{0};     ///< posts about which somebody has to decide
    std::vector<Post> found{};  ///< the oldest of those
    PastPosts::List past{};
};

/// Whether this person has something to do with it.
bool sees_sweep(const Tools& tools, const Visit& visit);
Html sweep_page(const Tools& tools, const Visit& visit, const SweepPage& view, const FieldErrors& errors);
/// Posts with pictures that went past Gatehouse: each leads to its item, where two people delete it. `title`: what they
/// are for. Nothing when there are none and all
/// were looked at.
Html past_posts(const Tools& tools, const Visit& visit, std::string_view title, const PastPosts::List& list);
/// On the page of a post: why its pictures should be looked at again. Whose they are stands nowhere in it.
Html sweep_find(const Tools& tools, const Visit& visit, const Post& post);

}  // namespace moderation::web
