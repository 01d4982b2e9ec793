#pragma once

#include "ingest/network.hpp"
#include "tests/contract/ingest_faulty_http.hpp"
#include "tests/support/fake_clock.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tests {

/// A network with one comment and one reply to it, and what the school said there.
class PublishingWorld {
  public:
    virtual ~PublishingWorld() = default;
    virtual FaultyHttp& http() = 0;
    virtual ingest::Publisher& publisher() = 0;
    virtual std::vector<std::string> said() = 0;

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

std::unique_ptr<PublishingWorld> world_of(models::Network network);

}  // namespace tests
