#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http_server.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "ingest/ports.hpp"
#include "ingest/webhook.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace ingest {

/// Hears what the networks say by themselves, under /hooks/: Meta at meta, X at x, YouTube's hub at
/// youtube/<channel at YouTube>.
///
/// A delivery is answered with 200 when what it says is kept durably as notices, which the poller looks at soon; the
/// words of a delivery itself are never recorded. So it does not matter whether deliveries come late, twice, in
/// another order or not at all. Of a channel that is not authorised nothing is kept, and nothing is read.
///
/// There is no session. Whoever does not sign with the network's secret gets 403; more than kPerSecondMax requests
/// in a second get 429 before anything is looked at.
/// Threads  the I/O thread.
class WebhookReceiver {
  public:
    struct Parts {
        ChannelRegister& channels;
        NoticeBoard& board;
        const runtime::Clock& clock;
        runtime::Log& log;
        runtime::Metrics& metrics;
    };
    /// Without its secret a network's deliveries are refused.
    struct Secrets {
        std::string meta_app;
        std::string x_consumer;
        std::string own;  ///< Meta's verify token, and what YouTube's hub signs with comes from it
    };
    static constexpr std::string_view kPrefix = "/hooks/";
    static constexpr std::size_t kBodyBytesMax = 192 * 1024;
    static constexpr int kPerSecondMax = 100;

    /// Everything in `parts` outlives the receiver.
    WebhookReceiver(Parts parts, Secrets secrets);

    /// REQUIRES: the path begins with kPrefix.
    runtime::Task<runtime::ServerResponse> handle(runtime::ServerRequest request);

  private:
    bool too_many();
    runtime::Task<runtime::ServerResponse> answer_check(std::string network, runtime::ServerRequest request);
    runtime::Task<runtime::ServerResponse> keep(std::string network, std::vector<Heard> heard);
    runtime::Result<std::vector<Heard>> hear(std::string_view network, const runtime::ServerRequest& request) const;
    void count(const std::string& network, const char* outcome);

    const Parts parts_;
    const Secrets secrets_;
    runtime::Time second_{};
    int in_second_{0};
};

}  // namespace ingest
