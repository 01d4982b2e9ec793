#pragma once

#include "models/text/normaliser.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace models::text {

/// Words that need no reading.
struct Vocabulary {
    std::function<bool(const std::string&)> of_rules;   ///< some rule looks for the word
    std::function<bool(std::string_view)> of_language;  ///< people write it; empty: nobody can tell
};

/// How a word is to be read.
struct Meaning {
    std::vector<std::string> words;  ///< none when it is what it is
    bool guessed{false};             ///< it may be another: a name, a word of another language
};

/// What words that no rule knows are meant for: fixed ones ("2moz"), a dropped g, letters drawn out, and grave words
/// written around a filter with letters left out or starred. Of what is no word of the language either, the word it is
/// a slip or a star away from, or the words that were run together.
class Spellings {
  public:
    void add_alias(std::string_view word, std::string_view meaning);
    /// Recognises `word` written around.
    void add_grave(std::string_view word);
    /// A word of its own, however much it looks like a grave one.
    void add_spared(std::string_view word);

    /// Time is linear in the word.
    Meaning meant(const Token& token, const Vocabulary& words) const;

  private:
    void add_written(std::string written, std::string_view word);

    std::unordered_map<std::string, std::string> aliases_;
    std::unordered_map<std::string, std::string> grave_;  ///< by how it may be written
    std::unordered_set<std::string> spared_;
};

}  // namespace models::text
