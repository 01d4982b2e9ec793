#pragma once

#include "models/text/normaliser.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace models::text {

/// Words to look for as people write them, made comparable once and not for every text.
class WrittenWords {
  public:
    WrittenWords(std::string written = {});

    const std::string& written() const { return written_; }
    /// Holds nothing that could be found.
    bool empty() const { return tokens_.empty(); }
    /// The first places where they stand, in disguise too, as tokens [first, last). None for no words.
    std::vector<std::pair<std::size_t, std::size_t>> places_in(std::span<const Token> text) const;

  private:
    static constexpr std::size_t kPlacesMax = 64;

    std::string written_;
    std::vector<Token> tokens_;
};

}  // namespace models::text
