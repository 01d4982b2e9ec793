#pragma once

#include "models/image/picture.hpp"

#include <string>
#include <string_view>

namespace models::image {

// What the process that opens pictures tells the one that asked: lines of JSON, one for each part that is done. Whoever
// writes them has read bytes from strangers and may have been taken over by them, so nothing in a reply is believed
// beyond being a value.

/// The most a reply may be; an hour of video fits.
inline constexpr std::size_t kMostReplyBytes = 160 * 1024;

/// How the process that opened one picture ended.
enum class Ending { by_itself, out_of_time, killed };

std::string refused_line(std::string_view reason);
/// What decoding found.
std::string decoded_line(const Picture& picture);
std::string people_line(const People& people);
std::string text_line(std::string_view text);

/// The picture as the reply tells it. Lines that are no such lines are left out. Where nothing says what was decoded,
/// it is refused, with what the ending says as the reason.
Picture picture_of(std::string_view reply, Ending ending);

}  // namespace models::image
