#pragma once

#include "ingest/replier.hpp"

namespace ingest {

/// Answers on Facebook.
class FacebookPublisher final : public Publisher {
  public:
    /// References outlive the publisher. `actor` sees whether what was said stands there.
    FacebookPublisher(ApiClient& client, TokenSource& tokens, Actor& actor, const runtime::Clock& clock);

    runtime::Task<runtime::Result<Published>> reply(models::Channel channel, models::CollectedItem item,
                                                    std::string text, std::optional<runtime::Time> tried) override;

  private:
    Replier replier_;
};

}  // namespace ingest
