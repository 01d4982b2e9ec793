#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace models::text {

/// One character after folding, and where it came from.
struct FoldedChar {
    char32_t c{0};
    std::uint32_t begin{0};  ///< byte offsets of its source in the original
    std::uint32_t end{0};
    bool upper{false};  ///< the source was a capital letter
};

/// Compatibility decomposition, case folding, accents and invisible characters (zero width, bidi controls,
/// variation selectors, skin tones) taken away; every kind of white space becomes ' ', a line end '\n'.
/// Bytes that are not UTF-8 become U+FFFD.
///
/// Of an original longer than `max_bytes` only the first and the last half of that are folded, with a line
/// end between them. Linear in min(size, max_bytes).
std::vector<FoldedChar> fold(std::string_view original, std::size_t max_bytes);

/// The Latin letter that `c` is drawn to look like, or `c` itself. Only for folded characters.
char32_t latin_lookalike(char32_t c);
/// The name of a pictograph that matters for judging ("knife"), or nothing.
std::string_view pictograph_name(char32_t c);

bool is_letter(char32_t c);
bool is_ascii_letter(char32_t c);
bool is_digit(char32_t c);
void append_utf8(std::string& out, char32_t c);

}  // namespace models::text
