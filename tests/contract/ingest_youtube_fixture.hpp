#pragma once

#include "ingest/youtube/collector.hpp"
#include "ingest/youtube/youtube_client.hpp"
#include "tests/contract/ingest_channel_fixture.hpp"
#include "tests/contract/ingest_memory_youtube.hpp"

#include <chrono>
#include <map>
#include <string>

namespace tests {

/// A collector between a YouTube channel and an inbox, both in memory.
class YoutubeFixture : public ChannelFixture {
  protected:
    YoutubeFixture() : ChannelFixture{models::Network::youtube, MemoryYoutube::kChannel} {
        const runtime::Time noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 12h;
        clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(noon - clock.now()));
    }

    void add_video(const std::string& id, std::chrono::hours age) {
        MemoryYoutube::Video video;
        video.id = id;
        video.created = clock.now() - age;
        youtube.add(std::move(video));
    }

    MemoryYoutube::Comment& add_comment(const std::string& id, const std::string& video,
                                        std::chrono::milliseconds age = 10min) {
        MemoryYoutube::Comment comment;
        comment.id = id;
        comment.text = "Lovely";
        comment.video = video;
        comment.created = clock.now() - age;
        youtube.add(std::move(comment));
        return youtube.comments[id];
    }
    void add_replies(const std::string& thread, int from, int to) {
        const auto video = youtube.comments.at(thread).video;
        for (int i = from; i < to; ++i) add_comment(thread + "." + std::to_string(i), video, 1min);
    }

    ingest::RoundReport round() { return round(collector); }
    ingest::RoundReport round(ingest::YoutubeCollector& by) { return round_of(by, MemoryYoutube::kToken); }

    /// What YouTube has, told the same way. Rejected comments are nowhere.
    std::map<std::string, std::string> truth() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, video] : youtube.videos) found[id] = video.title;
        for (const auto& [id, comment] : youtube.comments)
            if (youtube.there(comment)) found[id] = comment.text + (comment.status == "published" ? "" : " (hidden)");
        return found;
    }

    MemoryYoutube youtube;
    ingest::YoutubeQuota quota{clock, {}};
    ingest::YoutubeClient client{youtube, quota, "https://www.googleapis.com"};
    ingest::YoutubeCollector collector{{client, inbox, clock}, 60 * 24h};
};

}  // namespace tests
