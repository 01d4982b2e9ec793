#pragma once

#include "models/text/normaliser.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace models::text {

/// What a stretch of characters without white space begins with, when it is not a word.
struct Special {
    TokenKind kind{TokenKind::word};
    std::size_t length{0};  ///< characters it covers; 0: nothing special
    std::string host;       ///< of a link
};

/// Recognises links (also without a scheme), e-mail addresses and @mentions. Linear in the chunk.
Special special_at(std::span<const FoldedChar> chunk);

/// Undoes disguises inside one word: look-alike letters, digits and signs for letters between letters,
/// letters repeated more than twice.
/// `latin` says that the text as a whole is written in Latin letters.
std::string plain_word(std::span<const FoldedChar> word, bool latin);

/// Joins letters that stand alone one after the other: "k i l l", "k.y.s".
void join_single_letters(std::vector<Token>& tokens);

}  // namespace models::text
