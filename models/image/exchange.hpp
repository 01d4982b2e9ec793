#pragma once

#include "models/image/picture_reply.hpp"

#include <optional>
#include <string>

namespace models::image {

// The two ends of the socket between Gatehouse and the program that opens pictures. A request is an open file, an
// answer is a message; both are bounded. The calls wait. On a broken socket they give nothing or false.

struct Answer {
    Ending ending{Ending::killed};
    std::string reply;  ///< see picture_reply.hpp
};

bool send_request(int channel, int file);
/// Waits as long as the longest picture may take; then nothing.
std::optional<Answer> receive_answer(int channel);

/// The file of the next request, to be closed by the caller. Nothing when nobody asks any more.
std::optional<int> receive_request(int channel);
bool send_answer(int channel, const Answer& answer);

}  // namespace models::image
