#pragma once

#include "ingest/meta/absence_check.hpp"
#include "ingest/edge_walk.hpp"
#include "ingest/poll_schedule.hpp"

#include <optional>
#include <set>
#include <string>

namespace ingest {

/// Reads the comments of one post, those of its photos included, as far as `reading` says.
///
/// Every page is recorded as it comes. What was known of the post moves on (as the cursor of its feed) only
/// with the last page, and only when the reading was complete: a list that changed while it was read is
/// read again until it holds still, at most kWalksMax times.
class PostReader {
  public:
    static constexpr int kWalksMax = 4;

    struct Order {
        ParsedObject post;
        Reading reading{Reading::full};
        std::optional<ThreadState> known{};
    };
    PostReader(ChannelSession& session, AbsenceCheck& absence, Order order);

    runtime::Task<void> run();

    static std::string feed_of(const std::string& thread) { return "comments:" + thread; }

  private:
    /// What one walk along one thread saw.
    struct Walked {
        std::set<std::string> ids;
        std::optional<std::int64_t> first_total;
        bool totals_agree{true};
        bool whole{false};
        std::size_t pages{0};
    };

    runtime::Task<void> remember();
    /// True when the thread was read to the end and held still meanwhile.
    runtime::Task<bool> read_thread(std::string thread);
    runtime::Task<bool> walk(std::string thread, Walked& walked);
    void take(const std::string& thread, ParsedPage page, Walked& walked);
    bool all_known(const models::CollectedPage& page) const;
    runtime::Task<bool> record_held();
    runtime::Task<bool> report_gone();
    bool settled(const Walked& walked, const std::optional<Walked>& before) const;
    ThreadState old_state() const;
    ThreadState new_state(bool complete) const;

    ChannelSession& session_;
    AbsenceCheck& absence_;
    const Order order_;
    const std::string post_id_;
    std::optional<models::CollectedPage> held_;  ///< the last page read, until it is known what follows
    std::set<std::string, std::less<>> known_;   ///< own parts of the ids the store knows under this post
    std::set<std::string, std::less<>> seen_;
    std::vector<std::string> known_ids_;
    std::int64_t counted_{0};  ///< comments the network counts in all threads read to their end
};

}  // namespace ingest
