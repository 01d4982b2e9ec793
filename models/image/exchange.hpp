#pragma once

#include "models/image/picture_reply.hpp"

#include <optional>
#include <string>

namespace models::image {

// The two ends of the socket between Gatehouse and the program that opens pictures. A request is an open file and what
// is wished of it; an answer is a message that says how long it is, and the parts of it. Both are bounded. The calls
// wait. On a broken socket they give nothing or false.

struct Answer {
    Ending ending{Ending::killed};
    std::string reply;  ///< see picture_reply.hpp
};

struct Request {
    int file{-1};
    Wish wish{Wish::hashes};
};

bool send_request(int channel, Request request);
/// Waits as long as the longest picture may take; then nothing, as when the answer is longer than the wish allows.
std::optional<Answer> receive_answer(int channel, Wish wish);

/// The next request, its file to be closed by the caller. Nothing when nobody asks any more.
std::optional<Request> receive_request(int channel);
bool send_answer(int channel, const Answer& answer);

}  // namespace models::image
