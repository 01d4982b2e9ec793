#pragma once

#include "ingest/instagram/collector.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/contract/ingest_memory_instagram.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono_literals;

/// A collector between an Instagram and an inbox, both in memory.
class InstagramFixture : public testing::Test {
  protected:
    static constexpr const char* kMedia = "17900000000000101";

    InstagramFixture() {
        channel.id = "channel1";
        channel.network = models::Network::instagram;
        channel.external_id = MemoryInstagram::kAccount;
        channel.state = models::ChannelState::authorised;
        inbox.channels[channel.id] = channel;
    }

    void add_media(const std::string& id, std::chrono::hours age, bool tags_us = false) {
        MemoryInstagram::Media media;
        media.id = id;
        media.caption = "Clay pots drying";
        media.created = clock.now() - age;
        media.tags_us = tags_us;
        instagram.add(std::move(media));
    }
    std::string add_comment(const std::string& media, int number, const std::string& parent = {}) {
        MemoryInstagram::Comment comment;
        comment.id = std::to_string(17950000000000000 + number);
        comment.text = "Lovely";
        comment.created = clock.now() - 20h + std::chrono::seconds{number};
        comment.parent = parent;
        const auto id = comment.id;
        instagram.media[media].comments[id] = std::move(comment);
        return id;
    }
    void add_comments(const std::string& media, int from, int to) {
        for (int i = from; i < to; ++i) add_comment(media, i);
    }

    ingest::RoundReport round() {
        const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
        if (!lease) throw std::runtime_error{"the lease is taken"};
        ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
        auto report =
            runner.run(collector.round(channel, MemoryInstagram::kToken, inbox.cursors_by_channel[channel.id], keeper));
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
    std::map<std::string, std::string> truth() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, media] : instagram.media) {
            found[id] = media.caption;
            for (const auto& [own, comment] : media.comments)
                found[own] = comment.text + (comment.hidden ? " (hidden)" : "");
        }
        return found;
    }
    std::size_t asked_for_comments() const { return instagram.asked(std::string{kMedia} + "/comments"); }

    FakeClock clock;
    MemoryInstagram instagram;
    MemoryInbox inbox{clock};
    models::Channel channel;
    ingest::GraphClient client{instagram, {}, "Instagram"};
    ingest::InstagramCollector collector{{client, inbox, clock}, 60 * 24h};
    TaskRunner runner;
};

}  // namespace tests
