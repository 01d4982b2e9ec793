#pragma once

#include "models/text/normaliser.hpp"

#include <cstddef>
#include <span>

namespace models::text {

// Each says how many tokens from the first one on are one such thing; 0: it is not there. All look at a few
// tokens only.

/// A British phone number: digits together, spaced, in words ("oh seven seven..."), with +44.
std::size_t phone_at(std::span<const Token> tokens);
/// "jay at example dot com".
std::size_t spelt_email_at(std::span<const Token> tokens);
/// "AB12 3CD", "ab123cd".
std::size_t postcode_at(std::span<const Token> tokens);
/// "4 Alder Lane".
std::size_t address_at(std::span<const Token> tokens);
/// "12-34-56".
std::size_t sort_code_at(std::span<const Token> tokens);
/// "Year 6", "yr5", "Y6", "year 13".
std::size_t year_group_at(std::span<const Token> tokens);
/// "Mr Trellis", "Miss F", "Mrs Quill".
std::size_t titled_at(std::span<const Token> tokens);
/// "3.15", "3pm", "15:30", "half three".
std::size_t time_at(std::span<const Token> tokens);

/// A whole number without anything else; -1 otherwise or above 9999.
int small_number(const Token& token);
/// A host that hides where a link goes.
bool is_shortener(const Token& link);

}  // namespace models::text
