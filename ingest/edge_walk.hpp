#pragma once

#include "ingest/channel_session.hpp"

#include <string>

namespace ingest {

/// Walks along one list of the network from its first page to its last.
///
/// The end is a page without `next`, however many objects it holds. A page too large to answer is asked
/// for in halves; a cursor that has gone stale restarts the walk; a page that arrives cut off is asked for
/// once more. Pages, restarts and repeats are bounded.
class EdgeWalk {
  public:
    static constexpr std::size_t kNever = static_cast<std::size_t>(-1);
    struct Plan {
        std::string path;
        ApiParameters parameters{};  ///< fields and order; limit and cursor are ours
        const char* limit_name{"limit"};
        const char* cursor_name{"after"};
        std::size_t limit{100};  ///< objects a page; more is an error
        /// A page of so many elements is followed by its cursor although it names no next page. What comes of that is
        /// no trouble: the network promised nothing.
        std::size_t try_on_from{kNever};
        ParseContext context{};
        runtime::Result<ParsedPage> (*parse)(std::string_view body, const ParseContext& context){nullptr};
    };
    static constexpr std::size_t kPagesMax = 1'000;
    static constexpr int kEmptyPagesMax = 20;  ///< in a row: a list that goes on with nothing must not cost the budget
    static constexpr int kRestartsMax = 3;
    static constexpr int kRepeatsMax = 2;  ///< of cut-off pages, in the whole walk

    EdgeWalk(ChannelSession& session, Plan plan);

    /// REQUIRES !done(). After an error the walk is over.
    runtime::Task<ApiResult<ParsedPage>> next();

    bool done() const { return done_; }
    /// Everything the list held was read, in one go from the first page.
    bool whole() const { return done_ && unbroken(); }
    /// Nothing was lost so far, although there may be more.
    bool unbroken() const { return whole_ && restarts_ == 0; }
    std::size_t pages() const { return pages_; }

  private:
    /// Whether to ask again after `error`, having changed what there is to change.
    bool try_otherwise(const ApiError& error);
    void advance(const ParsedPage& page);
    bool worth_trying_on(const ParsedPage& page) const;

    ChannelSession& session_;
    const Plan plan_;
    std::string after_;
    std::size_t limit_;
    std::size_t pages_{0};
    int empty_in_a_row_{0};
    int restarts_{0};
    int repeats_{0};
    bool trying_{false};  ///< the next page is asked for although nobody named it
    bool done_{false};
    bool whole_{true};
};

}  // namespace ingest
