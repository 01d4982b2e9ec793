#pragma once

#include "ingest/meta/post_reader.hpp"
#include "ingest/notice.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ingest {

/// Holds when a mention was last told of and not shown.
inline constexpr const char* kMentionsFeed = "mentions";
inline constexpr std::chrono::hours kMentionSaid{7 * 24};

/// Looks at what Meta said happened: the comments of a post, one comment, or what mentions the account elsewhere.
class GraphLook {
  public:
    using Cursors = std::map<std::string, std::string>;
    using Named = std::set<std::string>;

    /// Everything in `parts` outlives the look.
    GraphLook(PostReader::Parts parts, Cursors cursors);

    /// False when some of it cannot be looked at by itself: a post that was never read, or one that is new or gone.
    runtime::Task<bool> run(std::vector<models::Notice> notices);
    /// Own parts of the ids that notices name and that are no post we read: new posts, or pictures in posts, which have
    /// comments of their own.
    const Named& unknown() const { return unknown_; }

  private:
    void sort(const models::Notice& notice);
    runtime::Task<void> read_thread(std::string post, Reading reading);
    runtime::Task<void> read_comment(std::string comment, std::string post);
    runtime::Task<void> read_mention(Noticed mention);
    runtime::Task<ApiResult<models::CollectedItem>> ask_for_mention(Noticed mention);
    runtime::Task<void> mention_not_shown(Noticed mention);

    const PostReader::Parts parts_;
    const Cursors cursors_;
    std::map<std::string, Reading> threads_;       ///< by post
    std::map<std::string, std::string> comments_;  ///< and the posts they stand under
    std::vector<Noticed> mentions_;
    Named unknown_;
    bool enough_{true};
};

}  // namespace ingest
