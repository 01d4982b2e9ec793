#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "ingest/ports.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace ingest {

/// Listens to X's activity stream: what X tells, like a webhook, over a connection that we keep open, so that nobody
/// has to reach us. Each event becomes a notice, which the poller looks at soon; its words are never recorded.
///
/// What happens while the connection is down is told to nobody, and found by polling.
/// Source  X API v2, GET /2/activity/stream: lines of JSON, and empty ones while nothing happens.
class XStream {
  public:
    struct Parts {
        runtime::HttpClient& http;
        ChannelRegister& channels;
        NoticeBoard& board;
        runtime::Clock& clock;
        runtime::Log& log;
        runtime::Metrics& metrics;
    };
    /// X says several times a minute that it is there.
    static constexpr std::chrono::seconds kQuietMax{90};
    static constexpr std::chrono::seconds kRetryMin{1};
    static constexpr std::chrono::minutes kRetryMax{5};
    static constexpr std::size_t kLineBytesMax = 192 * 1024;

    /// Everything in `parts` outlives the stream. `app_token` is the app's own.
    XStream(Parts parts, std::string base_url, std::string app_token);

    /// Goes on until cancelled.
    runtime::Task<void> run();
    /// Listens until the connection ends. Returns how long to wait before the next.
    runtime::Task<std::chrono::milliseconds> listen_once();

  private:
    runtime::Task<void> take(std::string piece);
    runtime::Task<void> hear(std::string line);

    const Parts parts_;
    const std::string base_url_;
    const std::string app_token_;
    std::string line_;  ///< what of one has arrived
    int failures_in_a_row_{0};
};

}  // namespace ingest
