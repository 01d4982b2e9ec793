#pragma once

#include <cstddef>
#include <string_view>

namespace moderation::web {

/// One character of a text and how many bytes it takes. A byte that is not UTF-8 is U+FFFD of length 1.
struct Character {
    char32_t code{0xFFFD};
    std::size_t bytes{1};
};

/// REQUIRES: `at` < text.size().
Character character_at(std::string_view text, std::size_t at);
/// The start of the character that contains byte `at`; text.size() when `at` lies outside.
std::size_t character_start(std::string_view text, std::size_t at);
/// C0 and C1 control characters except tab and line breaks.
bool is_control(char32_t code);
/// Characters that change the direction of what follows.
bool is_direction(char32_t code);
std::size_t count_characters(std::string_view text);

}  // namespace moderation::web
