#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace moderation::web {

/// A run of words that stayed, went or came.
struct Change {
    enum class Kind { same, removed, added };
    Kind kind{Kind::same};
    std::string text;
};

/// How one text became the other, word by word. `same` and `removed` together give `before` byte for byte, `same` and
/// `added` give `after`. Where two texts differ in so many words that a comparison would be costly, everything between
/// their common beginning and end counts as replaced.
std::vector<Change> text_diff(std::string_view before, std::string_view after);

inline constexpr std::size_t kDiffCellsMax = 1'000'000;  ///< words of one text times words of the other

}  // namespace moderation::web
