#pragma once

#include "ingest/edge_walk.hpp"
#include "ingest/meta/absence_check.hpp"
#include "ingest/meta/graph_dialect.hpp"
#include "ingest/meta/known_ids.hpp"
#include "ingest/poll_schedule.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ingest {

/// Reads the comments of one post, those of its photos included, as far as `reading` says.
///
/// Every page is recorded as it comes. What was known of the post moves on (as the cursor of its feed) only
/// with the last page, and only when the reading was complete: a list that changed while it was read is
/// read again until it holds still, at most kWalksMax times.
class PostReader {
  public:
    static constexpr int kWalksMax = 4;

    struct Parts {
        ChannelSession& session;
        AbsenceCheck& absence;
        const GraphDialect& dialect;
    };
    struct Order {
        ParsedObject post;
        Reading reading{Reading::full};
        std::optional<ThreadState> known{};
    };
    /// Everything in `parts` outlives the reader.
    PostReader(Parts parts, Order order);

    runtime::Task<void> run();

    static std::string feed_of(const std::string& thread) { return "comments:" + thread; }

  private:
    /// What one walk along one thread saw.
    struct Walked {
        std::set<std::string> ids;
        std::optional<std::int64_t> first_total;
        std::vector<std::string> more_replies;          ///< comments with more replies than came with them
        std::vector<std::string> perhaps_more_replies;  ///< and those of which the network did not say
        std::size_t last_elements{0};                   ///< of the last page of comments that held any
        bool totals_agree{true};
        bool whole{true};
        std::size_t pages{0};  ///< of the longest list
    };
    /// A list to follow: the comments of a post or photo, or the replies of a comment.
    struct List {
        std::string thread;  ///< the post or photo
        std::string parent{};
    };

    runtime::Task<void> remember();
    runtime::Task<void> read();
    /// True when the thread was read to the end and held still meanwhile.
    runtime::Task<bool> read_thread(std::string thread);
    runtime::Task<bool> walk(std::string thread, Walked& walked);
    /// False when the list could not be read; a comment that has gone meanwhile has no replies.
    runtime::Task<bool> follow(List list, Walked& walked);
    runtime::Task<bool> follow_replies(std::string thread, std::vector<std::string> parents, Walked& walked);
    EdgeWalk::Plan plan_of(const List& list) const;
    void take(const List& list, ParsedPage page, Walked& walked);
    void complete_ids(models::CollectedItem& item, const std::string& thread) const;
    void hold(models::CollectedItem item);
    models::CollectedPage page_of(const std::string& thread) const;
    bool all_known() const;
    runtime::Task<bool> record_held();
    /// True when every comment that was not listed is accounted for.
    runtime::Task<bool> report_gone();
    void take_alive(const AbsenceCheck::Alive& alive);
    bool settled(const Walked& walked, const std::optional<Walked>& before) const;
    /// Whether the network counts comments that it listed neither now nor before.
    bool window_left_some_out(std::size_t gone) const;
    ThreadState old_state() const;
    ThreadState new_state(bool complete) const;

    ChannelSession& session_;
    AbsenceCheck& absence_;
    const GraphDialect& dialect_;
    const Order order_;
    const std::string post_id_;
    std::vector<models::CollectedPage> held_;  ///< what was read last, until it is known what follows
    KnownIds known_;                           ///< what the store knows under this post
    std::vector<std::string> known_ids_;
    std::set<std::string, std::less<>> seen_;  ///< own parts of the ids that were listed
    std::size_t listed_{0};                    ///< comments in all threads read to their end
    std::int64_t counted_{0};                  ///< and how many the network counts there
    bool window_full_{false};                  ///< the list of comments may have ended before its end
    bool gap_{false};
};

}  // namespace ingest
