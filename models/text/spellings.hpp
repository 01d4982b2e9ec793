#pragma once

#include "models/text/normaliser.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace models::text {

/// What words that no rule knows are meant for: fixed ones ("2moz"), a dropped g, letters drawn out, and grave words
/// written around a filter with letters left out, swapped or starred.
class Spellings {
  public:
    /// Whether rules know the word.
    using Known = std::function<bool(const std::string&)>;

    void add_alias(std::string_view word, std::string_view meaning);
    /// Recognises `word` written around.
    void add_grave(std::string_view word);
    /// A word of its own, however much it looks like a grave one.
    void add_spared(std::string_view word);

    /// The word meant; nothing when it is what it is. Time is linear in the word.
    std::optional<std::string> meant(const Token& token, const Known& known) const;

  private:
    void add_written(std::string written, std::string_view word);

    std::unordered_map<std::string, std::string> aliases_;
    std::unordered_map<std::string, std::string> grave_;  ///< by how it may be written
    std::unordered_set<std::string> spared_;
};

}  // namespace models::text
