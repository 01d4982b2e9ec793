#pragma once

#include "ingest/channel_session.hpp"
#include "ingest/meta/absence_check.hpp"
#include "ingest/poll_schedule.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ingest {

/// The steps of one round: list the posts, read their comments, look after posts that are missing.
class FacebookRound {
  public:
    using Cursors = std::map<std::string, std::string>;

    FacebookRound(ChannelSession& session, AbsenceCheck& absence, Cursors cursors, std::chrono::hours watch);

    runtime::Task<void> run();

  private:
    struct Edge {
        const char* name;
        models::ItemKind kind;
        bool has_threads;  ///< its comments can be read and acted on
    };

    runtime::Task<void> list(Edge edge);
    runtime::Task<bool> adopt(std::vector<ParsedObject> posts);
    runtime::Task<void> read_threads();
    runtime::Task<void> read_post(ParsedObject post);
    runtime::Task<void> look_for_missing();
    runtime::Task<void> look_for_missing_unread();
    runtime::Task<void> report_post_gone(std::string post);
    runtime::Task<void> remember_full_listing();

    bool all_before_watch(const ParsedPage& page) const;
    std::optional<ThreadState> state_of(const std::string& post) const;

    ChannelSession& session_;
    AbsenceCheck& absence_;
    const Cursors cursors_;
    const std::chrono::hours watch_;
    const bool full_listing_;
    bool listings_whole_{true};
    std::vector<ParsedObject> posts_;          ///< with threads of their own
    std::set<std::string, std::less<>> seen_;  ///< external ids of everything listed
};

}  // namespace ingest
