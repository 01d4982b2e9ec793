#pragma once

#include <cstddef>
#include <string_view>

namespace models {

/// How long X says a text is. Letters of most alphabets count one, everything else two, a whole emoji two and an
/// address 23, whatever its length.
///
/// Source  twitter-text, configuration 3. Of addresses without "https://" only those are recognised that end in a
///         country or in one of the best-known endings; X knows some 1,500 more.
/// Bytes that are not UTF-8 count as one foreign character each.
std::size_t x_length(std::string_view text);

/// Whether X makes an address of some part of the text, by the same rules.
bool x_has_link(std::string_view text);

}  // namespace models
