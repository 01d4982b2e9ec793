#pragma once

#include "models/domain/post_picture.hpp"
#include "models/domain/publication.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models {

/// What a post is for. Families must be able to do without social media where it tells them something they need.
enum class PostKind { information, news, event, closure };
std::string_view to_string(PostKind kind);
std::optional<PostKind> post_kind_from(std::string_view name);

/// draft -> submitted -> approved -> publishing -> published, or failed where not every channel has it.
enum class PostState { draft, submitted, approved, publishing, published, failed, taken_down, discarded };
std::string_view to_string(PostState state);
std::optional<PostState> post_state_from(std::string_view name);

/// How far a post is on one channel. `unknown`: it may stand there, and only a person can tell.
enum class DeliveryState { waiting, publishing, published, failed, unknown, taking_down, taken_down };
std::string_view to_string(DeliveryState state);
std::optional<DeliveryState> delivery_state_from(std::string_view name);

/// Everything of a post that a colleague agrees to.
struct PostContent {
    std::string text{};
    std::string link{};
    std::vector<std::string> channels{};  ///< ids, in the order in which they were chosen
    PostKind kind{PostKind::news};
    std::optional<runtime::Time> publish_at{};  ///< nothing: as soon as it is agreed to
    std::string also_available_via{};           ///< where families find it who do without social media
    bool involves_pupils{false};                ///< who may answer is restricted where the network lets us
    std::vector<PostPicture> pictures{};        ///< in the order in which they are shown; at most kPostPicturesMax
    bool operator==(const PostContent&) const = default;
};

/// SHA-256 over an encoding in which no two contents are the same.
std::string fingerprint(const PostContent& content);

/// Everything in it that somebody can read: the text, how pictures are described, and what stands in them.
std::string words_of(const PostContent& content);

/// Whether it is about pupils, or shows some.
bool concerns_pupils(const PostContent& content);

/// What is published of it on a network. A picture's id is the PostPicture's.
Publication publication_of(const PostContent& content, Network network);

/// What its author has yet to fill in, brackets included, each once: "[day and date]". Never more than a line, nor than
/// 100 bytes, and it begins with a letter: "[1]" is a footnote.
std::vector<std::string> left_open(const PostContent& content);

/// Something about a draft that has nothing to do with the network it is for.
struct Remark {
    enum class Weight {
        advice,  ///< for the author to think about
        leader,  ///< it may go out when somebody of the leadership agrees
        blocks,  ///< it may not go out
    };

    std::string_view code;
    Weight weight{Weight::advice};
    std::string_view sentence;
};

/// What to say about a draft. Pure.
std::vector<Remark> remarks_on(const PostContent& content);
bool any(const std::vector<Remark>& remarks, Remark::Weight weight);

}  // namespace models
