#pragma once

#include "config/policy/people.hpp"
#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "notifier/ports.hpp"

#include <chrono>
#include <set>
#include <string>

namespace notifier {

/// One message to each of several people: when the mail server is away in the middle, those who have theirs do not get
/// it again. A crash repeats a message with the same Message-ID.
class Round {
  public:
    static constexpr std::chrono::minutes kRetry{10};

    /// `name`: in the log. References outlive the round.
    Round(std::string name, Courier& courier, runtime::Clock& clock, runtime::Log& log);

    /// Whether the mail server was away too short a time ago.
    bool rests() const { return clock_.now() < next_try_; }
    /// True when the message was accepted; false when the person has it already, or has an address that will never
    /// work. An error: the round goes on later.
    runtime::Task<runtime::Result<bool>> deliver(const config::Person* person, Message message);
    /// Everybody has been told: what comes next is a new round.
    void end() { done_.clear(); }

  private:
    std::string name_;
    Courier& courier_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Time next_try_{};
    std::set<std::string> done_;  ///< ids of messages
};

}  // namespace notifier
