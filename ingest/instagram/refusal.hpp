#pragma once

#include "config/runtime/result.hpp"
#include "ingest/api.hpp"

#include <chrono>
#include <string>

namespace ingest {

/// Instagram counts the posts of the last 24 hours: there may be room again at any time.
inline constexpr std::chrono::hours kUntilNextPosts{1};

/// What a subcode of publishing says, and what to do.
std::string instagram_sentence(int subcode);

/// What the refusal of a call that publishes, or makes what is to be published, means. One that nobody knows here is
/// said in Instagram's own words to people, where it has any.
runtime::Error instagram_refusal(const ApiError& error);

}  // namespace ingest
