#pragma once

#include "models/domain/item.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models {

/// A picture or video of a publication. Its bytes lie with whoever keeps them.
struct Media {
    std::string id;    ///< ours
    std::string type;  ///< "image/jpeg", "video/mp4"
    std::uint64_t bytes{0};
    std::string alt_text{};  ///< of a picture: what somebody who does not see it should know
    std::uint32_t width{0};  ///< of a picture in points; 0: not known, as is the next
    std::uint32_t height{0};
};
bool is_video(const Media& media);

/// Who may answer, where the network lets the school say so.
enum class MayReply { everyone, following, mentioned, subscribers, verified };

/// What the school wants to say on one channel.
struct Publication {
    std::string text;            ///< of a video: its description
    std::string link{};          ///< one that is to be followed; others stand in the text
    std::vector<Media> media{};  ///< in the order in which they are shown
    MayReply may_reply{MayReply::everyone};
    std::string title{};  ///< of a video
    std::vector<std::string> tags{};
    bool made_for_kids{false};                  ///< of a video: its comments are off then
    std::optional<runtime::Time> publish_at{};  ///< only where the network keeps the appointment itself
};

/// What a network takes, as far as it can be said in numbers.
struct PublishingLimits {
    std::size_t text_max;         ///< in the network's own measure, see text_length()
    std::size_t reply_max;        ///< of an answer, likewise
    std::size_t pictures_max;     ///< in one publication
    std::uint64_t picture_bytes;  ///< of each
    std::size_t alt_text_max;     ///< characters
    std::array<std::string_view, 5> picture_types;
    std::string_view picture_types_said;
    std::uint64_t video_bytes;  ///< 0: Gatehouse publishes no videos there
    bool media_needed;          ///< it takes no text alone
    bool video_needed;
    bool may_reply;  ///< the school can say who may answer
    bool schedules;
    // Width to height of a picture; 0: any.
    double narrowest{0};
    double widest{0};
};
const PublishingLimits& publishing_limits(Network network);

/// The text as it is sent: where a network has no place for a link, it stands at the end.
std::string text_on(Network network, const Publication& publication);

/// How long a network says a text is: X weighs it (see x_length()), YouTube counts bytes, the others characters.
std::size_t text_length(Network network, std::string_view text);

/// Everything that the network would refuse, as sentences that say what to do; empty: it can be published. Pure, and
/// fast enough to be asked while somebody types.
std::vector<std::string> problems_of(Network network, const Publication& publication, runtime::Time now);
/// The same for an answer to somebody.
std::vector<std::string> problems_of_reply(Network network, std::string_view text);

}  // namespace models
