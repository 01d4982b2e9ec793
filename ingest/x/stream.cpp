#include "ingest/x/stream.hpp"

#include "ingest/webhook.hpp"
#include "ingest/x/webhook.hpp"

#include <algorithm>
#include <utility>

namespace ingest {

using runtime::Task;
using std::chrono::milliseconds;

XStream::XStream(Parts parts, std::string base_url, std::string app_token)
    : parts_{parts}, base_url_{std::move(base_url)}, app_token_{std::move(app_token)} {}

Task<void> XStream::run() {
    for (;;) {
        const auto wait = co_await listen_once();
        co_await parts_.clock.sleep_for(wait);
    }
}

Task<milliseconds> XStream::listen_once() {
    line_.clear();
    runtime::HttpRequest request;
    request.url = base_url_ + "/2/activity/stream";
    request.headers.emplace_back("Authorization", "Bearer " + app_token_);
    request.timeout = kQuietMax;
    request.on_piece = [this](std::string piece) { return take(std::move(piece)); };
    const auto answer = co_await parts_.http.send(std::move(request));
    const std::string ended = answer ? std::to_string(answer->status) : to_string(answer.error().kind);
    parts_.log.info("hooks", "the stream of X has ended", {{"with", ended}});
    if (!answer && answer.error().retry_after) co_return *answer.error().retry_after;
    const auto doublings = std::min(failures_in_a_row_++, 16);
    co_return std::min<milliseconds>(kRetryMin * (1 << doublings), kRetryMax);
}

/// A line may come in pieces, and a piece may hold several lines. What was cut off at the end of a connection is no
/// line.
Task<void> XStream::take(std::string piece) {
    failures_in_a_row_ = 0;
    line_ += piece;
    for (auto end = line_.find('\n'); end != std::string::npos; end = line_.find('\n')) {
        auto line = line_.substr(0, end);
        line_.erase(0, end + 1);
        if (line.find_first_not_of(" \r") != std::string::npos) co_await hear(std::move(line));
    }
    if (line_.size() > kLineBytesMax) line_.clear();  // what follows makes no sense and is left out, too
}

Task<void> XStream::hear(std::string line) {
    auto heard = heard_of_x_event(line, parts_.clock.now());
    const char* outcome = "malformed";
    if (heard) {
        const auto kept = co_await keep_heard(parts_.channels, parts_.board, std::move(*heard));
        // A store that is away takes no notices: then it is found by polling.
        if (!kept)
            outcome = "lost";
        else
            outcome = *kept > 0 ? "kept" : "of_no_concern";
    }
    count_heard(parts_.metrics, "x", outcome);
}

}  // namespace ingest
