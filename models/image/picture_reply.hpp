#pragma once

#include "config/runtime/result.hpp"
#include "models/image/crops.hpp"
#include "models/image/picture.hpp"
#include "models/image/publishable.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace models::image {

// What the process that opens pictures tells the one that asked: lines of JSON, one for each part that is done. Whoever
// writes them has read bytes from strangers and may have been taken over by them, so nothing in a reply is believed
// beyond being a value.

/// The most a reply may be; an hour of video fits.
inline constexpr std::size_t kMostReplyBytes = 160 * 1024;
/// The most a reply with a copy may be.
inline constexpr std::size_t kMostCopyReplyBytes = kPublishedBytes + 1024;

/// What is asked of a picture. Each of the first three includes what stands before it.
enum class Wish : char {
    hashes,
    people,
    text,
    words,  ///< hashes and text
    copy,   ///< a JPEG that every network takes; see publishable.hpp
    crops,  ///< the hashes of crop_family()
};
inline constexpr char kWishes = 6;
constexpr std::size_t most_reply_bytes(Wish wish) {
    return wish == Wish::copy ? kMostCopyReplyBytes : kMostReplyBytes;
}

/// How the process that opened one picture ended.
enum class Ending { by_itself, out_of_time, killed };

std::string refused_line(std::string_view reason);
/// What decoding found.
std::string decoded_line(const Picture& picture);
std::string people_line(const People& people);
std::string text_line(std::string_view text);
/// Stands before the bytes of a copy: what there is to decode is decoded.
std::string copy_line();
std::string crops_line(const std::vector<PdqHash>& crops);

/// The picture as the reply tells it. Lines that are no such lines are left out. Where nothing says what was decoded,
/// it is refused, with what the ending says as the reason.
Picture picture_of(std::string_view reply, Ending ending);

/// The bytes of the copy as the reply tells them: at most kPublishedBytes that begin like a JPEG, and nothing is known
/// of them beyond that. rejected: there is none, with the reason.
runtime::Result<std::string> copy_of(std::string_view reply, Ending ending);

/// At most kCropFamily hashes. rejected: the reply tells none, with the reason.
runtime::Result<std::vector<PdqHash>> crops_of(std::string_view reply, Ending ending);

}  // namespace models::image
