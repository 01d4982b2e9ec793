#pragma once

#include "ingest/poll_schedule.hpp"
#include "ingest/x/parser.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ingest {

/// The conversations that an account began and that are watched, and where each post of X belongs in ours. No I/O.
class XConversations {
  public:
    using Cursors = std::map<std::string, std::string>;
    struct Thread {
        std::optional<ThreadState> known{};
        std::optional<runtime::Time> created{};
        std::optional<std::int64_t> count{};  ///< replies that X counts; nothing: its first post was not listed
    };

    /// Takes up what `cursors` know of conversations not older than `watch`.
    XConversations(std::string account, const Cursors& cursors, std::chrono::hours watch, runtime::Time now);

    static std::string feed_of(const std::string& conversation) { return "comments:" + conversation; }

    /// Notes that the account began the conversation of `post`. True when it is watched from now on and has no
    /// feed of its own yet.
    bool begin(const ParsedObject& post);
    /// Whether it is known who began it.
    bool judged(const std::string& conversation) const;
    void foreign(const std::string& conversation) { foreign_.insert(conversation); }

    /// Decides what a post is to us: our own, a comment or reply in our conversation, or something that quotes or
    /// mentions us elsewhere and that we can only read.
    void place(models::CollectedItem& item, const XFacts& facts) const;

    /// Newest first, as what is new happens there.
    std::vector<std::string> watched() const;
    /// Those of the watched that are to be read to the end now.
    std::vector<std::string> due() const;
    const std::map<std::string, Thread>& threads() const { return threads_; }
    bool old(const std::optional<runtime::Time>& created) const { return created && *created < now_ - watch_; }

  private:
    const std::string account_;
    const std::chrono::hours watch_;
    const runtime::Time now_;
    std::map<std::string, Thread> threads_;
    std::set<std::string> ours_;     ///< begun by the account, watched or not
    std::set<std::string> foreign_;  ///< begun by somebody else, or gone
};

}  // namespace ingest
