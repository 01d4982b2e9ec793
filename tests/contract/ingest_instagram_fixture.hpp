#pragma once

#include "ingest/instagram/collector.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/contract/ingest_channel_fixture.hpp"
#include "tests/contract/ingest_memory_instagram.hpp"

#include <chrono>
#include <map>
#include <string>

namespace tests {

/// A collector between an Instagram and an inbox, both in memory.
class InstagramFixture : public ChannelFixture {
  protected:
    static constexpr const char* kMedia = "17900000000000101";

    InstagramFixture() : ChannelFixture{models::Network::instagram, MemoryInstagram::kAccount} {}

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

    ingest::RoundReport round() { return round_of(collector, MemoryInstagram::kToken); }

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

    MemoryInstagram instagram;
    ingest::GraphClient client{instagram, {}, "Instagram"};
    ingest::InstagramCollector collector{{client, inbox, clock}, 60 * 24h};
};

}  // namespace tests
