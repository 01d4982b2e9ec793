#pragma once

#include "config/policy/people.hpp"
#include "config/runtime/metrics.hpp"
#include "notifier/round.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace notifier {

/// What whoever wrote a post is told when it was sent back: that, and where to look. Nothing of the post itself, nor
/// who sent it back and why. `to` stays empty.
Message return_letter(const PostSentBack& post, std::string_view public_url);

/// Tells everybody who wrote or changed a post, except who did it, when a colleague sent it back: once each time. What
/// is not published, or perhaps, they hear as an alert.
class ReturnLetters {
  public:
    static constexpr std::chrono::milliseconds kInterval{std::chrono::seconds{5}};

    /// References outlive the object. `public_url`: as people reach Gatehouse.
    ReturnLetters(PostsSentBack& posts, Courier& courier, const config::People& people, std::string public_url,
                  runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics);

    /// Tells until cancelled.
    runtime::Task<void> run();
    /// Tells of what was not told yet. Returns how many messages that was. An error: it is tried again, for those who
    /// have none yet; a crash repeats a message with the same Message-ID.
    runtime::Task<runtime::Result<std::size_t>> step();

  private:
    /// Those of its authors who work here and did not send it back themselves.
    std::vector<const config::Person*> readers(const PostSentBack& post) const;
    runtime::Task<runtime::Result<std::size_t>> tell(PostSentBack post);

    PostsSentBack& posts_;
    const config::People& people_;
    std::string public_url_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics::Counter sent_;
    Round round_;
};

}  // namespace notifier
