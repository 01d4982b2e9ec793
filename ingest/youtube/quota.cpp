#include "ingest/youtube/quota.hpp"

#include <algorithm>
#include <utility>

#include <date/tz.h>

namespace ingest {
namespace {

constexpr int kReadingEnds = 80;  ///< percent; above that the collectors pause

}  // namespace

YoutubeQuota::YoutubeQuota(const runtime::Clock& clock, Plan plan)
    : clock_{clock}, plan_{plan}, zone_{date::locate_zone("America/Los_Angeles")} {}

void YoutubeQuota::begin_day() {
    const auto local = zone_->to_local(clock_.now());
    const auto today = static_cast<long>(date::floor<date::days>(local).time_since_epoch().count());
    if (today == day_) return;
    day_ = today;
    spent_ = 0;
}

void YoutubeQuota::spend(int units) {
    begin_day();
    spent_ += units;
    unbooked_ += units;
}

void YoutubeQuota::exhaust() {
    begin_day();
    spent_ = std::max(spent_, plan_.units_a_day);
}

Usage YoutubeQuota::usage() {
    begin_day();
    const int for_reading = std::max(1, plan_.units_a_day - plan_.for_people);
    Usage usage;
    const auto midnight = date::local_days{date::days{day_ + 1}};
    const runtime::Time ends = zone_->to_sys(midnight, date::choose::earliest);
    Allowance allowance;
    allowance.left = std::max(0, for_reading - spent_);
    allowance.until = ends;
    allowance.words = std::to_string(spent_) + " of the day's " + std::to_string(plan_.units_a_day) +
                      " units are spent; " + std::to_string(plan_.for_people) +
                      " of them are kept for hiding and deleting.";
    usage.allowance = std::move(allowance);
    usage.percent = static_cast<int>(std::int64_t{spent_} * kReadingEnds / for_reading);
    if (spent_ >= for_reading) usage.percent = std::clamp(usage.percent, kReadingEnds + 1, 99);
    if (spent_ >= plan_.units_a_day) usage.percent = 100;
    if (usage.percent <= kReadingEnds) return usage;
    usage.regain = std::chrono::ceil<std::chrono::milliseconds>(ends - clock_.now());
    return usage;
}

int YoutubeQuota::spent() {
    begin_day();
    return spent_;
}

std::string YoutubeQuota::day() {
    begin_day();
    return date::format("%F", date::local_days{date::days{day_}});
}

int YoutubeQuota::take_unbooked() {
    return std::exchange(unbooked_, 0);
}

void YoutubeQuota::learn(std::int64_t booked) {
    begin_day();
    constexpr std::int64_t kMost = 1'000'000'000;
    spent_ = std::max(spent_, static_cast<int>(std::clamp<std::int64_t>(booked, 0, kMost)));
}

}  // namespace ingest
