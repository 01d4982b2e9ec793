#pragma once

#include "ingest/channel_session.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace ingest {

/// Objects that a list did not hold although they are still there: asked for again only after a while.
/// Lives as long as the collector, one per channel.
class AbsentButAlive {
  public:
    static constexpr std::size_t kMax = 10'000;

    bool holds(const std::string& id) const { return until_.contains(id); }
    void add(const std::string& id, runtime::Time until);
    void forget_before(runtime::Time now);

  private:
    std::map<std::string, runtime::Time> until_;
};

/// Turns "not in the list" into "gone", never by absence alone: each object is asked for by itself, and only
/// the network's own "does not exist" counts.
class AbsenceCheck {
  public:
    static constexpr std::size_t kAsksMax = 50;  ///< in one round; the rest waits for the next one
    static constexpr std::chrono::hours kAskAgain{24};

    AbsenceCheck(ChannelSession& session, AbsentButAlive& alive);

    struct Verdict {
        std::vector<std::string> gone;
        bool complete{true};  ///< false: some could not be asked for in this round
    };
    runtime::Task<Verdict> ask(std::vector<std::string> absent);

  private:
    ChannelSession& session_;
    AbsentButAlive& alive_;
    std::size_t asks_left_{kAsksMax};
};

/// The part of an id that is the same in all its forms: "<post>_<comment>" and "<comment>".
std::string_view own_part(std::string_view id);

}  // namespace ingest
