#pragma once

#include "ingest/facebook/collector.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/contract/ingest_memory_facebook.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono_literals;

/// A collector between a Facebook and an inbox, both in memory.
class CollectorFixture : public testing::Test {
  protected:
    static constexpr const char* kPost = "104000000000011_201";

    CollectorFixture() {
        channel.id = "channel1";
        channel.external_id = MemoryFacebook::kPage;
        channel.state = models::ChannelState::authorised;
        inbox.channels[channel.id] = channel;
    }

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

    /// One round under a fresh lease.
    ingest::RoundReport round() {
        const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
        if (!lease) throw std::runtime_error{"the lease is taken"};
        ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
        auto report =
            runner.run(collector.round(channel, MemoryFacebook::kToken, inbox.cursors_by_channel[channel.id], keeper));
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
    /// The same of what Facebook shows.
    std::map<std::string, std::string> truth() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, post] : facebook.posts) found[id] = post.text;
        for (const auto& [thread, comments] : facebook.threads)
            for (const auto& [id, comment] : comments) found[id] = comment.text + (comment.hidden ? " (hidden)" : "");
        return found;
    }

    FakeClock clock;
    MemoryFacebook facebook;
    MemoryInbox inbox{clock};
    models::Channel channel;
    ingest::GraphClient client{facebook, {}, "Facebook"};
    ingest::FacebookCollector collector{{client, inbox, clock}, 60 * 24h};
    TaskRunner runner;
};

}  // namespace tests
