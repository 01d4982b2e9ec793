#include "ingest/silence.hpp"

#include <algorithm>
#include <utility>

namespace ingest {
namespace {

constexpr const char* kEverybody = "";
constexpr const char* kUsedUp =
    "What the network allows this channel to ask is used up. Gatehouse stays silent until there is more.";
constexpr const char* kPaused = "The network asks for a pause. Gatehouse stays silent until it is over.";
constexpr int kUsed = 100;
constexpr unsigned kTooManyRequests = 429;

bool sooner(const SilenceBook::Silence* a, const SilenceBook::Silence* b) {
    return b != nullptr && (a == nullptr || a->until < b->until);
}

}  // namespace

Silence::Silence(SilenceBook& book, const runtime::Clock& clock, std::string api)
    : book_{book}, clock_{clock}, api_{std::move(api)} {}

runtime::Task<void> Silence::learn() {
    auto noted = co_await book_.silences(api_);
    if (noted)
        for (auto& [account, silence] : *noted)
            if (auto& known = known_[account]; known.until < silence.until) known = std::move(silence);
    std::erase_if(known_, [&](const auto& entry) { return entry.second.until <= clock_.now(); });
}

std::optional<ApiError> Silence::refusal(const Known::mapped_type* silence) const {
    if (silence == nullptr) return std::nullopt;
    ApiError error;
    error.kind = ApiErrorKind::throttled;
    error.retry_after = std::chrono::ceil<std::chrono::milliseconds>(silence->until - clock_.now());
    error.sentence = silence->why;
    error.usage.percent = kUsed;
    error.usage.regain = error.retry_after;
    return error;
}

runtime::Task<std::optional<ApiError>> Silence::of(std::string account) {
    co_await learn();
    const Known::mapped_type* longest = nullptr;
    for (const auto& who : {std::string{kEverybody}, account})
        if (const auto found = known_.find(who); found != known_.end() && sooner(longest, &found->second))
            longest = &found->second;
    co_return refusal(longest);
}

runtime::Task<std::optional<ApiError>> Silence::of_anybody() {
    co_await learn();
    const Known::mapped_type* longest = nullptr;
    for (const auto& [account, silence] : known_)
        if (sooner(longest, &silence)) longest = &silence;
    co_return refusal(longest);
}

runtime::Task<void> Silence::keep(std::string account, Pause pause, std::string why) {
    if (pause.everybody) account = kEverybody;
    SilenceBook::Silence silence{clock_.now() + pause.length, std::move(why)};
    if (auto& known = known_[account]; known.until < silence.until) known = silence;
    (void)co_await book_.be_silent(api_, std::move(account), std::move(silence));
}

runtime::Task<ApiResult<ApiReply>> QuietClient::send(ApiCall call, std::string token, std::string account) {
    auto silence = co_await silence_.of(account);
    if (silence) co_return tl::unexpected(std::move(*silence));
    auto reply = co_await client_.send(std::move(call), std::move(token), account);
    const auto& usage = reply ? reply->usage : reply.error().usage;
    std::string why = reply ? kUsedUp : reply.error().sentence;
    if (usage.pause) co_await silence_.keep(std::move(account), *usage.pause, std::move(why));
    co_return reply;
}

runtime::Task<runtime::Result<runtime::HttpResponse>> QuietHttp::send(runtime::HttpRequest request) {
    const auto silence = co_await silence_.of_anybody();
    if (silence) co_return runtime::fail(runtime::ErrorKind::rate_limited, silence->sentence, silence->retry_after);
    auto answer = co_await http_.send(std::move(request));
    const auto named = answer ? named_wait(answer->header("Retry-After")) : std::nullopt;
    if (!named || answer->status != kTooManyRequests) co_return answer;
    const Pause pause{*named, true};
    co_await silence_.keep(kEverybody, pause, kPaused);
    co_return answer;
}

}  // namespace ingest
