#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace runtime {

struct Utf8Character {
    std::uint32_t code;
    std::size_t length;  ///< bytes; 0: the bytes at this place are not UTF-8
};

/// The character that begins at byte `at`, refusing overlong forms, surrogates and what lies beyond U+10FFFF.
/// REQUIRES: at < text.size().
Utf8Character utf8_at(std::string_view text, std::size_t at);

/// Whether all of it is UTF-8 by the book.
bool is_utf8(std::string_view text);

}  // namespace runtime
