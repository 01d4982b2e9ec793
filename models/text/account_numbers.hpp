#pragma once

#include "models/text/normaliser.hpp"

#include <cstddef>
#include <span>

namespace models::text {

// Numbers that carry their own check digits, so that a timetable or a score is none. Each says how many tokens from the
// first one on are one such number, written together or in groups; 0: it is not there. All look at a few tokens only.

/// A bank card: 13 to 19 digits of an issuer, with the check digit of ISO/IEC 7812.
std::size_t card_number_at(std::span<const Token> tokens);
/// "GB82 WEST 1234 5698 7654 32", with the check digits of ISO 13616.
std::size_t iban_at(std::span<const Token> tokens);
/// A British National Insurance number: "AB 12 34 56 C". It has no check digit; its letters are restricted.
std::size_t insurance_number_at(std::span<const Token> tokens);

}  // namespace models::text
