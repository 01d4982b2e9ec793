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

bool PhraseBook::is_in(const std::string& word, std::string_view class_name) const {
    const auto known = names_.find(std::string{class_name});
    const auto classes = members_.find(word);
    return known != names_.end() && classes != members_.end() &&
           std::find(classes->second.begin(), classes->second.end(), known->second) != classes->second.end();
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
    for (const auto& [known, next] : nodes_[node].next)
        if (known == symbol) return next;
    const auto made = static_cast<std::uint32_t>(nodes_.size());
    nodes_[node].next.emplace_back(symbol, made);
    nodes_.emplace_back();
    if (node == 0) {
        first_.resize(names_.size());
        first_[symbol] = made;
    }
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
    if (found != members_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
}

/// One pass over one text. What is alive, and what stands at a unit, is marked with the unit's number, so that
/// nothing has to be searched or cleared.
struct PhraseBook::Run {
    explicit Run(const PhraseBook& book_)
        : book{book_}, present(book_.names_.size()), seen(book_.nodes_.size() * (kMaxGap + 1)) {}

    void unit(const Unit& unit, std::uint32_t mark) {
        now = mark;
        next.clear();
        symbols.clear();
        for (const auto symbol : unit.symbols) arrive(symbol);
        for (std::size_t i = 0; i < symbols.size(); ++i)
            if (const auto found = book.unions_.find(symbols[i]); found != book.unions_.end())
                for (const auto more : found->second) arrive(more);
        arrive(book.any_);
        for (const auto& state : alive) {
            for (const auto& [symbol, node] : book.nodes_[state.node].next)
                if (present[symbol] == now) reached(node, state.start);
            if (state.gap > 0) keep({state.node, state.gap - 1, state.start});
        }
        for (const auto symbol : symbols)
            if (symbol < book.first_.size() && book.first_[symbol] != 0) reached(book.first_[symbol], now - 1);
        std::swap(alive, next);
    }

    void arrive(Symbol symbol) {
        if (present[symbol] == now) return;
        present[symbol] = now;
        symbols.push_back(symbol);
    }

    void reached(std::uint32_t node, std::size_t start) {
        const auto& there = book.nodes_[node];
        for (const auto phrase : there.phrases) hits.push_back({phrase, start, now});
        if (!there.next.empty()) keep({node, 0, start});
        if (there.after_gap != 0) keep({there.after_gap, kMaxGap, start});
    }

    void keep(const State& state) {
        auto& mark = seen[state.node * (kMaxGap + 1) + state.gap];
        if (mark == now || next.size() >= kMaxStates) return;
        mark = now;
        next.push_back(state);
    }

    const PhraseBook& book;
    std::vector<std::uint32_t> present;  ///< by symbol
    std::vector<std::uint32_t> seen;     ///< by node and gap
    std::vector<Symbol> symbols;
    std::vector<State> alive;
    std::vector<State> next;
    std::vector<PhraseHit> hits;
    std::uint32_t now{0};
};

std::vector<PhraseHit> PhraseBook::find(std::span<const Unit> units) const {
    Run run{*this};
    for (std::size_t i = 0; i < units.size(); ++i) run.unit(units[i], static_cast<std::uint32_t>(i + 1));
    return std::move(run.hits);
}

}  // namespace models::text
