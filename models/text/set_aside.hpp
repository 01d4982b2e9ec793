#pragma once

#include "models/text/phrases.hpp"
#include "models/text/rules.hpp"
#include "models/text/written_words.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace models::text {

/// Where a shipped rule is not meant, at one school. Counts only as far as the rule yields (Rule::yields).
struct SetAside {
    std::string rule;    ///< its code; empty: all rules that yield, and the lexicon, on these very words
    WrittenWords words;  ///< near which the rule is not meant; none: nowhere
};

/// What a school set aside, as places of one text.
class Spared {
  public:
    /// Keeps references.
    Spared(std::span<const SetAside> aside, std::span<const Token> tokens, std::span<const Unit> units);

    /// The rule is not meant anywhere.
    bool altogether(const Rule& rule) const;
    /// One more exception for each place near which the rule is not meant, in units.
    void add_exceptions(const Rule& rule, std::vector<PhraseHit>& exceptions) const;
    /// The rule found it on words that are harmless here.
    bool harmless(const Rule& rule, const PhraseHit& hit) const;
    /// Those that do not stand on such words.
    std::vector<TermHit> harmful(std::vector<TermHit> terms) const;

  private:
    using Place = std::pair<std::size_t, std::size_t>;
    Place in_units(const Place& tokens) const;
    bool on_harmless_words(std::size_t first, std::size_t last) const;  ///< tokens

    std::span<const SetAside> aside_;
    std::span<const Unit> units_;
    std::vector<std::vector<Place>> places_;  ///< in tokens, by what was set aside
};

}  // namespace models::text
