#pragma once

#include "ingest/absent_but_alive.hpp"
#include "ingest/channel_session.hpp"
#include "ingest/x/conversations.hpp"
#include "ingest/x/parser.hpp"

#include <set>
#include <string>
#include <vector>

namespace ingest {

/// Records what was served in one round, each post where it belongs, and remembers what was seen, so that what was
/// not can be asked for.
///
/// Of a post that was edited only the version that stands now is recorded; its id for us is that of the first.
class XRecorder {
  public:
    static constexpr const char* kLookUpFeed = "look_up";

    /// References outlive the recorder.
    XRecorder(ChannelSession& session, const XConversations& conversations, AbsentButAlive& absent);

    /// False when the round must end.
    runtime::Task<bool> record(const char* feed, std::string cursor, XPage page);
    /// Of the first posts of conversations those that are ours: what others began elsewhere is none of our business.
    runtime::Task<bool> record_own(XPage page);
    /// Asks for versions that stand now, of posts that were served in an older one only.
    runtime::Task<void> fetch_newer();

    struct Verdict {
        std::vector<std::string> gone;
        bool complete{true};  ///< false: some could not be asked for in this round
    };
    /// Asks for those of `ids` that were not seen and do not rest. What is still there is recorded. An absence is
    /// never enough: gone is what X itself says does not exist.
    runtime::Task<Verdict> ask_for_absent(std::vector<std::string> ids);

  private:
    std::vector<models::CollectedItem> take(XPage page, std::vector<models::PostCount>& counts);

    ChannelSession& session_;
    const XConversations& conversations_;
    AbsentButAlive& absent_;
    std::set<std::string> seen_;    ///< external ids of everything served
    std::set<std::string> served_;  ///< version ids of it
    std::set<std::string> newer_;   ///< versions that stand now, where an older one was served
};

}  // namespace ingest
