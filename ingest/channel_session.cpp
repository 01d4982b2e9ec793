#include "ingest/channel_session.hpp"

#include "ingest/poll_schedule.hpp"

#include <algorithm>

namespace ingest {
namespace {

using models::ChannelHealth;

constexpr int kFailuresInARowMax = 3;

/// Of several troubles the page shows the one that somebody must act on first.
int rank(ChannelHealth health) {
    switch (health) {
        case ChannelHealth::never_read:
        case ChannelHealth::nothing_new:
        case ChannelHealth::reading: return 0;
        case ChannelHealth::unreachable: return 1;
        case ChannelHealth::permission_trouble: return 2;
        case ChannelHealth::rate_limited: return 3;
        case ChannelHealth::token_trouble: return 4;
    }
    return 0;
}

std::string budget_sentence(std::string_view network) {
    return "Most of what " + std::string{network} +
           " allows this channel to ask is used. Gatehouse pauses reading, so that hiding and deleting still work.";
}

/// What is probably wrong when a network withholds what it should show, in its own words.
struct Suspicion {
    std::string_view without_ids;  ///< it lists comments and leaves their ids out
    std::string_view empty;        ///< it counts comments and lists none
};

Suspicion suspicion(models::Network network) {
    switch (network) {
        case models::Network::facebook:
        case models::Network::instagram:
            return {
                "The person who connected this channel needs the task Moderate on its Page; grant it and connect "
                "the channel again.",
                "Usually the token belongs to a person and is no page token, the permission to read what others write "
                "is "
                "missing, or Meta's app is still in development mode. Connect the channel again."};
        case models::Network::youtube:
            return {"Connect the channel again, and pick the school's own channel.",
                    "Usually the connection belongs to a person and not to the channel itself. Connect it again, and "
                    "pick the school's own channel."};
        case models::Network::x: break;
    }
    return {"Connect the channel again, signed in as the school's own account.",
            "Connect the channel again, signed in as the school's own account."};
}

std::string withheld_sentence(models::Network network) {
    return std::string{models::display_name(network)} + " withholds the ids of comments. " +
           std::string{suspicion(network).without_ids};
}

std::string empty_sentence(models::Network network) {
    return std::string{models::display_name(network)} + " counts comments but lists none. " +
           std::string{suspicion(network).empty};
}

}  // namespace

ChannelSession::ChannelSession(Parts parts, models::Channel channel, std::string token)
    : parts_{parts}, channel_{std::move(channel)}, token_{std::move(token)} {}

runtime::Task<ApiResult<ApiReply>> ChannelSession::get(std::string path, ApiParameters parameters) {
    ApiError refusal;
    if (used_up(report_.usage)) {
        refusal.kind = ApiErrorKind::throttled;
        refusal.usage = report_.usage;
        refusal.retry_after = report_.usage.regain;
        refusal.sentence = budget_sentence(network());
        co_return tl::unexpected(std::move(refusal));
    }
    const bool ours = co_await parts_.keeper.keep();
    if (!ours) {
        stop(RoundReport::Outcome::lease_lost);
        refusal.kind = ApiErrorKind::unreachable;
        co_return tl::unexpected(std::move(refusal));
    }
    ApiCall call;
    call.path = std::move(path);
    call.query = std::move(parameters);
    ++report_.requests;
    auto reply = co_await parts_.client.send(std::move(call), token_, channel_.external_id);
    report_.usage = reply ? reply->usage : reply.error().usage;
    report_.cost += report_.usage.cost;
    if (reply) failures_in_a_row_ = 0;
    co_return reply;
}

runtime::Task<bool> ChannelSession::record(models::CollectedPage page) {
    if (!going_) co_return false;
    page.lease = parts_.keeper.lease();
    page.network = channel_.network;
    for (auto& item : page.items) item.network = channel_.network;
    const auto malformed = page.malformed;
    const auto recorded = co_await parts_.inbox.record(std::move(page));
    if (recorded) {
        report_.fresh += recorded->fresh;
        report_.revised += recorded->revised;
        report_.gone += recorded->gone;
        report_.malformed += malformed;
        co_return true;
    }
    const auto kind = recorded.error().kind;
    const bool refused = kind == runtime::ErrorKind::rejected || kind == runtime::ErrorKind::conflict;
    stop(refused ? RoundReport::Outcome::lease_lost : RoundReport::Outcome::store_down);
    co_return false;
}

runtime::Task<std::optional<std::vector<std::string>>> ChannelSession::known_under(std::string post_external_id) {
    auto known = co_await parts_.inbox.known_under(channel_.id, std::move(post_external_id));
    if (known) co_return std::move(*known);
    stop(RoundReport::Outcome::store_down);
    co_return std::nullopt;
}

void ChannelSession::note(const ApiError& error) {
    if (!going_) return;
    switch (error.kind) {
        case ApiErrorKind::throttled:
            report_.asked_silence = error.retry_after;
            trouble(ChannelHealth::rate_limited, error.sentence);
            going_ = false;
            break;
        case ApiErrorKind::blocked:
            report_.asked_silence = kSilenceMax;
            trouble(ChannelHealth::rate_limited, error.sentence);
            going_ = false;
            break;
        case ApiErrorKind::token:
            trouble(ChannelHealth::token_trouble, error.sentence);
            going_ = false;
            break;
        case ApiErrorKind::clock:
            trouble(ChannelHealth::unreachable, error.sentence);
            going_ = false;
            break;
        case ApiErrorKind::permission:
            trouble(ChannelHealth::permission_trouble, error.sentence);
            if (++failures_in_a_row_ >= kFailuresInARowMax) going_ = false;
            break;
        case ApiErrorKind::gone:
            remark(std::string{network()} +
                   " would not show something that it had listed before. Gatehouse asks again in the next round.");
            break;
        case ApiErrorKind::malformed:
        case ApiErrorKind::too_much: ++report_.bad_answers; [[fallthrough]];
        case ApiErrorKind::bad_request:
        case ApiErrorKind::duplicate:
        case ApiErrorKind::transient:
        case ApiErrorKind::unreachable:
            trouble(ChannelHealth::unreachable, error.sentence);
            if (++failures_in_a_row_ >= kFailuresInARowMax) going_ = false;
            break;
    }
}

void ChannelSession::note(const ParsedPage& page) {
    report_.cut_texts += page.cut_texts;
    if (page.without_id > 0 && page.objects.empty())
        trouble(ChannelHealth::permission_trouble, withheld_sentence(channel_.network));
}

void ChannelSession::note_thread(std::size_t listed, std::int64_t counted) {
    listed_ += listed;
    counted_ += counted;
}

void ChannelSession::note_incomplete() {
    remark(std::string{network()} +
           " left something out of a list, or did not give it out to its end. Gatehouse asks again in the next round.");
}

void ChannelSession::remark(const std::string& sentence) {
    if (remarks_.find(sentence) != std::string::npos) return;
    if (!remarks_.empty()) remarks_.push_back(' ');
    remarks_.append(sentence);
}

std::string allowance_words(models::Network network, const Usage& usage, double slowed) {
    constexpr double kWorthSaying = 1.05;
    std::string words;
    if (usage.allowance && !usage.allowance->words.empty())
        words = usage.allowance->words;
    else if (usage.percent > 0)
        words = std::to_string(usage.percent) + " % of what " + std::string{models::display_name(network)} +
                " allows this channel to ask is used.";
    const auto longer = slowed * slowness(usage);
    if (longer < kWorthSaying) return words;
    const auto percent = std::max(1, static_cast<int>(100.0 / longer));
    return words + " So that it lasts, Gatehouse reads " + std::to_string(percent) +
           " % as often as planned: what is new is seen later.";
}

bool RoundReport::untroubled() const {
    const bool quiet = health == ChannelHealth::reading || health == ChannelHealth::nothing_new;
    return outcome == Outcome::finished && quiet;
}

RoundReport ChannelSession::finish() const {
    auto report = report_;
    if (rank(report.health) < rank(ChannelHealth::permission_trouble) && counted_ > 0 && listed_ == 0) {
        report.health = ChannelHealth::permission_trouble;
        report.detail = empty_sentence(channel_.network);
    }
    if (rank(report.health) == 0 && used_up(report.usage)) {
        report.health = ChannelHealth::rate_limited;
        report.detail = budget_sentence(network());
        report.asked_silence = report.usage.regain;
    }
    if (rank(report.health) == 0) {
        report.health = report.fresh + report.revised > 0 ? ChannelHealth::reading : ChannelHealth::nothing_new;
        report.detail = remarks_;
    }
    return report;
}

void ChannelSession::trouble(models::ChannelHealth health, const std::string& detail) {
    if (rank(health) <= rank(report_.health)) return;
    report_.health = health;
    report_.detail = detail;
}

void ChannelSession::stop(RoundReport::Outcome outcome) {
    if (!going_) return;
    going_ = false;
    report_.outcome = outcome;
}

}  // namespace ingest
