#pragma once

#include "models/text/lexicon.hpp"
#include "models/text/normaliser.hpp"
#include "models/text/phrases.hpp"

#include <span>
#include <vector>

namespace models::text {

/// The numbers of what the detectors below find, for one phrase book.
struct DetectorSymbols {
    explicit DetectorSymbols(PhraseBook& book);

    Symbol phone, email, link, shortener, mention, postcode, address, sort_code, card_number, iban, insurance_number,
        money, time, number, age, year_group, titled, name, caps, slur, swear, sexual, insult, origin_slur,
        orientation_slur, disability_slur, strong, emoji;
};

/// What a text is to the rules: its tokens as units with symbols, and what the lexicon found.
struct Reading {
    std::vector<Unit> units;
    std::vector<TermHit> terms;
};

/// Finds phone numbers (also spaced or in words), postcodes, street addresses, numbers of accounts and cards, year
/// groups, ages, times, "Mr Trellis", links and the lexicon's terms, and joins what belongs together. Linear.
Reading read_units(std::span<const Token> tokens, const PhraseBook& book, const DetectorSymbols& detect,
                   const Lexicon& lexicon);

}  // namespace models::text
