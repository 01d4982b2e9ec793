#include "moderation/intake.hpp"

#include "models/text/agreement.hpp"
#include "moderation/backtest.hpp"
#include "moderation/circumstances.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace moderation {

namespace {

/// Before a channel was watched for a week, everybody's first comment there looks like one.
constexpr std::chrono::hours kSettled{7 * 24};
constexpr auto kMaxTextBytes = models::Assessor::kMaxTextBytes;

/// The text as it counts when it comes again, perhaps disguised. Thanks and hearts come often and mean nothing.
std::string words_to_count(const models::text::Normalised& text) {
    constexpr std::size_t kFewestWords = 4;
    return text.tokens.size() < kFewestWords ? std::string{} : text.line();
}

}  // namespace

Intake::Intake(Store& store, Practice& practice, const Triage& triage, runtime::CpuPool& cpu, runtime::Clock& clock,
               runtime::Log& log, runtime::Metrics& metrics)
    : store_{store},
      practice_{practice},
      triage_{triage},
      cpu_{cpu},
      clock_{clock},
      log_{log},
      fresh_{metrics.counter("gatehouse_items_total", "Items recorded", {{"how", "fresh"}})},
      revised_{metrics.counter("gatehouse_items_total", "Items recorded", {{"how", "revised"}})},
      repeated_{metrics.counter("gatehouse_items_total", "Items recorded", {{"how", "repeated"}})},
      malformed_{metrics.counter("gatehouse_items_malformed_total", "Elements of network answers that made no sense")},
      assess_seconds_{metrics.histogram("gatehouse_assess_page_seconds", "Time to assess the new items of a page")} {}

runtime::Task<runtime::Result<models::RecordedPage>> Intake::record(models::CollectedPage page) {
    if (page.items.size() > Store::kPageItemsMax)
        co_return runtime::fail(runtime::ErrorKind::malformed, "a page holds more items than one step may record");
    const auto channel = co_await store_.channel(page.lease.channel_id);
    if (!channel) co_return tl::unexpected(channel.error());
    auto known = co_await store_.known_revisions(page.items);
    if (!known) co_return tl::unexpected(known.error());

    // What was judged before goes along as it is, so that the store sees the whole page.
    std::vector<models::CollectedItem> fresh;
    std::vector<Intaken> repeated;
    for (std::size_t i = 0; i < page.items.size(); ++i) {
        if (!(*known)[i])
            fresh.push_back(std::move(page.items[i]));
        else
            repeated.emplace_back().item = std::move(page.items[i]);
    }
    page.items.clear();
    auto judging = co_await practice_.now();
    if (!judging) co_return tl::unexpected(judging.error());
    auto assessed = co_await assess(std::move(fresh), *judging);
    const auto decided = co_await decide(assessed, *channel, std::move(*judging));
    if (!decided) co_return tl::unexpected(decided.error());
    auto items = std::move(assessed.items);
    std::move(repeated.begin(), repeated.end(), std::back_inserter(items));
    const auto channel_id = page.lease.channel_id;
    const auto malformed = page.malformed;
    const auto recorded = co_await store_.record_page(std::move(page), std::move(items), clock_.now());
    if (!recorded) co_return tl::unexpected(recorded.error());

    fresh_.add(static_cast<double>(recorded->fresh));
    revised_.add(static_cast<double>(recorded->revised));
    repeated_.add(static_cast<double>(recorded->repeated));
    malformed_.add(static_cast<double>(malformed));
    if (recorded->fresh + recorded->revised + recorded->gone + malformed > 0)
        log_.info("intake", "page recorded",
                  {{"channel", channel_id},
                   {"fresh", recorded->fresh},
                   {"revised", recorded->revised},
                   {"gone", recorded->gone},
                   {"malformed", malformed}});
    co_return *recorded;
}

runtime::Task<Intake::Assessed> Intake::assess(std::vector<models::CollectedItem> items, Judging judging) {
    Assessed assessed;
    const auto now = clock_.now();
    const auto work = [&] {
        for (auto& item : items) {
            const auto& text = assessed.texts.emplace_back(models::text::normalise(item.text, kMaxTextBytes));
            auto& next = assessed.items.emplace_back();
            next.assessment = judging.assess(item.text, text, *judging.live, now);
            if (judging.shadow) assessed.in_shadow.push_back(judging.assess(item.text, text, *judging.shadow, now));
            next.words = words_to_count(text);
            next.item = std::move(item);
        }
    };
    const auto started = std::chrono::steady_clock::now();
    co_await cpu_.run(work);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    assess_seconds_.observe(took.count());
    co_return assessed;
}

runtime::Task<runtime::Result<void>> Intake::decide(Assessed& assessed, models::Channel channel, Judging judging) {
    const auto now = clock_.now();
    auto& items = assessed.items;
    auto around = co_await store_.circumstances(items, now);
    if (!around) co_return tl::unexpected(around.error());
    const bool settled = channel.authorised_at && now - *channel.authorised_at >= kSettled;
    const auto work = [&] {
        PageSoFar page{now};
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto& known = (*around)[i];
            if (!settled) known.first_comment = false;
            known.agrees = models::text::only_agrees(assessed.texts[i]);
            page.add_to(known, items[i]);
            const auto judged = std::move(items[i]);
            const auto outcome = [&](const models::Assessment& assessment) {
                return triage_.decide(judged.item, assessment, known, channel.external_id, now);
            };
            items[i] = outcome(judged.assessment);
            items[i].words = judged.words;
            if (judging.shadow) items[i].shadow = judging.shadow->number;
            if (judging.shadow) items[i].differs = !changes_between(items[i], outcome(assessed.in_shadow[i])).empty();
            page.take(items[i]);
        }
    };
    co_await cpu_.run(work);
    co_return runtime::Result<void>{};
}

}  // namespace moderation
