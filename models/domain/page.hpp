#pragma once

#include "models/domain/item.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models {

/// The right to poll one channel for a while. A newer lease has a larger fence; the store refuses a
/// page that comes with an older one.
struct Lease {
    std::string channel_id;
    std::string owner;
    std::uint64_t fence{0};
    std::optional<runtime::Time> last_round_at;  ///< of the channel, at the moment of taking
};

/// Something that a network said happened on a channel, kept until it was looked at. What is recorded is what is
/// read then, never what was said.
struct Notice {
    std::string what;  ///< in the collector's words; opaque to others
    /// Grows each time the same is said again, so that what was said meanwhile is not taken for looked at.
    std::uint64_t number{0};
};

/// How many comments the network counts under one post, hidden and withheld ones perhaps included.
struct PostCount {
    std::string post;  ///< external id
    std::int64_t comments{0};
    std::optional<runtime::Time> created;  ///< of the post
};

/// One page that a collector read, and how far that brings it. Recorded in one step or not at all.
struct CollectedPage {
    Lease lease;
    Network network{Network::facebook};  ///< of the channel, and so of every item
    std::string feed;                    ///< "posts", "tagged", "comments:<post id>"
    std::string cursor;                  ///< what the collector wants to be told next time; opaque to others
    std::vector<CollectedItem> items;
    std::vector<std::string> gone;  ///< external ids confirmed to be gone
    std::vector<PostCount> counts;  ///< of posts whose comments are read
    std::size_t malformed{0};       ///< elements that made no sense and were left out
};

/// What recording a page did.
struct RecordedPage {
    std::size_t fresh{0};
    std::size_t revised{0};
    std::size_t repeated{0};
    std::size_t gone{0};
};

/// What reading a channel looks like from outside: five different things on the channels page.
enum class ChannelHealth {
    never_read,
    reading,
    nothing_new,
    rate_limited,
    token_trouble,
    permission_trouble,
    unreachable
};
std::string_view to_string(ChannelHealth health);
std::optional<ChannelHealth> channel_health_from(std::string_view name);

struct HealthReport {
    std::string channel_id;
    ChannelHealth health{ChannelHealth::never_read};
    std::string detail;                  ///< in words for the page; no tokens, no content
    std::optional<runtime::Time> until;  ///< rate_limited: when we ask again
    std::size_t malformed{0};            ///< elements left out since the last report
    std::string allowance;  ///< in words for the page: what of the network's budget is used, and what that slows down
};

}  // namespace models
