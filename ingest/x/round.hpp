#pragma once

#include "ingest/channel_session.hpp"
#include "ingest/x/conversations.hpp"
#include "ingest/x/recorder.hpp"
#include "ingest/x/walk.hpp"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace ingest {

/// The steps of one round: list the account's posts, read its mentions, search its conversations for what is new,
/// read to the end those that are due, and ask for what was not seen.
class XRound {
  public:
    using Cursors = std::map<std::string, std::string>;

    XRound(ChannelSession& session, AbsentButAlive& absent, Cursors cursors, std::chrono::hours watch);

    runtime::Task<void> run();
    /// Asks for single posts, by the ids that X named, and records what has become of them.
    runtime::Task<void> look(std::vector<std::string> posts);

  private:
    runtime::Task<void> list_own();
    runtime::Task<bool> watch(const XPage& page);
    runtime::Task<void> read_mentions();
    /// Finds out who began the conversations of a page that are not known yet.
    runtime::Task<bool> judge(const XPage& page);
    runtime::Task<void> search_new();
    runtime::Task<void> read_due();
    /// Reads what the conversations of one query hold. True when nothing was lost on the way.
    runtime::Task<bool> read_to_end(std::string query);
    /// A conversation was read to its end: asks for what was not seen, and remembers the reading.
    runtime::Task<void> settle(std::string conversation);
    runtime::Task<void> look_for_missing();
    runtime::Task<void> count_replies();

    /// A list that can be asked for what came after a post, and the feed that remembers which.
    struct NewPosts {
        const char* feed;
        std::string path;
        ApiParameters parameters{};
        std::string since{};  ///< an id; empty: as far back as `reach`
        std::chrono::hours reach{};
        bool last{true};  ///< the feed's cursor moves on with the end of this list
    };
    enum class Read { whole, too_far_back, failed };
    /// `newest` is raised to the newest id of the list's first page, which is one moment at X, and becomes the
    /// cursor with the last page.
    runtime::Task<Read> read_new(NewPosts list, std::string& newest);
    /// All queries of one search. Only the first of them raises the cursor: what the others say is younger.
    runtime::Task<Read> search_all(const std::vector<std::string>& queries, std::string since);

    std::string cursor(const std::string& feed) const;

    ChannelSession& session_;
    const Cursors cursors_;
    const std::chrono::hours watch_;
    XConversations conversations_;
    XRecorder recorder_;
    bool own_listed_{false};  ///< every own post that is young enough was listed
};

}  // namespace ingest
