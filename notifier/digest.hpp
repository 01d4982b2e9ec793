#pragma once

#include "config/policy/routing.hpp"
#include "config/runtime/metrics.hpp"
#include "notifier/round.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace notifier {

struct DigestSettings {
    std::string public_url;                                                      ///< as people reach Gatehouse
    std::chrono::minutes time{std::chrono::hours{8} + std::chrono::minutes{5}};  ///< local
};

/// What one person is told in the morning: numbers and a link. `to` stays empty.
Message digest_message(const Waiting& waiting, std::string_view public_url);

/// Tells whoever a row of the routing table reaches by digest that something waits for them: once on each school day on
/// which something does. Late rather than never; several missed days become one message. A crash repeats a message with
/// the same Message-ID.
class Digest {
  public:
    static constexpr std::chrono::milliseconds kInterval{std::chrono::minutes{1}};
    static constexpr std::string_view kName = "digest:daily";  ///< in the schedule

    Digest(Schedule& schedule, WaitingLists& lists, Courier& courier, const config::People& people,
           const config::Calendar& calendar, const config::RoutingTable& routing, DigestSettings settings,
           runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics);

    /// Sends until cancelled.
    runtime::Task<void> run();
    /// Sends what is due. Returns how many messages that was. An error: it is tried again, for those who have none yet.
    runtime::Task<runtime::Result<std::size_t>> step();

  private:
    std::vector<const config::Person*> readers(runtime::Time now) const;
    /// True when a message was accepted; false when nothing waits or the address will never work.
    runtime::Task<runtime::Result<bool>> send(const config::Person* person, std::string day);

    Schedule& schedule_;
    WaitingLists& lists_;
    const config::People& people_;
    const config::Calendar& calendar_;
    const config::RoutingTable& routing_;
    DigestSettings settings_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics::Counter sent_;
    Round round_;
};

}  // namespace notifier
