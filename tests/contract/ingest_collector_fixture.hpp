#pragma once

#include "ingest/facebook/collector.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/contract/ingest_channel_fixture.hpp"
#include "tests/contract/ingest_memory_facebook.hpp"

#include <chrono>
#include <map>
#include <string>

namespace tests {

/// A collector between a Facebook and an inbox, both in memory.
class CollectorFixture : public ChannelFixture {
  protected:
    static constexpr const char* kPost = "104000000000011_201";

    CollectorFixture() : ChannelFixture{models::Network::facebook, MemoryFacebook::kPage} {}

    void add_post(const std::string& id, std::chrono::hours age, std::vector<std::string> photos = {}) {
        MemoryFacebook::Post post;
        post.id = id;
        post.text = "Winter fair on Saturday";
        post.created = clock.now() - age;
        post.photos = std::move(photos);
        facebook.add(std::move(post));
    }

    void add_comment(const std::string& thread, int number, const std::string& text = "Lovely",
                     std::string parent = {}) {
        MemoryFacebook::Comment comment;
        comment.id = own_id(thread) + "_" + std::to_string(number);
        comment.text = text;
        comment.created = clock.now() - 1h + std::chrono::seconds{number};
        comment.parent = std::move(parent);
        facebook.add(thread, std::move(comment));
    }
    void add_comments(const std::string& thread, int from, int to) {
        for (int i = from; i < to; ++i) add_comment(thread, i);
    }

    static std::string own_id(const std::string& thread) { return thread.substr(thread.rfind('_') + 1); }

    ingest::RoundReport round() { return round_of(collector, MemoryFacebook::kToken); }

    /// What Facebook shows, told the same way.
    std::map<std::string, std::string> truth() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, post] : facebook.posts) found[id] = post.text;
        for (const auto& [thread, comments] : facebook.threads)
            for (const auto& [id, comment] : comments) found[id] = comment.text + (comment.hidden ? " (hidden)" : "");
        return found;
    }

    MemoryFacebook facebook;
    ingest::GraphClient client{facebook, {}, "Facebook"};
    ingest::FacebookCollector collector{{client, inbox, clock}, 60 * 24h};
};

}  // namespace tests
