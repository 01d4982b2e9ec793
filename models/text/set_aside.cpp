#include "models/text/set_aside.hpp"

#include <algorithm>

namespace models::text {

Spared::Spared(std::span<const SetAside> aside, std::span<const Token> tokens, std::span<const Unit> units)
    : aside_{aside}, units_{units} {
    for (const auto& one : aside_) places_.push_back(one.words.places_in(tokens));
}

Spared::Place Spared::in_units(const Place& tokens) const {
    const auto first =
        std::partition_point(units_.begin(), units_.end(), [&](const Unit& unit) { return unit.last <= tokens.first; });
    const auto last =
        std::partition_point(first, units_.end(), [&](const Unit& unit) { return unit.first < tokens.second; });
    return {static_cast<std::size_t>(first - units_.begin()), static_cast<std::size_t>(last - units_.begin())};
}

bool Spared::altogether(const Rule& rule) const {
    return rule.yields == Yields::altogether && std::any_of(aside_.begin(), aside_.end(), [&](const SetAside& one) {
               return one.rule == rule.code && one.words.empty();
           });
}

void Spared::add_exceptions(const Rule& rule, std::vector<PhraseHit>& exceptions) const {
    if (rule.yields == Yields::never) return;
    for (std::size_t i = 0; i < aside_.size(); ++i) {
        if (aside_[i].rule != rule.code) continue;
        for (const auto& place : places_[i]) {
            const auto [first, last] = in_units(place);
            if (first < last) exceptions.push_back({0, first, last});
        }
    }
}

bool Spared::harmless(const Rule& rule, const PhraseHit& hit) const {
    return rule.yields != Yields::never && on_harmless_words(units_[hit.first].first, units_[hit.last - 1].last);
}

std::vector<TermHit> Spared::harmful(std::vector<TermHit> terms) const {
    std::erase_if(terms, [&](const TermHit& hit) { return on_harmless_words(hit.first, hit.last); });
    return terms;
}

bool Spared::on_harmless_words(std::size_t first, std::size_t last) const {
    for (std::size_t i = 0; i < aside_.size(); ++i) {
        if (!aside_[i].rule.empty()) continue;
        for (const auto& place : places_[i])
            if (place.first < last && place.second > first) return true;
    }
    return false;
}

}  // namespace models::text
