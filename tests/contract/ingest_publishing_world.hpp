#pragma once

#include "ingest/network.hpp"
#include "tests/contract/ingest_faulty_http.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_media.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tests {

/// A network with one comment and one reply to it under a post of the school's, and what the school said there.
class PublishingWorld {
  public:
    virtual ~PublishingWorld() = default;
    virtual FaultyHttp& http() = 0;
    virtual ingest::Publisher& publisher() = 0;
    /// The school's answers.
    virtual std::vector<std::string> said() = 0;
    /// The ids of what the school published besides that post.
    virtual std::vector<std::string> posts() = 0;
    /// What its pictures are described as, in their order.
    virtual std::vector<std::string> descriptions() { return {}; }
    /// Whether it is the one call that shows a publication.
    virtual bool publishes(const runtime::HttpRequest& request) const = 0;
    /// Whether it asks for the list in which a publication would stand.
    virtual bool lists(const runtime::HttpRequest& request) const = 0;
    /// Time passes, for us and the network.
    virtual void wait(std::chrono::milliseconds time) { clock.advance(time); }

    FakeClock clock;
    models::Channel channel;
    models::CollectedItem comment;
    models::CollectedItem reply;

  protected:
    void know(models::Network network, const char* account, const std::string& post, const std::string& comment_id,
              const std::string& reply_id) {
        channel.id = "channel1";
        channel.network = network;
        channel.external_id = account;
        comment.network = network;
        comment.external_id = comment_id;
        comment.post_external_id = post;
        comment.kind = models::ItemKind::comment;
        reply = comment;
        reply.kind = models::ItemKind::reply;
        reply.external_id = reply_id;
        reply.parent_external_id = comment_id;
    }
};

/// What every network takes: two described pictures, or where that is all it takes, a video.
models::Publication fair_on(models::Network network);
/// The bytes of what fair_on() names.
void fill(MemoryMedia& media);

std::unique_ptr<PublishingWorld> world_of(models::Network network);

}  // namespace tests
