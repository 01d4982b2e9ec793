#include "ingest/poll_schedule.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ingest {
namespace {

using std::chrono::hours;

constexpr int kSlowFrom = 60;
constexpr int kReadingEnds = 80;
constexpr std::int64_t kLargeThread = 500;
constexpr hours kDay{24};
constexpr hours kWeek{7 * 24};
constexpr hours kHour{1};
/// A full reading may begin a little early, so that rounds a few seconds apart do not make it a round late.
constexpr std::chrono::minutes kEarly{5};

milliseconds lengthened(milliseconds length, double jitter) {
    const auto share = std::clamp(jitter, 0.0, 1.0) * 0.1;
    return length + milliseconds{static_cast<std::int64_t>(static_cast<double>(length.count()) * share)};
}

milliseconds doubled(milliseconds first, int in_a_row, milliseconds longest) {
    auto wait = first;
    for (int i = 1; i < in_a_row && wait < longest; ++i) wait *= 2;
    return std::min(wait, longest);
}

std::string number_or_dash(std::optional<std::int64_t> number) {
    return number ? std::to_string(*number) : "-";
}

std::optional<std::int64_t> ms_of(const std::optional<runtime::Time>& time) {
    if (!time) return std::nullopt;
    return std::chrono::duration_cast<milliseconds>(time->time_since_epoch()).count();
}

std::optional<runtime::Time> time_of(std::optional<std::int64_t> ms) {
    constexpr std::int64_t kYear2200 = 7'258'118'400'000;
    if (!ms || *ms < 0 || *ms > kYear2200) return std::nullopt;
    return runtime::Time{milliseconds{*ms}};
}

/// "12" or "-"; false when it is neither.
bool take_number(std::string_view& text, std::optional<std::int64_t>& into) {
    const auto field = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), field.size() + 1));
    if (field == "-") return true;
    std::int64_t number = 0;
    const auto* end = field.data() + field.size();
    const auto [stop, error] = std::from_chars(field.data(), end, number);
    if (error != std::errc{} || stop != end) return false;
    into = number;
    return true;
}

}  // namespace

bool used_up(const Usage& usage) {
    return usage.percent > kReadingEnds;
}

double slowness(const Usage& usage) {
    constexpr double kTwice = 2;
    const bool of_a_day = usage.allowance && !usage.allowance->rolling;
    if (of_a_day || usage.percent < kSlowFrom) return 1;
    // A share is a whole number: of the last one half may be left.
    const double left = std::max(0.5, static_cast<double>(kReadingEnds - usage.percent));
    return std::max(kTwice, (kReadingEnds - kSlowFrom) / left);
}

milliseconds next_interval(const config::Settings::Collect& collect, config::Profile profile, const Usage& usage,
                           bool news, double jitter) {
    auto interval = config::poll_interval(collect, profile);
    const double slow = slowness(usage);
    if (used_up(usage))
        interval = std::max(interval * 4, kSilenceMin);
    else if (slow > 1)
        interval = stretched(interval, slow);
    else if (news)
        interval = std::min(interval, kBusyInterval);
    return lengthened(interval, jitter);
}

double planned_rounds(const config::Settings::Collect& collect, const config::Calendar& calendar, runtime::Time from,
                      runtime::Time until) {
    constexpr int kStepsMax = 200;
    constexpr milliseconds kStep = std::chrono::minutes{15};
    if (until <= from) return 0;
    const auto whole = std::chrono::ceil<milliseconds>(until - from);
    const auto step = std::max(kStep, whole / kStepsMax);
    double rounds = 0;
    for (auto at = from; at < until; at += step) {
        const auto length = std::min(step, std::chrono::ceil<milliseconds>(until - at));
        const auto interval = config::poll_interval(collect, calendar.profile(at));
        rounds += static_cast<double>(length.count()) / static_cast<double>(interval.count());
    }
    return rounds;
}

