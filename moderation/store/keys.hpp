#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// The names of a school's keys in Redis. All carry the school as hash tag, so that one function may use
/// them together on a cluster.
///
///   journal seq sealed schema epoch lastrun          channels lease:<channel> cursors:<channel> connection:<channel>
///   notices:<channel> counts:<channel> spent:<network> silences:<api>
///   commenters:<channel> author:<sealed> said:<sealed> pace:<channel>|<post>
///   recent adjustments adjustment:<number> pupils    post:<id> posts:... pictures pictures:bytes|<post>
///   sweep sweep:found recall recall:posts
///   item:<id> revs:<id> evid:<id> acts:<id> hist:<id>  ext (external ids by post) examples
///   queue:open|dsl|cm|gov queue:barred queue:added   alert:<id> alerts:open alerts:subjects missed
///   jobs:actions|alerts|posts|pictures|picture_words|delayed|dead
///                user:<person> session:<hash> sessions:<person> login:<hash>
class Keys {
  public:
    explicit Keys(const std::string& school) : prefix_{"gh:{" + school + "}:"} {}

    std::string of(std::string_view name) const { return prefix_ + std::string{name}; }
    std::string of(std::string_view kind, std::string_view id) const;

    /// COMMON of common.lua, in its order.
    std::vector<std::string> common() const;
    /// JOB_STREAMS of jobs.lua, in its order.
    std::vector<std::string> job_streams() const;
    /// Appends ITEM of common.lua for one item. An empty id stands for no item at all.
    void add_item(std::vector<std::string>& keys, std::string_view id) const;
    /// Appends POST_KEYS of posts.lua for one post and the alert about it. Empty ids stand for none.
    void add_post(std::vector<std::string>& keys, std::string_view id, std::string_view alert) const;

  private:
    std::string prefix_;
};

/// Ids that may stand in a key or a list: 1 to 128 of [A-Za-z0-9._:-]. Everything that comes from outside is
/// checked with it first.
bool valid_id(std::string_view id);
/// Codes that may stand in the journal as they are: up to 64 of [A-Za-z0-9_.-].
bool valid_code(std::string_view code);

/// ",a,b,": how lists of words are stored.
std::string joined(const std::vector<std::string>& words);
std::vector<std::string> split(std::string_view list);

}  // namespace moderation
