// Undoing disguises: look-alikes, leet, repeats, letters one by one.

#include "models/text/tokeniser.hpp"

#include <algorithm>
#include <array>

namespace models::text {

namespace {

// Digits and signs that stand for a letter when letters stand on both sides of them.
char32_t unleet(char32_t c) {
    switch (c) {
        case '0': return 'o';
        case '1': return 'i';
        case '3': return 'e';
        case '4': return 'a';
        case '5': return 's';
        case '7': return 't';
        case '8': return 'b';
        case '@': return 'a';
        case '$': return 's';
        case '!': return 'i';
        case '+': return 't';
        case '|': return 'l';
        default: return c;
    }
}

bool changes(char32_t c) {
    return unleet(c) != c;
}

/// Whether some run of leet characters has letters on both sides ("k1ll"), unlike "y6", "3pm" or "u18".
bool has_inner_leet(const std::u32string& word) {
    bool letter_before = false;
    bool leet_since = false;
    for (const auto c : word) {
        if (changes(c)) {
            leet_since = letter_before;
        } else if (is_letter(c)) {
            if (leet_since) return true;
            letter_before = true;
        } else {
            letter_before = leet_since = false;
        }
    }
    return false;
}

bool begins_with_sign_for_letter(const std::u32string& word) {
    return word.size() >= 3 && (word[0] == '$' || word[0] == '@') && is_letter(word[1]) && is_letter(word[2]);
}

std::string capped(const std::u32string& word) {
    std::string out;
    char32_t before = 0;
    int run = 0;
    for (const auto c : word) {
        run = c == before ? run + 1 : 1;
        before = c;
        if (c == '\'' || (run > 2 && !is_digit(c))) continue;
        append_utf8(out, c);
    }
    return out;
}

bool single_letter(const Token& token) {
    if (token.raw.size() != 1) return false;
    const auto c = static_cast<unsigned char>(token.raw.front());
    return token.kind == TokenKind::word ? is_ascii_letter(c) : token.kind == TokenKind::number && changes(c);
}

/// The same kind of gap as before in the run: "k i l l", "k.i.l.l" or "k . i . l . l", but not "e.g. p.s."; none
/// between letters in boxes, each of which is a word of its own.
bool goes_on(const Token& token, const Token& before, bool first_gap) {
    if (!single_letter(token) || token.new_line) return false;
    if (!first_gap && (token.gap != before.gap || token.gap_marks != before.gap_marks)) return false;
    return token.gap <= 1 || (token.gap == 3 && token.gap_marks);
}

/// Three letters with marks between ("k.y.s"), or four with spaces ("k i l l"; "u r a" is three words).
bool worth_joining(std::span<const Token> run) {
    const auto letters =
        std::count_if(run.begin(), run.end(), [](const Token& token) { return token.kind == TokenKind::word; });
    if (letters < 3 || run.front().kind != TokenKind::word) return false;
    const bool marks = std::all_of(run.begin() + 1, run.end(), [](const Token& token) { return token.gap_marks; });
    if (marks || letters >= 4) return true;
    return run.size() == 3 && run[0].raw == "k" && run[1].raw == "y" && run[2].raw == "s";
}

Token joined(std::span<const Token> run) {
    Token token = run.front();
    token.end = run.back().end;
    token.raw.clear();
    std::u32string word;
    for (const auto& part : run) {
        token.raw += part.raw;
        word += static_cast<unsigned char>(part.raw.front());
    }
    for (auto& c : word) c = unleet(c);
    token.text = capped(word);
    return token;
}

}  // namespace

std::string plain_word(std::span<const FoldedChar> chars, bool latin) {
    std::u32string word;
    word.reserve(chars.size());
    const bool mixed = latin || std::any_of(chars.begin(), chars.end(),
                                            [](const FoldedChar& item) { return is_ascii_letter(item.c); });
    for (const auto& item : chars) word += mixed ? latin_lookalike(item.c) : item.c;
    if (has_inner_leet(word) || begins_with_sign_for_letter(word))
        for (auto& c : word) c = unleet(c);
    return capped(word);
}

void join_single_letters(std::vector<Token>& tokens) {
    std::vector<Token> out;
    out.reserve(tokens.size());
    for (std::size_t i = 0; i < tokens.size();) {
        std::size_t end = i + 1;
        if (single_letter(tokens[i]))
            while (end < tokens.size() && goes_on(tokens[end], tokens[end - 1], end == i + 1)) ++end;
        const std::span<const Token> run{tokens.data() + i, end - i};
        if (worth_joining(run))
            out.push_back(joined(run));
        else
            std::move(tokens.begin() + static_cast<std::ptrdiff_t>(i),
                      tokens.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(out));
        i = end;
    }
    tokens = std::move(out);
}

}  // namespace models::text
