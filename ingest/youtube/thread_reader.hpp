#pragma once

#include "ingest/edge_walk.hpp"
#include "ingest/poll_schedule.hpp"
#include "ingest/youtube/absence.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace ingest {

/// Comments that the network lists apart from one another. Rejected ones are listed nowhere.
inline constexpr std::array<const char*, 3> kYoutubeStates{"published", "heldForReview", "likelySpam"};

/// New replies do not lift an old thread, so threads are read daily by their own age, however old their video is.
inline constexpr Sweep kYoutubeSweep{.daily = std::chrono::hours{60 * 24}};

/// A listing of comment threads, newest first, by one filter and in one state.
EdgeWalk::Plan youtube_threads(const ChannelSession& session, const char* filter, std::string value, const char* state);

/// How many published replies of each thread in a page are missing from it, as far as the network's count tells: about
/// five come along with a thread, held ones among them.
std::map<std::string, std::int64_t> replies_missing(const ParsedPage& page);

/// Records what a page lists, in portions, without moving the feed on.
runtime::Task<bool> record_portions(ChannelSession& session, std::string feed, std::string cursor, ParsedPage page);

/// Reads the comments under one video, community post or the channel itself, in every state, as far as `reading` says.
///
/// Every page is recorded as it comes. What was known moves on (as the cursor of its feed) only when everything was
/// read; what changes meanwhile changes the network's count, and the next round reads again.
class YoutubeThreadReader {
  public:
    struct Order {
        const char* filter{"videoId"};
        std::string feed;
        std::string post;
        std::optional<runtime::Time> created{};
        std::optional<std::int64_t> count{};      ///< comments, as the network counts
        std::optional<runtime::Time> youngest{};  ///< comment there that is known
        Reading reading{Reading::full};
        std::optional<ThreadState> known{};
    };
    YoutubeThreadReader(ChannelSession& session, YoutubeAbsence& absence, Order order);

    /// False when comments are switched off there. That is no trouble, and no reason to think that any are gone.
    runtime::Task<bool> run();

  private:
    runtime::Task<bool> read_state(const char* state);
    runtime::Task<bool> read_replies(std::string thread);
    runtime::Task<bool> take(ParsedPage page);
    runtime::Task<bool> finish(bool complete);
    bool all_known(const ParsedPage& page) const;
    /// Whether the replies that the store knows of a thread can be believed to be all.
    bool replies_believed(const std::string& thread, std::int64_t count) const;
    bool note(const ApiError& error);
    std::string old_cursor() const;
    ThreadState new_state(bool whole) const;

    ChannelSession& session_;
    YoutubeAbsence& absence_;
    const Order order_;
    std::optional<runtime::Time> youngest_;
    const bool sweep_;             ///< replies are read even where their number is the same
    std::set<std::string> known_;  ///< ids that the store knows there
    std::set<std::string> seen_;
    std::set<std::string> replies_to_read_;  ///< threads
    bool disabled_{false};
};

}  // namespace ingest
