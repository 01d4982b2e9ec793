#include "ingest/x/meter.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/parsed.hpp"
#include "models/domain/x_length.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <date/date.h>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::int64_t kMillionths = 1'000'000;
constexpr std::size_t kPaidMax = 100'000;  ///< remembered; what exceeds it is counted again
constexpr std::chrono::hours kAskAgain{6};

std::string dollars(std::int64_t millionths) {
    char text[32];
    (void)std::snprintf(text, sizeof text, "$%.2f", static_cast<double>(millionths) / kMillionths);
    return text;
}

date::sys_days month_after(date::sys_days day) {
    const date::year_month_day now{day};
    const auto next = date::year_month{now.year(), now.month()} + date::months{1};
    return date::sys_days{next / 1};
}

/// Calls `charge` with a word and the id of each element of a list, or of one object.
void each_id(dom::element listed, char word, const auto& charge) {
    dom::array all;
    dom::object one;
    if (listed.get(all) == simdjson::SUCCESS) {
        for (const dom::element element : all) each_id(element, word, charge);
    } else if (listed.get(one) == simdjson::SUCCESS) {
        if (const auto id = id_member(one, "id")) charge(word, *id);
    }
}

/// Posts and people in an answer.
void each_resource(std::string_view body, bool people, const auto& charge) {
    const JsonDocument document{body};
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return;
    dom::element found;
    if (answer.at_key("data").get(found) == simdjson::SUCCESS) each_id(found, people ? 'u' : 'p', charge);
    const auto includes = object_member(answer, "includes");
    if (!includes) return;
    for (const auto& [member, word] : {std::pair{"tweets", 'p'}, std::pair{"posts", 'p'}, std::pair{"users", 'u'}})
        if (includes->at_key(member).get(found) == simdjson::SUCCESS) each_id(found, word, charge);
}

bool posts_link(std::string_view post) {
    const JsonDocument document{post};
    dom::object members;
    if (document.object().get(members) != simdjson::SUCCESS) return false;
    const auto text = text_member(members, "text", kTextBytesMax);
    return text && models::x_has_link(*text);
}

bool own_list(std::string_view path) {
    return path.starts_with("users/") && (path.ends_with("/tweets") || path.ends_with("/mentions"));
}

}  // namespace

XMeter::XMeter(ApiClient& client, SpendingBook& book, const runtime::Clock& clock, config::Settings::X settings)
    : client_{client}, book_{book}, clock_{clock}, settings_{std::move(settings)} {}

runtime::Task<ApiResult<ApiReply>> XMeter::send(ApiCall call, std::string token, std::string account) {
    begin_day();
    if (!asked_) co_await settle();
    const auto asked = call;
    auto reply = co_await client_.send(std::move(call), std::move(token), std::move(account));
    begin_day();
    const auto cost = reply ? price_of(asked, reply->body) : 0;
    unbooked_ += cost;
    if (unbooked_ > 0) co_await settle();
    auto& usage = reply ? reply->usage : reply.error().usage;
    usage.cost = cost;
    usage.allowance = allowance();
    co_return reply;
}

runtime::Task<void> XMeter::settle() {
    const auto amount = std::exchange(unbooked_, 0);
    const auto spent = co_await book_.spend("x", day_, amount, day_.substr(0, 7));
    if (spent) {
        asked_ = true;
        this_month_ = spent->since;
    } else {
        unbooked_ += amount;
    }
}

void XMeter::begin_day() {
    auto today = date::format("%F", date::floor<date::days>(clock_.now()));
    if (today == day_) return;
    day_ = std::move(today);
    paid_.clear();
    asked_ = false;
}

std::int64_t XMeter::price_of(const ApiCall& call, std::string_view answer) {
    const std::string_view path{call.path};
    if (call.method == "DELETE") return settings_.price_delete;
    if (call.method != "GET" && path == "tweets")
        return posts_link(call.json) ? settings_.price_link : settings_.price_post;
    if (call.method != "GET") return settings_.price_manage;
    std::int64_t cost = 0;
    const auto post = settings_.owns_app && own_list(path) ? settings_.price_owned_read : settings_.price_post_read;
    const auto person = path.ends_with("/muting") ? settings_.price_mute_read : settings_.price_user_read;
    const auto charge = [&](char word, const std::string& id) {
        if (paid_.size() < kPaidMax && !paid_.insert(word + id).second) return;
        cost += word == 'p' ? post : person;
    };
    const bool people = path.starts_with("users/") && !own_list(path);
    each_resource(answer, people, charge);
    return cost;
}

/// Of the cap; without one, nothing is saved.
std::int64_t XMeter::for_reading() const {
    return std::int64_t{settings_.monthly_cap} * kMillionths / 10 * 9;
}

Allowance XMeter::allowance() const {
    const auto today = date::floor<date::days>(clock_.now());
    const date::year_month_day date{today};
    const date::sys_days begin{date.year() / date.month() / 1};
    const auto end = month_after(today);
    Allowance allowance;
    allowance.until = runtime::Time{end};
    const auto passed = (today - begin).count() + 1;
    const auto forecast = this_month_ / passed * (end - begin).count();
    allowance.words = "About " + dollars(this_month_) + " spent at X this month";
    if (settings_.monthly_cap > 0) allowance.words += " of at most $" + std::to_string(settings_.monthly_cap);
    allowance.words += "; at this rate it will be " + dollars(forecast) + ".";
    allowance.left =
        settings_.monthly_cap > 0 ? std::max<std::int64_t>(0, for_reading() - this_month_) : Allowance::kNoLimit;
    return allowance;
}

runtime::Task<std::optional<ApiError>> XMeter::refusal() {
    begin_day();
    if (!asked_) co_await settle();
    if (settings_.monthly_cap == 0 || this_month_ < for_reading()) co_return std::nullopt;
    ApiError error;
    error.kind = ApiErrorKind::throttled;
    error.retry_after = kAskAgain;  // somebody may raise the cap
    error.sentence =
        "What may be spent at X this month is nearly spent: nothing is read there until the month ends, and what is "
        "left is kept for what people decide. Raise x.monthly_cap in the settings to read on.";
    error.usage.percent = 99;
    error.usage.regain = kAskAgain;
    error.usage.allowance = allowance();
    co_return error;
}

runtime::Task<ApiResult<ApiReply>> XReading::send(ApiCall call, std::string token, std::string account) {
    auto refusal = co_await meter_.refusal();
    if (refusal) co_return tl::unexpected(std::move(*refusal));
    co_return co_await client_.send(std::move(call), std::move(token), std::move(account));
}

}  // namespace ingest
