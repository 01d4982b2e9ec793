#pragma once

#include "ingest/absent_but_alive.hpp"
#include "ingest/channel_session.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ingest {

/// Turns "not in the list" into "gone", never by absence alone: each object is asked for by itself, and only
/// the network's own "does not exist" counts.
class AbsenceCheck {
  public:
    static constexpr std::size_t kAsksMax = 50;  ///< in one round; the rest waits for the next one

    AbsenceCheck(ChannelSession& session, AbsentButAlive& alive);

    struct Asking {
        std::string fields{"id"};
        bool expected{false};  ///< the list could not have held them: one look a day is enough
    };
    struct Alive {
        std::string id;
        std::string answer;
    };
    struct Verdict {
        std::vector<std::string> gone;
        std::vector<Alive> alive;
        std::size_t resting{0};  ///< not asked for now, as they were alive not long ago
        bool complete{true};     ///< false: some could not be asked for in this round
    };
    runtime::Task<Verdict> ask(std::vector<std::string> absent, Asking asking);
    runtime::Task<Verdict> ask(std::vector<std::string> absent);
    void wake(const std::string& id) { alive_.wake(id); }

  private:
    ChannelSession& session_;
    AbsentButAlive& alive_;
    std::size_t asks_left_{kAsksMax};
};

}  // namespace ingest
