#pragma once

#include "models/image/hash_index.hpp"
#include "models/image/picture.hpp"
#include "moderation/post_guard.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/seen_picture.hpp"

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

/// What a picture that stands on a channel is among those of the library.
struct Recognised {
    SeenPicture::Likeness like{SeenPicture::Likeness::nothing};
    std::optional<runtime::Time> agreed_at{};  ///< of the nearest
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

    /// In so many bits a picture may differ from one that was agreed to and be that one, as long as no more people are
    /// seen in it: another child's name on the same certificate is 6 bits and more away, mostly more than this.
    static constexpr int kSame = 10;
    /// The same of what Gatehouse published as this very post: what networks make of a picture when they encode it
    /// anew.
    static constexpr int kReadBack = 20;

    /// A picture that was read on a network. `post`: what Gatehouse published as what it came with; empty: it did not.
    runtime::Task<runtime::Result<Recognised>> recognise(models::image::Picture seen, models::Network network,
                                                         std::string post, runtime::Time now);

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
    /// `post`: id of one whose pictures are left out.
    runtime::Task<runtime::Result<std::vector<Known>>> known_besides(std::string post, runtime::Time now);
    runtime::Task<runtime::Result<std::vector<std::string>>> refusals(models::PostContent content,
                                                                      std::vector<models::Channel> channels,
                                                                      std::vector<Match> matches, runtime::Time now);

    PostStore& posts_;
    PostGuard& guard_;
    std::map<std::string, std::vector<Known>> over_;  ///< of posts that are over, by post
    bool read_all_{false};
};

}  // namespace moderation
