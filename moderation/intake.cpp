#include "moderation/intake.hpp"

#include <chrono>
#include <utility>

namespace moderation {

Intake::Intake(Store& store, const models::Assessor& assessor, const Triage& triage, runtime::CpuPool& cpu,
               runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics)
    : store_{store},
      assessor_{assessor},
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

    auto items = co_await judge(std::move(page.items), std::move(*known), channel->external_id);
    page.items.clear();
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

runtime::Task<std::vector<Intaken>> Intake::judge(std::vector<models::CollectedItem> items, std::vector<bool> known,
                                                  std::string channel_external_id) {
    const auto now = clock_.now();
    std::vector<Intaken> judged(items.size());
    const auto work = [&] {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (known[i]) {
                judged[i].item = std::move(items[i]);
                continue;
            }
            auto assessment = assessor_.assess(items[i].text);
            judged[i] = triage_.decide(std::move(items[i]), std::move(assessment), channel_external_id, now);
        }
    };
    const auto started = std::chrono::steady_clock::now();
    co_await cpu_.run(work);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    assess_seconds_.observe(took.count());
    co_return judged;
}

}  // namespace moderation
