#pragma once

#include "ingest/youtube/absence.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace ingest {

/// What the feeds of videos' comments are called, before the id of the video.
inline constexpr const char* kYoutubeVideoFeeds = "comments:";

/// Looks after videos whose comments were read before and that are not in the list any more.
class MissingVideos {
  public:
    /// References outlive it.
    MissingVideos(ChannelSession& session, YoutubeAbsence& absence, const std::map<std::string, std::string>& cursors);

    /// `listed` are there; the list reaches back to `horizon`.
    runtime::Task<void> look(const std::set<std::string, std::less<>>& listed, runtime::Time horizon);

  private:
    runtime::Task<void> report_gone(std::string video);

    ChannelSession& session_;
    YoutubeAbsence& absence_;
    const std::map<std::string, std::string>& cursors_;
};

}  // namespace ingest