double stretch(double rounds, double cost, double left) {
    return left > 0 ? std::max(1.0, rounds * cost / left) : 1.0;
}

milliseconds stretched(milliseconds wait, double factor) {
    const auto longer = static_cast<double>(wait.count()) * factor;
    const auto most = static_cast<double>(std::max(wait, kStretchedMax).count());
    return milliseconds{static_cast<std::int64_t>(std::min(longer, most))};
}

milliseconds silence(int in_a_row, std::optional<milliseconds> asked, double jitter) {
    if (asked && asked->count() > 0) return lengthened(*asked, jitter);
    return lengthened(doubled(kSilenceMin, in_a_row, kSilenceMax), jitter);
}

milliseconds retry_wait(int in_a_row, milliseconds interval, double jitter) {
    return lengthened(doubled(std::min(kRetryMin, interval), in_a_row, interval), jitter);
}

milliseconds store_retry_wait(int in_a_row, milliseconds interval, double jitter) {
    return lengthened(doubled(std::min(kStoreRetryMin, interval), in_a_row, interval), jitter);
}

std::string ThreadState::cursor() const {
    if (gone) return "v1 gone";
    return "v1 " + number_or_dash(ms_of(created)) + " " + number_or_dash(ms_of(last_full)) + " " +
           number_or_dash(count) + " " + number_or_dash(ms_of(last_read)) + " " + number_or_dash(ms_of(youngest)) +
           (gap ? " gap" : "");
}

std::optional<ThreadState> thread_state_from(std::string_view cursor) {
    constexpr std::string_view kVersion = "v1 ";
    if (!cursor.starts_with(kVersion)) return std::nullopt;
    cursor.remove_prefix(kVersion.size());
    ThreadState state;
    if (cursor == "gone") {
        state.gone = true;
        return state;
    }
    std::optional<std::int64_t> created;
    std::optional<std::int64_t> last_full;
    if (!take_number(cursor, created) || !take_number(cursor, last_full) || !take_number(cursor, state.count))
        return std::nullopt;
    state.gap = cursor.ends_with("gap");
    // Cursors of earlier versions end here.
    std::optional<std::int64_t> last_read;
    std::optional<std::int64_t> youngest;
    if (take_number(cursor, last_read)) take_number(cursor, youngest);
    state.last_read = time_of(last_read);
    state.youngest = time_of(youngest);
    state.created = time_of(created);
    state.last_full = time_of(last_full);
    return state;
}

bool due_again(std::string_view cursor, milliseconds every, runtime::Time now) {
    const auto state = thread_state_from(cursor);
    return !state || !state->last_full || now - *state->last_full >= every;
}

Reading reading(const PostFacts& post, hours watch, runtime::Time now) {
    // A post without a usable date is treated as young: reading too much is the safe mistake.
    const auto age = post.created ? now - *post.created : runtime::Time::duration{0};
    const bool watched = age <= watch;
    if (!post.known) return watched ? Reading::full : Reading::remember;

    const bool changed = !post.count || !post.known->count || *post.count != *post.known->count;
    const auto& last_full = post.known->last_full;
    const auto due = [&](hours every) { return !last_full || now - *last_full + kEarly >= every; };
    const bool large = post.count.value_or(0) > kLargeThread;
    const bool fresh = age < post.sweep.each_round;
    if (large && !due(kHour)) return changed || fresh ? Reading::newest : Reading::skip;

    if (fresh || changed) return Reading::full;
    if (due(kDay) && age < post.sweep.daily) return Reading::full;
    if (due(kWeek) && watched) return Reading::full;
    const auto& last_read = post.known->last_read;
    const bool newest = age < post.sweep.hourly && (!last_read || now - *last_read + kEarly >= kHour);
    return newest ? Reading::newest : Reading::skip;
}

bool silent(const models::Channel& channel, runtime::Time now) {
    return channel.health == models::ChannelHealth::rate_limited && channel.health_until && now < *channel.health_until;
}

}  // namespace ingest
