#pragma once

#include "ingest/absent_but_alive.hpp"
#include "ingest/channel_session.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ingest {

/// Turns "not in the list" into "gone", never by absence alone: comments and videos are asked for by their ids, and
/// only what the network then leaves out is gone. Rejected comments are left out too: the network lists them nowhere.
class YoutubeAbsence {
  public:
    static constexpr std::size_t kIdsMax = 50;  ///< in one call
    static constexpr int kCallsMax = 10;        ///< in one round; the rest waits for the next one

    enum class Of { comments, videos };

    YoutubeAbsence(ChannelSession& session, AbsentButAlive& alive);

    struct Verdict {
        std::vector<std::string> gone;
        bool complete{true};  ///< false: some could not be asked for in this round
    };
    runtime::Task<Verdict> ask(Of of, std::vector<std::string> absent);
    void wake(const std::string& id) { alive_.wake(id); }

  private:
    runtime::Task<bool> ask_some(Of of, std::vector<std::string> ids, std::vector<std::string>& gone);

    ChannelSession& session_;
    AbsentButAlive& alive_;
    int calls_left_{kCallsMax};
};

}  // namespace ingest
