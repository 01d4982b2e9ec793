#pragma once

#include "config/policy/calendar.hpp"
#include "config/settings.hpp"
#include "ingest/api.hpp"
#include "models/domain/channel.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// When to ask and how much: decisions without clock, network or randomness of their own.

using std::chrono::milliseconds;

inline constexpr milliseconds kBusyInterval = std::chrono::minutes{2};  ///< while new items keep coming
inline constexpr milliseconds kSilenceMin = std::chrono::minutes{15};   ///< when the network names no time
inline constexpr milliseconds kSilenceMax = std::chrono::hours{4};
inline constexpr milliseconds kRetryMin = std::chrono::seconds{30};      ///< first wait after a failure of the network
inline constexpr milliseconds kStoreRetryMin = std::chrono::seconds{1};  ///< and of the store, which is ours

/// Whether so much is used that nothing more is read: what is left is for hiding and deleting.
bool used_up(const Usage& usage);

/// How many times longer the waits are because of the share that is used of a window that moves on with time: twice
/// from 60 % on and ever longer towards 80 %. What is used of a fixed day or month is planned with instead: 1.
double slowness(const Usage& usage);

/// The wait after a round that went well: the profile's interval, shorter while new items arrive, longer when the
/// budget runs low. `jitter` in [0, 1) lengthens it by up to 10 %, so channels do not march in step.
milliseconds next_interval(const config::Settings::Collect& collect, config::Profile profile, const Usage& usage,
                           bool news, double jitter);

/// How many rounds of one channel the profiles have from `from` to `until`.
double planned_rounds(const config::Settings::Collect& collect, const config::Calendar& calendar, runtime::Time from,
                      runtime::Time until);

inline constexpr milliseconds kStretchedMax = std::chrono::hours{6};

/// How many times longer the waits have to be, so that `rounds` rounds at `cost` each do not cost more than `left`:
/// the day keeps its shape, and the budget its last hour. At least 1.
double stretch(double rounds, double cost, double left);
/// `wait`, stretched; at most kStretchedMax when that makes it longer.
milliseconds stretched(milliseconds wait, double factor);

/// The silence after the `in_a_row`-th throttling (1, 2, ...): what the network asks for, else 15 minutes
/// doubling to 4 hours. `jitter` only ever lengthens it.
milliseconds silence(int in_a_row, std::optional<milliseconds> asked, double jitter);

/// The wait after the `in_a_row`-th failed round: 30 seconds doubling, at most `interval` and at least once
/// the minimum.
milliseconds retry_wait(int in_a_row, milliseconds interval, double jitter);

/// The wait after the `in_a_row`-th round that could not be recorded: 1 second doubling, at most `interval`. While
/// the store is away nothing is read at all, so it grows only when the store answers and still does not record.
milliseconds store_retry_wait(int in_a_row, milliseconds interval, double jitter);

/// What was known of a post's comments when they were last read. Travels as the feed's cursor.
struct ThreadState {
    std::optional<runtime::Time> created;    ///< of the post
    std::optional<runtime::Time> last_full;  ///< nothing: never read to the end
    std::optional<std::int64_t> count;       ///< comments the network counted
    std::optional<runtime::Time> last_read;  ///< in full or the newest ones only
    std::optional<runtime::Time> youngest;   ///< when the newest comment was written, where it matters
    bool gap{false};                         ///< the network counted comments that it listed nowhere
    bool gone{false};

    std::string cursor() const;
};
/// An empty or foreign cursor is nothing known.
std::optional<ThreadState> thread_state_from(std::string_view cursor);
/// Whether what `cursor` says was last done in full is to be done again. Nothing known: yes.
bool due_again(std::string_view cursor, milliseconds every, runtime::Time now);

/// How much of a post's comments to read this round.
enum class Reading {
    skip,
    newest,    ///< newest first until everything is known
    full,      ///< to the end: edits, hides and deletions too
    remember,  ///< note the count without asking: a post from before we watched
};
/// How long a post is read although its count says nothing new: comments may come and go and leave the count as it was,
/// and counts are late. Each network has its own.
struct Sweep {
    std::chrono::hours each_round{24};
    std::chrono::hours hourly{0};  ///< newest first
    std::chrono::hours daily{14 * 24};
};
struct PostFacts {
    std::optional<runtime::Time> created;
    std::optional<std::int64_t> count;  ///< now, from the list of posts
    std::optional<ThreadState> known;
    Sweep sweep{};
};

/// As long as its network's sweep says: fully in each round, newest first once an hour, fully once a day.
/// Younger than `watch`: fully once a week. Older: not. Whenever the count changed: fully.
/// Threads of more than 500 comments are read fully at most once an hour, and newest first in between.
Reading reading(const PostFacts& post, std::chrono::hours watch, runtime::Time now);

/// Whether a channel must be left alone now because of what its health says, also after a restart.
bool silent(const models::Channel& channel, runtime::Time now);

}  // namespace ingest
