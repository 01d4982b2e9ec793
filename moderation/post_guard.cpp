#include "moderation/post_guard.hpp"

#include "moderation/pupil_register.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using models::guard::Roll;
using runtime::Result;
using runtime::Task;

bool allowed(const Verdicts& verdicts) {
    return std::all_of(verdicts.begin(), verdicts.end(), [](const auto& each) { return each.second.allowed(); });
}

Task<Result<std::shared_ptr<const Roll>>> PostGuard::roll() {
    const auto version = co_await store_.version();
    if (!version) co_return tl::unexpected(version.error());
    if (roll_ && version_ == *version) co_return roll_;
    PupilRegister pupils{store_};
    auto book = co_await pupils.read();
    if (!book) co_return tl::unexpected(book.error());
    std::shared_ptr<const Roll> made;
    const auto work = [&] { made = std::make_shared<const Roll>(std::move(book->live)); };
    co_await cpu_.run(work);
    // Somebody may have made a newer one meanwhile.
    if (!roll_ || version_ <= book->state.version) {
        roll_ = made;
        version_ = book->state.version;
    }
    co_return made;
}

Task<Result<Verdicts>> PostGuard::ask(models::PostContent post, std::vector<models::Channel> channels,
                                      runtime::Time now) {
    const auto known = co_await roll();
    if (!known) co_return tl::unexpected(known.error());
    const auto day = today_of(calendar_, std::max(now, post.publish_at.value_or(now)));
    Verdicts verdicts;
    for (const auto& channel : channels) {
        const bool wanted = std::find(post.channels.begin(), post.channels.end(), channel.id) != post.channels.end();
        if (wanted && !verdicts.contains(channel.network))
            verdicts.emplace(channel.network, models::guard::verdict_on(post, channel.network, **known, day));
    }
    co_return verdicts;
}

Task<Result<bool>> PostGuard::may_stand_on_website(models::PostContent post, runtime::Time now) {
    const auto known = co_await roll();
    if (!known) co_return tl::unexpected(known.error());
    post.pictures.clear();  // only its words are asked about
    const auto verdict =
        models::guard::verdict_for(post, models::consent::Use::website, **known, today_of(calendar_, now));
    co_return verdict.allowed();
}

}  // namespace moderation
