#pragma once

#include "models/image/exchange.hpp"
#include "models/image/sandbox/sanitized.hpp"

#include <chrono>
#include <functional>

namespace models::image {

/// What one picture may cost, in processor time. What is broken on purpose costs no more.
struct Patience {
    std::chrono::milliseconds picture{2'000};
    std::chrono::milliseconds jpeg{1'000};
    std::chrono::milliseconds heif{6'000};  ///< the slowest of the still pictures
    std::chrono::milliseconds video{30'000};
    /// More, for who has said what was decoded: looking for people and text.
    std::chrono::milliseconds looking{kSanitized ? 90'000 : 30'000};
    std::chrono::milliseconds crops{kSanitized ? 60'000 : 6'000};  ///< more, for many hashes of one picture
    std::size_t reply{kMostReplyBytes};                            ///< and how much it may say
};

/// Runs `open(file, pipe)` in a process of its own, which is behind the lock, and collects what it writes into the pipe
/// until it ends, or is ended because it takes too long or says too much. Nothing that happens in it reaches this
/// process. Waiting that costs no processor time ends after ten times the patience.
///
/// REQUIRES  one thread.
Answer watched(int file, const std::function<void(int file, int pipe)>& open, const Patience& patience);

}  // namespace models::image
