#pragma once

#include "models/text/fold.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace models::text {

enum class TokenKind : std::uint8_t { word, number, sign, pictograph, link, mention, email };

/// One word (or sign, link...) of a text, made comparable.
struct Token {
    TokenKind kind{TokenKind::word};
    std::string text;        ///< what rules and models read: leet undone, look-alikes mapped, repeats capped at two
    std::string raw;         ///< folded only: "k1ll" where `text` is "kill"; for a link its host
    std::uint32_t begin{0};  ///< byte offsets into the original
    std::uint32_t end{0};
    std::uint16_t gap{0};   ///< characters between the token before and this one
    bool gap_marks{false};  ///< some of them were not spaces
    bool new_line{false};   ///< the first of its line
    bool sentence_start{false};
    bool capital{false};  ///< the original begins with a capital and goes on in small letters
};

/// A text as tokens, each of which knows the bytes of the original it stands for. Tokens are in the order
/// of the original and do not overlap.
struct Normalised {
    std::vector<Token> tokens;
    std::size_t letters{0};        ///< of any script
    std::size_t latin_letters{0};  ///< those of them that are, or look like, a to z

    /// The line that fastText reads, in training and in service: the tokens' texts with spaces between.
    /// Never holds `</s>` or a word that begins with `__label__`, which fastText takes for its own.
    std::string line() const;
};

/// Never fails; time and memory are linear in min(size, max_bytes). A text longer than `max_bytes` is
/// normalised by its first and last halves of that.
Normalised normalise(std::string_view original, std::size_t max_bytes);

}  // namespace models::text
