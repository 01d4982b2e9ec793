#pragma once

#include "ingest/youtube/collector.hpp"
#include "ingest/youtube/youtube_client.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/contract/ingest_memory_youtube.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono_literals;

/// A collector between a YouTube channel and an inbox, both in memory.
class YoutubeFixture : public testing::Test {
  protected:
    YoutubeFixture() {
        channel.id = "channel1";
        channel.network = models::Network::youtube;
        channel.external_id = MemoryYoutube::kChannel;
        channel.state = models::ChannelState::authorised;
        inbox.channels[channel.id] = channel;
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

    /// One round under a fresh lease.
    ingest::RoundReport round() { return round(collector); }
    ingest::RoundReport round(ingest::YoutubeCollector& by) {
        const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
        if (!lease) throw std::runtime_error{"the lease is taken"};
        ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
        auto report =
            runner.run(by.round(channel, MemoryYoutube::kToken, inbox.cursors_by_channel[channel.id], keeper));
        (void)runner.run(inbox.release_lease(*lease));
        return report;
    }

    /// What the inbox holds as still there: id to text, with a mark for hidden ones.
    std::map<std::string, std::string> recorded() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, known] : inbox.items)
            if (!known.gone) found[id] = known.texts.back() + (known.item.hidden ? " (hidden)" : "");
        return found;
    }
    /// The same of what YouTube has. Rejected comments are nowhere.
    std::map<std::string, std::string> truth() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, video] : youtube.videos) found[id] = video.title;
        for (const auto& [id, comment] : youtube.comments)
            if (youtube.there(comment)) found[id] = comment.text + (comment.status == "published" ? "" : " (hidden)");
        return found;
    }

    FakeClock clock;
    MemoryYoutube youtube;
    MemoryInbox inbox{clock};
    models::Channel channel;
    ingest::YoutubeQuota quota{clock, {}};
    ingest::YoutubeClient client{youtube, quota, "https://www.googleapis.com"};
    ingest::YoutubeCollector collector{{client, quota, inbox, clock}, 60 * 24h};
    TaskRunner runner;
};

}  // namespace tests
