#pragma once

#include "config/runtime/result.hpp"
#include "models/text/normaliser.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace models::text {

/// What a word of the lexicon attacks.
enum class TermKind : std::uint8_t { profanity, sexual, origin, religion, orientation, disability, insult };

struct Term {
    TermKind kind{TermKind::profanity};
    int strength{0};  ///< tenths: 10 mild to 30 worst
    bool slur() const {
        return kind == TermKind::origin || kind == TermKind::religion || kind == TermKind::orientation;
    }
};

struct TermHit {
    Term term;
    std::size_t first{0};  ///< tokens [first, last)
    std::size_t last{0};
};

/// Profanity and slurs of one to three words, kept as 64-bit hashes: nobody has to read or ship the list.
class Lexicon {
  public:
    /// malformed names the line.
    static runtime::Result<Lexicon> parse(std::string_view tsv);
    /// The longest term at every token. Linear.
    std::vector<TermHit> find(std::span<const Token> tokens) const;
    std::size_t size() const { return terms_.size(); }

  private:
    std::unordered_map<std::uint64_t, Term> terms_;
};

/// The lexicon's text form from the CSV of a profanity list (text, ..., category_1, ..., severity_rating).
/// Ambiguous mild words are left out: a school's page is full of them.
runtime::Result<std::string> lexicon_from_csv(const std::string& path);

}  // namespace models::text
