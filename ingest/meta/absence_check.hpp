#pragma once

#include "ingest/channel_session.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace ingest {

/// Objects that a list did not hold although they are still there: asked for again in each of the next rounds,
/// and when that goes on, less and less often, up to once a day. Lives as long as the collector, one per channel.
class AbsentButAlive {
  public:
    static constexpr std::size_t kMax = 10'000;

    bool rests(const std::string& id, runtime::Time now) const;
    void found_alive(const std::string& id, runtime::Time now);
    /// It was listed again, or its post has gone: the next absence counts anew.
    void wake(const std::string& id) { rests_.erase(id); }
    void forget(runtime::Time now);

  private:
    struct Rest {
        runtime::Time until{};
        std::chrono::milliseconds next{0};
        int found{0};
    };
    static constexpr int kFoundAtOnce = 3;
    static constexpr std::chrono::minutes kFirst{10};
    static constexpr std::chrono::hours kLongest{24};

    std::map<std::string, Rest> rests_;
};

/// Turns "not in the list" into "gone", never by absence alone: each object is asked for by itself, and only
/// the network's own "does not exist" counts.
class AbsenceCheck {
  public:
    static constexpr std::size_t kAsksMax = 50;  ///< in one round; the rest waits for the next one

    AbsenceCheck(ChannelSession& session, AbsentButAlive& alive);

    struct Verdict {
        std::vector<std::string> gone;
        bool complete{true};  ///< false: some could not be asked for in this round
    };
    runtime::Task<Verdict> ask(std::vector<std::string> absent);
    void wake(const std::string& id) { alive_.wake(id); }

  private:
    ChannelSession& session_;
    AbsentButAlive& alive_;
    std::size_t asks_left_{kAsksMax};
};

/// The part of an id that is the same in all its forms: "<post>_<comment>" and "<comment>".
std::string_view own_part(std::string_view id);

}  // namespace ingest
