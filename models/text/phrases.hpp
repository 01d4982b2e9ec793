#pragma once

#include "config/runtime/result.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace models::text {

/// A word, a class of words (`@weapon`) or something a detector found (`#phone`), as a number.
using Symbol = std::uint32_t;

/// One or several tokens that rules see as one: a word, "Mr Trellis", "AB12 3CD".
struct Unit {
    std::size_t first{0};  ///< tokens [first, last)
    std::size_t last{0};
    std::vector<Symbol> symbols;
};

/// A phrase found: units [first, last).
struct PhraseHit {
    std::size_t phrase{0};
    std::size_t first{0};
    std::size_t last{0};
};

/// Finds all phrases of a rule file in one pass over the units of a text.
///
/// A phrase is elements with spaces between: a word, `@class`, `#detector`, alternatives `a|b|@c`, `_` for
/// any one unit, `..` for none to three units, and `?` behind an element that may be missing.
/// The states alive at one unit are limited, so time is linear in the units whatever the text.
class PhraseBook {
  public:
    PhraseBook();

    /// The number of a word, class or detector; made when it is new.
    Symbol symbol(std::string_view name);
    /// Puts a word into a class.
    void add_to_class(std::string_view word, std::string_view class_name);
    /// malformed: empty, or begins or ends with `..`.
    runtime::Result<std::size_t> add(std::string_view phrase);

    /// Appends the symbols of a word of the text: itself when some phrase uses it, and its classes.
    void symbols_of(std::string_view word, std::vector<Symbol>& out) const;
    std::vector<PhraseHit> find(std::span<const Unit> units) const;
    std::size_t size() const { return phrases_; }
    bool has_class(std::string_view name) const;
    bool is_in(const std::string& word, std::string_view class_name) const;
    /// Whether some phrase or class uses the word.
    bool has_word(const std::string& word) const { return members_.contains(word); }

  private:
    struct Node {
        std::vector<std::pair<Symbol, std::uint32_t>> next;
        std::uint32_t after_gap{0};  ///< 0: no `..` here
        std::vector<std::size_t> phrases;
    };
    struct State {
        std::uint32_t node;
        std::uint32_t gap;  ///< units that `..` may still skip
        std::size_t start;
    };
    struct Element;
    static constexpr std::uint32_t kMaxGap = 3;
    static constexpr std::size_t kMaxStates = 1024;
    struct Run;

    Symbol alternatives(std::string_view element);
    std::uint32_t child(std::uint32_t node, Symbol symbol);
    void grow(std::span<const Element> rest, std::uint32_t node, std::size_t phrase);
    std::unordered_map<std::string, Symbol> names_;
    std::unordered_map<std::string, std::vector<Symbol>> members_;  ///< of a word
    std::map<Symbol, std::vector<Symbol>> unions_;                  ///< of a class: alternatives it is part of
    std::vector<Node> nodes_;                                       ///< the first is where every phrase begins
    std::vector<std::uint32_t> first_;  ///< by symbol: the node after it at the beginning of a phrase; 0: none
    std::size_t phrases_{0};
    Symbol any_;
};

}  // namespace models::text
