#pragma once

#include "config/runtime/result.hpp"

#include <string>
#include <string_view>

namespace ingest {

/// What becomes of a video that was uploaded.
struct YoutubeVideoState {
    enum class Kind { processed, working, refused, missing };

    Kind kind{Kind::working};
    std::string sentence{};  ///< why it was refused, and what to do
    bool as_wanted{false};   ///< it is seen by those whom it was meant for
};

/// Reads the answer to `videos?part=status&id=`. A state that did not exist when this was written is working.
/// `wanted` is the privacy that was asked for.
/// Errors  malformed  no list of videos.
runtime::Result<YoutubeVideoState> parse_youtube_video_state(std::string_view body, std::string_view wanted);

}  // namespace ingest
