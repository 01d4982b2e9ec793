#include "moderation/practice.hpp"

#include <utility>

namespace moderation {

using runtime::Result;
using runtime::Task;

models::Assessment Judging::assess(std::string_view text, const models::text::Normalised& normalised,
                                   const Adjustment& adjustment, runtime::Time now) const {
    return adjusted(shipped->assess_without(text, set_aside(adjustment, now)), normalised, adjustment, now);
}

models::Assessment Judging::assess(std::string_view text, runtime::Time now) const {
    return assess(text, models::text::normalise(text, models::Assessor::kMaxTextBytes), *live, now);
}

Task<Result<std::shared_ptr<const Adjustment>>> Practice::read(std::uint64_t number) {
    using Read = Result<std::shared_ptr<const Adjustment>>;
    if (number == 0) co_return std::make_shared<const Adjustment>();
    const auto record = co_await store_.adjustment(number);
    if (!record) co_return tl::unexpected(record.error());
    if (record->content.empty()) co_return Read{nullptr};  // asked for, and not made yet
    auto adjustment = unpack_adjustment(record->content);
    if (!adjustment) co_return runtime::fail(runtime::ErrorKind::malformed, "A change of the judging is damaged.");
    co_return std::make_shared<const Adjustment>(std::move(*adjustment));
}

Task<Result<Judging>> Practice::now() {
    const auto state = co_await store_.state();
    if (!state) co_return tl::unexpected(state.error());
    if (live_->number != state->live) {
        auto live = co_await read(state->live);
        if (!live) co_return tl::unexpected(live.error());
        if (*live) live_ = std::move(*live);
    }
    if (state->candidate == 0) shadow_ = nullptr;
    if (state->candidate != 0 && (!shadow_ || shadow_->number != state->candidate)) {
        auto shadow = co_await read(state->candidate);
        if (!shadow) co_return tl::unexpected(shadow.error());
        shadow_ = std::move(*shadow);
    }
    co_return Judging{&assessor_, live_, shadow_};
}

}  // namespace moderation
