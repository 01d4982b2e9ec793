#pragma once

#include "ingest/meta/graph_look.hpp"
#include "ingest/meta/post_reader.hpp"
#include "ingest/poll_schedule.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ingest {

/// The steps of one round: list the posts, read their comments, look after posts that are missing.
class GraphRound {
  public:
    using Cursors = std::map<std::string, std::string>;

    /// Everything in `parts` outlives the round. `named`: own parts of ids of posts, or of pictures in them, that are
    /// read whatever their count says, and looked for however far back they are.
    GraphRound(PostReader::Parts parts, Cursors cursors, std::chrono::hours watch, GraphLook::Named named);

    runtime::Task<void> run();

  private:
    runtime::Task<void> list(GraphDialect::Edge edge);
    EdgeWalk::Plan plan_of(const GraphDialect::Edge& edge) const;
    runtime::Task<bool> adopt(std::vector<ParsedObject> posts);
    runtime::Task<void> read_threads();
    runtime::Task<void> read_post(ParsedObject post);
    runtime::Task<void> look_for_missing();
    runtime::Task<void> look_for_missing_unread();
    runtime::Task<void> report_post_gone(std::string post);
    runtime::Task<void> remember_full_listing();

    void complete_ids(ParsedPage& page) const;
    /// Whether the post or one of its pictures was named.
    bool find_named(const ParsedObject& post);
    /// Whether everything vanished at once, which says more about our access than about the account.
    bool lost_sight() const;
    bool all_before_watch(const ParsedPage& page) const;
    std::optional<ThreadState> state_of(const std::string& post) const;

    ChannelSession& session_;
    AbsenceCheck& absence_;
    const GraphDialect& dialect_;
    const Cursors cursors_;
    const std::chrono::hours watch_;
    GraphLook::Named named_;  ///< and not found yet
    const bool full_listing_;
    bool listings_whole_{true};
    std::vector<std::string> known_ids_;  ///< of posts, when the round began
    KnownIds known_;
    std::vector<ParsedObject> posts_;          ///< with threads of their own
    std::set<std::string> to_read_;            ///< those of them that were named
    std::set<std::string, std::less<>> seen_;  ///< external ids of everything listed
};

}  // namespace ingest
