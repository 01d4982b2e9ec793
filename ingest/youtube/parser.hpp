#pragma once

#include "config/runtime/result.hpp"
#include "ingest/parsed.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace ingest {

/// Reads the answers of the YouTube Data API, damaged or not, as parse_list says of lists. All are pure and may be
/// called from any thread.
/// Errors  malformed  it holds no list at all.

inline constexpr std::size_t kThreadRepliesMax = 100;  ///< of one thread in a page; the network sends about five

/// `commentThreads.list`: of each thread its top comment, whose `comment_count` is the number of its replies, and
/// behind it those of its replies that came along. One damaged comment costs that comment, also inside a thread.
///
/// Source  `moderationStatus` says whether a comment is held; where it is withheld the thread's `isPublic` does for its
///         top comment.
///         Where the answer names no video, the post is the community post, and failing that the context's.
runtime::Result<ParsedPage> parse_youtube_threads(std::string_view body, const ParseContext& context);

/// `comments.list`: comments and replies.
runtime::Result<ParsedPage> parse_youtube_comments(std::string_view body, const ParseContext& context);

/// `videos.list`: own posts. Without a `comment_count` comments are switched off, or the network does not say.
runtime::Result<ParsedPage> parse_youtube_videos(std::string_view body, const ParseContext& context);

/// `playlistItems.list`: of each video nothing but its id.
runtime::Result<ParsedPage> parse_youtube_uploads(std::string_view body, const ParseContext& context);

/// The channel that a token speaks for.
struct YoutubeChannel {
    std::string id;       ///< "UC..."
    std::string uploads;  ///< the playlist of everything it published
};
/// `channels.list`.
/// Errors  malformed  it names no channel, or not its playlist of uploads.
runtime::Result<YoutubeChannel> parse_youtube_channel(std::string_view body);

}  // namespace ingest
