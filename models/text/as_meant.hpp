#pragma once

#include "models/text/rule_file.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace models::text {

/// A text with its words as they are meant, and the token of the text that each came from.
struct AsMeant {
    std::vector<Token> tokens;
    std::vector<std::size_t> from;
    std::vector<bool> guessed;  ///< by token of the text

    bool guessed_in(std::size_t first, std::size_t last) const {
        const auto begin = guessed.begin();
        return std::find(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last), true) !=
               begin + static_cast<std::ptrdiff_t>(last);
    }

    /// Makes a stretch of these tokens the stretch of the text's.
    void back_to_text(std::size_t& first, std::size_t& last) const {
        first = from[first];
        last = from[last - 1] + 1;
    }
};

/// Reads every token as the words it is meant for, as far as the file says so or, where `of_language` is given, as far
/// as can be guessed. A guess never makes a bad word of what is none. Linear.
AsMeant as_meant(std::span<const Token> tokens, const RuleFile& file, const Lexicon& lexicon,
                 const std::function<bool(std::string_view)>& of_language);

}  // namespace models::text
