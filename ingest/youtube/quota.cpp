#include "ingest/youtube/quota.hpp"

#include <algorithm>
#include <charconv>

#include <date/tz.h>

namespace ingest {
namespace {

constexpr std::string_view kVersion = "v1 ";
constexpr int kReadingEnds = 80;  ///< percent; above that the collectors pause

template <class Number>
bool take(std::string_view& text, Number& into) {
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, into);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    if (text.starts_with(' ')) text.remove_prefix(1);
    return true;
}

}  // namespace

YoutubeQuota::YoutubeQuota(const runtime::Clock& clock, Plan plan)
    : clock_{clock}, plan_{plan}, zone_{date::locate_zone("America/Los_Angeles")} {}

void YoutubeQuota::begin_day() {
    const auto local = zone_->to_local(clock_.now());
    const auto today = static_cast<long>(date::floor<date::days>(local).time_since_epoch().count());
    if (today == day_) return;
    day_ = today;
    spent_ = 0;
    exhausted_ = false;
}

void YoutubeQuota::spend(int units) {
    begin_day();
    spent_ += units;
}

void YoutubeQuota::exhaust() {
    begin_day();
    spent_ = std::max(spent_, plan_.units_a_day);
    exhausted_ = true;
}

bool YoutubeQuota::exhausted() {
    begin_day();
    return exhausted_;
}

Usage YoutubeQuota::usage() {
    begin_day();
    const int for_reading = std::max(1, plan_.units_a_day - plan_.for_people);
    Usage usage;
    usage.percent = static_cast<int>(std::int64_t{spent_} * kReadingEnds / for_reading);
    if (spent_ >= for_reading) usage.percent = std::clamp(usage.percent, kReadingEnds + 1, 99);
    if (spent_ >= plan_.units_a_day) usage.percent = 100;
    if (usage.percent <= kReadingEnds) return usage;
    const auto midnight = date::local_days{date::days{day_ + 1}};
    const auto at = zone_->to_sys(midnight, date::choose::earliest);
    usage.regain = std::chrono::ceil<std::chrono::milliseconds>(at - clock_.now());
    return usage;
}

std::string YoutubeQuota::cursor() {
    begin_day();
    return std::string{kVersion} + std::to_string(day_) + " " + std::to_string(spent_);
}

void YoutubeQuota::recall(std::string_view cursor) {
    begin_day();
    long day = 0;
    int spent = 0;
    if (!cursor.starts_with(kVersion)) return;
    cursor.remove_prefix(kVersion.size());
    if (!take(cursor, day) || !take(cursor, spent) || !cursor.empty() || day != day_ || spent < 0) return;
    spent_ = std::max(spent_, spent);
}

}  // namespace ingest
