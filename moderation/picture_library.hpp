#pragma once

#include "models/image/hash_index.hpp"
#include "moderation/post_guard.hpp"
#include "moderation/store/posts.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// What earlier posts say of a picture. It helps people to say who is in it, and never says so itself.
struct Earlier {
    struct Alike {
        std::string post;  ///< id
        runtime::Time agreed_at{};
        int distance{0};  ///< in bits; see models::image::kPdqMatch
    };

    /// The nearest picture that was agreed to in another post; of equally near ones the latest.
    std::optional<Alike> alike{};
    /// Somebody who is in a picture that it looks like does not agree to this use any more: the guard's own words, each
    /// once. Then there is no `alike`, as a way to that post would be a way to who it is.
    std::vector<std::string> refusals{};
};

/// Every picture that was agreed to, by its look, and of those that somebody withdrew the cuts, too. It is read from
/// the posts themselves: what they forget is forgotten here, an edit that ends an agreement takes its pictures out, and
/// nothing is kept twice.
///
/// Errors and threads as Store's.
class PictureLibrary {
  public:
    /// References outlive the library.
    PictureLibrary(PostStore& posts, PostGuard& guard) : posts_{posts}, guard_{guard} {}

    static constexpr std::chrono::hours kKept{2 * 365 * 24};  ///< after the agreement
    static constexpr std::size_t kBatch = 100;                ///< posts read at once
    static constexpr std::size_t kPostsMax = 10'000;          ///< remembered; the newest of them
    static constexpr std::size_t kAskedMax = 20;              ///< matches of which the register is asked

    /// One for each picture of the post, in their order. The first question after a start reads every post, later ones
    /// what is new.
    runtime::Task<runtime::Result<std::vector<Earlier>>> ask(Post post, std::vector<models::Channel> channels,
                                                             runtime::Time now);

  private:
    struct Known {
        std::string post;
        runtime::Time agreed_at{};
        models::image::PdqHash look{};
        models::PostPicture picture;
        bool cut{false};  ///< of a part of it, which leads to no earlier post
    };
    struct Match {
        const Known* known{nullptr};
        int distance{0};
    };

    runtime::Task<runtime::Result<void>> read_on(runtime::Time now);
    runtime::Task<runtime::Result<void>> read_what_comes_down();
    static std::vector<Known> known_of(const Post& post);
    std::vector<Known> known_besides(const Post& post, const std::vector<Post>& open, runtime::Time now) const;
    runtime::Task<runtime::Result<std::vector<std::string>>> refusals(models::PostContent content,
                                                                      std::vector<models::Channel> channels,
                                                                      std::vector<Match> matches, runtime::Time now);

    PostStore& posts_;
    PostGuard& guard_;
    std::map<std::string, std::vector<Known>> over_;  ///< of posts that are over, by post
    bool read_all_{false};
};

}  // namespace moderation
