#pragma once

#include "ingest/youtube/thread_reader.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ingest {

/// The steps of one round: list the videos, look for new comments on the whole channel, read what is due under each
/// video, look after videos that are missing.
class YoutubeRound {
  public:
    using Cursors = std::map<std::string, std::string>;

    YoutubeRound(ChannelSession& session, YoutubeAbsence& absence, Cursors cursors, std::chrono::hours watch);

    runtime::Task<void> run();

  private:
    /// Something that has comments under it.
    struct Place {
        std::string id;
        const char* feeds{nullptr};  ///< "comments:" of videos, "posts:" of what has no address of its own
        std::optional<runtime::Time> created{};
        std::optional<std::int64_t> count{};
        bool incomplete{false};  ///< a new thread came with some of its replies only
    };

    runtime::Task<void> read_channel();
    runtime::Task<void> list_videos(std::string uploads);
    runtime::Task<bool> read_videos(ParsedPage uploads);
    runtime::Task<bool> adopt(Place place);
    runtime::Task<void> look_for_new(const char* state);
    runtime::Task<bool> adopt_places(const ParsedPage& page);
    runtime::Task<void> look_up_videos();
    runtime::Task<void> read_places();
    runtime::Task<void> read_place(Place place);
    /// False when the round cannot go on.
    runtime::Task<bool> remember(std::string feed, std::string cursor);

    bool knows_videos() const;
    std::string cursor_of(const std::string& feed) const;
    std::optional<ThreadState> state_of(const std::string& feed) const;
    Place place_of(const models::CollectedItem& item) const;

    ChannelSession& session_;
    YoutubeAbsence& absence_;
    const Cursors cursors_;
    const std::chrono::hours watch_;
    const bool full_listing_;
    bool listing_whole_{false};
    std::map<std::string, Place> places_;                           ///< by feed
    std::set<std::string, std::less<>> seen_;                       ///< videos that are there
    std::map<std::string, std::optional<runtime::Time>> youngest_;  ///< new thread that was found there, by feed
    std::map<std::string, std::string> newest_read_;  ///< cursors of the listings of new comments, by feed
    std::size_t disabled_{0};
};

}  // namespace ingest
