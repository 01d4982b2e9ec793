#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "config/runtime/log.hpp"
#include "config/settings.hpp"
#include "ingest/network.hpp"
#include "ingest/ports.hpp"

#include <map>
#include <string>

namespace ingest {

/// Asks the networks to tell of what happens on the authorised channels: each channel once a day, which also renews
/// what would run out. The networks check our address meanwhile, see WebhookReceiver.
///
/// Asking twice does no harm, so several processes may. What fails is tried again an hour later; nothing depends on
/// it, as everything is found by polling too.
class Subscriber {
  public:
    struct Parts {
        ByNetwork<ApiClient> clients;
        runtime::HttpClient& hub;  ///< reaches YouTube's hub
        const config::Settings& settings;
        ChannelRegister& channels;
        TokenSource& tokens;
        SubscriptionBook& book;
        runtime::Clock& clock;
        runtime::Log& log;
    };
    static constexpr std::chrono::hours kEvery{24};
    static constexpr std::chrono::hours kRetry{1};
    static constexpr std::chrono::minutes kLookEvery{1};    ///< for channels that were authorised meanwhile
    static constexpr std::chrono::hours kHubLease{24 * 5};  ///< several failed days do no harm

    /// Everything in `parts` outlives the subscriber.
    explicit Subscriber(Parts parts);

    /// Goes on until cancelled; REQUIRES hooks.public_url or x.stream.
    runtime::Task<void> run();
    /// Subscribes every channel that is due.
    runtime::Task<void> subscribe_due();

  private:
    using Done = runtime::Result<void>;

    runtime::Task<void> subscribe(models::Channel channel);
    runtime::Task<Done> ask(models::Channel channel);
    runtime::Task<Done> ask_meta(models::Channel channel, std::string token);
    runtime::Task<Done> ask_x(models::Channel channel, std::string token);
    runtime::Task<Done> ask_hub(models::Channel channel);
    /// The number of our address at X; it is made known there when it is not.
    runtime::Task<runtime::Result<std::string>> x_webhook();
    std::string address(std::string_view path) const;

    const Parts parts_;
    std::map<std::string, runtime::Time> retry_at_;  ///< by channel
};

}  // namespace ingest
