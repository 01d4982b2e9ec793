#pragma once

#include "ingest/network.hpp"
#include "ingest/ports.hpp"

namespace ingest {

/// Hides and shows again replies in conversations that the school's account began, and mutes who wrote them. X offers
/// nothing else against what others wrote.
///
/// X does not say whether a reply is hidden. `observe` says what our own record says, unless it is gone; that a
/// reply was hidden is known from X's answer to hiding it and from nothing else.
class XActor final : public Actor {
  public:
    /// References outlive the actor.
    XActor(ApiClient& client, TokenSource& tokens);

    runtime::Task<runtime::Result<Observation>> observe(models::Channel channel, models::CollectedItem item) override;
    runtime::Task<runtime::Result<std::optional<bool>>> in_force(models::Channel channel, models::CollectedItem item,
                                                                 models::Verb verb) override;
    runtime::Task<runtime::Result<void>> act(models::Channel channel, models::CollectedItem item,
                                             models::Verb verb) override;

  private:
    /// What X serves for an item, asked for by the id of its first version.
    struct Served {
        bool gone{false};
        bool withheld{false};  ///< its author has protected it
        std::string newest_id;
        std::string raw;
    };
    runtime::Task<runtime::Result<Served>> look(const models::Channel& channel, const std::string& id,
                                                const std::string& token);

    runtime::Task<runtime::Result<void>> hide(models::Channel channel, models::CollectedItem item, bool hidden,
                                              std::string token);
    runtime::Task<runtime::Result<void>> mute(models::Channel channel, models::CollectedItem item, bool muted,
                                              std::string token);
    /// Sends what X answers with `{"data":{"<flag>":wanted}}`.
    runtime::Task<runtime::Result<void>> change(const models::Channel& channel, ApiCall call, const std::string& token,
                                                const std::string& flag, bool wanted);

    ApiClient& client_;
    TokenSource& tokens_;
};

}  // namespace ingest
