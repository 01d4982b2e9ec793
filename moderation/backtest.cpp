#include "moderation/backtest.hpp"

#include "models/domain/named.hpp"
#include "models/text/normaliser.hpp"
#include "moderation/store/packed.hpp"

#include <algorithm>

namespace moderation {

namespace {

constexpr models::Names<Change, kChanges> kNames{{"more", "fewer", "graver", "milder", "hides", "shows"}};

bool holds(const std::vector<Change>& changes, Change change) {
    return std::find(changes.begin(), changes.end(), change) != changes.end();
}

}  // namespace

std::string_view to_string(Change change) {
    return kNames.of(change);
}
std::optional<Change> change_from(std::string_view name) {
    return kNames.find(name);
}

std::vector<Change> changes_between(const Intaken& live, const Intaken& candidate) {
    std::vector<Change> changes;
    if (!live.queue && candidate.queue) changes.push_back(Change::more);
    if (live.queue && !candidate.queue) changes.push_back(Change::fewer);
    if (live.queue && candidate.queue) {
        if (candidate.assessment.severity > live.assessment.severity) changes.push_back(Change::graver);
        if (candidate.assessment.severity < live.assessment.severity) changes.push_back(Change::milder);
    }
    if (!live.auto_hide && candidate.auto_hide) changes.push_back(Change::hides);
    if (live.auto_hide && !candidate.auto_hide) changes.push_back(Change::shows);
    return changes;
}

void try_on(Backtest& backtest, const Item& item, const Judging& judging, const Triage& triage,
            const std::string& channel_external_id, runtime::Time now) {
    if (!item.barred.empty()) return;  // its share in the counts would tell of it
    const auto text = models::text::normalise(item.latest.text, models::Assessor::kMaxTextBytes);
    const auto outcome = [&](const Adjustment& adjustment) {
        return triage.decide(item.latest, judging.assess(item.latest.text, text, adjustment, now), {},
                             channel_external_id, now);
    };
    ++backtest.looked_at;
    const auto changes = changes_between(outcome(*judging.live), outcome(*judging.shadow));
    if (changes.empty()) return;
    for (const auto change : changes) ++backtest.changes[static_cast<std::size_t>(change)];
    if (item.label && holds(changes, Change::fewer))
        ++(item.label->category ? backtest.fewer_confirmed : backtest.fewer_harmless);
    if (backtest.newest.size() < Backtest::kNewest) backtest.newest.push_back({item.id, changes});
}

std::string pack(const Backtest& backtest) {
    Packer packer;
    packer.add(static_cast<std::int64_t>(backtest.looked_at));
    for (const auto count : backtest.changes) packer.add(static_cast<std::int64_t>(count));
    packer.add(static_cast<std::int64_t>(backtest.fewer_confirmed));
    packer.add(static_cast<std::int64_t>(backtest.fewer_harmless));
    for (const auto& changed : backtest.newest) {
        packer.add(changed.item).add(static_cast<std::int64_t>(changed.changes.size()));
        for (const auto change : changed.changes) packer.add(to_string(change));
    }
    return packer.take();
}

Backtest unpack_backtest(std::string_view packed) {
    Backtest backtest;
    Unpacker unpacker{packed};
    backtest.looked_at = static_cast<std::size_t>(unpacker.number());
    for (auto& count : backtest.changes) count = static_cast<std::size_t>(unpacker.number());
    backtest.fewer_confirmed = static_cast<std::size_t>(unpacker.number());
    backtest.fewer_harmless = static_cast<std::size_t>(unpacker.number());
    for (auto item = unpacker.next(); item; item = unpacker.next()) {
        auto& changed = backtest.newest.emplace_back();
        changed.item = *item;
        const auto count = std::min<std::int64_t>(unpacker.number(), kChanges);
        for (std::int64_t i = 0; i < count; ++i)
            if (const auto change = change_from(unpacker.text())) changed.changes.push_back(*change);
    }
    return backtest;
}

}  // namespace moderation
