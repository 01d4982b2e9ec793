#include "models/text/phrases.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

struct PhraseBook::Element {
    Symbol symbol{0};
    bool gap{false};
    bool optional{false};
};

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(separator, at), text.size());
        if (end > at) parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

void add_once(std::vector<Symbol>& list, Symbol symbol) {
    if (std::find(list.begin(), list.end(), symbol) == list.end()) list.push_back(symbol);
}

}  // namespace

PhraseBook::PhraseBook() : nodes_(1), any_{symbol("_")} {}

Symbol PhraseBook::symbol(std::string_view name) {
    const auto next = static_cast<Symbol>(names_.size());
    return names_.try_emplace(std::string{name}, next).first->second;
}

bool PhraseBook::has_class(std::string_view name) const {
    return names_.count(std::string{name}) > 0;
}

void PhraseBook::add_to_class(std::string_view word, std::string_view class_name) {
    add_once(members_[std::string{word}], symbol(class_name));
}

Symbol PhraseBook::alternatives(std::string_view element) {
    const auto whole = symbol(element);
    const auto parts = split(element, '|');
    if (parts.size() == 1) {
        if (element.front() != '@' && element.front() != '#' && element != "_")
            add_once(members_[std::string{element}], whole);
        return whole;
    }
    for (const auto part : parts) {
        if (part.front() == '@' || part.front() == '#')
            add_once(unions_[symbol(part)], whole);
        else
            add_once(members_[std::string{part}], whole);
    }
    return whole;
}

Result<std::size_t> PhraseBook::add(std::string_view phrase) {
    std::vector<Element> elements;
    for (auto part : split(phrase, ' ')) {
        Element element;
        element.gap = part == "..";
        element.optional = part.size() > 1 && part.back() == '?';
        if (element.optional) part.remove_suffix(1);
        if (!element.gap) element.symbol = alternatives(part);
        elements.push_back(element);
    }
    const auto number = phrases_;
    const bool bad =
        elements.empty() || elements.front().gap || elements.back().gap ||
        std::all_of(elements.begin(), elements.end(), [](const Element& e) { return e.optional || e.gap; });
    if (bad) return fail(ErrorKind::malformed, fmt::format("phrase \"{}\" begins or ends with .. or is empty", phrase));
    grow(elements, 0, number);
    ++phrases_;
    return number;
}

std::uint32_t PhraseBook::child(std::uint32_t node, Symbol symbol) {
    if (const auto found = nodes_[node].next.find(symbol); found != nodes_[node].next.end()) return found->second;
    const auto made = static_cast<std::uint32_t>(nodes_.size());
    nodes_[node].next[symbol] = made;
    nodes_.emplace_back();
    return made;
}

void PhraseBook::grow(std::span<const Element> rest, std::uint32_t node, std::size_t phrase) {
    if (rest.empty()) {
        if (auto& list = nodes_[node].phrases; std::find(list.begin(), list.end(), phrase) == list.end())
            list.push_back(phrase);
        return;
    }
    const auto& element = rest.front();
    if (element.optional) grow(rest.subspan(1), node, phrase);
    if (element.gap) {
        if (nodes_[node].after_gap == 0) {
            const auto made = static_cast<std::uint32_t>(nodes_.size());
            nodes_[node].after_gap = made;
            nodes_.emplace_back();
        }
        return grow(rest.subspan(1), nodes_[node].after_gap, phrase);
    }
    grow(rest.subspan(1), child(node, element.symbol), phrase);
}

void PhraseBook::symbols_of(std::string_view word, std::vector<Symbol>& out) const {
    const auto found = members_.find(std::string{word});
    if (found == members_.end()) return;
    for (const auto symbol : found->second) add_once(out, symbol);
}

void PhraseBook::reached(std::uint32_t node, std::size_t start, std::size_t end, std::vector<State>& alive,
                         std::vector<PhraseHit>& hits) const {
    const auto& there = nodes_[node];
    for (const auto phrase : there.phrases) hits.push_back({phrase, start, end});
    const auto keep = [&](State state) {
        const auto same = [&](const State& other) { return other.node == state.node && other.gap == state.gap; };
        if (alive.size() < kMaxStates && std::none_of(alive.begin(), alive.end(), same)) alive.push_back(state);
    };
    if (!there.next.empty()) keep({node, 0, start});
    if (there.after_gap != 0) keep({there.after_gap, kMaxGap, start});
}

std::vector<PhraseHit> PhraseBook::find(std::span<const Unit> units) const {
    std::vector<PhraseHit> hits;
    std::vector<State> alive;
    std::vector<State> next;
    std::vector<Symbol> symbols;
    for (std::size_t i = 0; i < units.size(); ++i) {
        symbols = units[i].symbols;
        for (std::size_t k = 0; k < symbols.size(); ++k)
            if (const auto found = unions_.find(symbols[k]); found != unions_.end())
                for (const auto more : found->second) add_once(symbols, more);
        symbols.push_back(any_);
        next.clear();
        alive.push_back({0, 0, i});
        for (const auto& state : alive) {
            for (const auto symbol : symbols)
                if (const auto found = nodes_[state.node].next.find(symbol); found != nodes_[state.node].next.end())
                    reached(found->second, state.start, i + 1, next, hits);
            if (state.gap > 0 && next.size() < kMaxStates) next.push_back({state.node, state.gap - 1, state.start});
        }
        std::swap(alive, next);
    }
    return hits;
}

}  // namespace models::text
