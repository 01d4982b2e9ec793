#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/people.hpp"
#include "config/runtime/metrics.hpp"
#include "notifier/round.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace notifier {

/// The second colleagues who are there: approvers, and the head, who is never the only one who wrote a post unnoticed.
std::vector<const config::Person*> post_readers(const config::People& people, runtime::Time now);

/// What a second colleague is told: how many posts there are to read, and for when the first is planned (local; empty:
/// for none). Nothing of a post itself. `to` stays empty.
Message post_letter(std::size_t posts, const std::string& first_planned, std::string_view public_url);

/// Tells second colleagues at once that there is a post to read, whenever one was handed in that they did not write.
class PostLetters {
  public:
    static constexpr std::chrono::milliseconds kInterval{std::chrono::seconds{5}};
    static constexpr std::string_view kName = "posts:to-read";  ///< in the schedule: the last that was told

    /// References outlive the object. `public_url`: as people reach Gatehouse.
    PostLetters(Schedule& schedule, PostsToRead& posts, Courier& courier, const config::People& people,
                const config::Calendar& calendar, std::string public_url, runtime::Clock& clock, runtime::Log& log,
                runtime::Metrics& metrics);

    /// Tells until cancelled.
    runtime::Task<void> run();
    /// Tells of what was handed in since the last time. Returns how many messages that was. An error: it is tried
    /// again, for those who have none yet.
    runtime::Task<runtime::Result<std::size_t>> step();

  private:
    /// Nothing when the person wrote all that is new.
    std::optional<Message> letter_to(const config::Person& person, const std::vector<PostToRead>& posts,
                                     runtime::Time told) const;

    Schedule& schedule_;
    PostsToRead& posts_;
    const config::People& people_;
    const config::Calendar& calendar_;
    std::string public_url_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics::Counter sent_;
    Round round_;
};

}  // namespace notifier
