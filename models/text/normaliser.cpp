#include "models/text/normaliser.hpp"

#include "models/text/tokeniser.hpp"

#include <algorithm>
#include <span>

#include <unicode/uchar.h>

namespace models::text {

namespace {

bool is_space(char32_t c) {
    return c == ' ' || c == '\n';
}
bool is_kept_sign(char32_t c) {
    return c == '!' || c == '?' || c == 0xA3 || c == '$' || c == '%';
}
bool ends_sentence(char32_t c) {
    return c == '.' || c == '!' || c == '?' || c == '\n';
}
bool may_stand_inside(char32_t c) {
    return c == '\'' || c == '@' || c == '$' || c == '!' || c == '+' || c == '|' || c == '*' || c == 0x20AC ||
           c == 0xA1;
}

class Tokeniser {
  public:
    Tokeniser(const std::vector<FoldedChar>& chars, bool latin) : chars_{chars}, latin_{latin} {}

    std::vector<Token> run() {
        while (at_ < chars_.size()) {
            if (is_space(chars_[at_].c))
                skip();
            else
                chunk();
        }
        return std::move(tokens_);
    }

  private:
    char32_t char_at(std::size_t i) const { return i < chars_.size() ? chars_[i].c : U' '; }
    bool wordy(std::size_t i) const { return is_letter(char_at(i)) || is_digit(char_at(i)); }

    void skip() {
        const auto c = chars_[at_++].c;
        if (gap_ < 0xFFFF) ++gap_;
        gap_marks_ = gap_marks_ || !is_space(c);
        new_line_ = new_line_ || c == '\n';
        hashtag_ = c == '#';
        sentence_start_ = sentence_start_ || ends_sentence(c);
    }

    void chunk() {
        auto end = at_;
        while (end < chars_.size() && !is_space(chars_[end].c)) ++end;
        const auto special = special_at(std::span{chars_}.subspan(at_, end - at_));
        if (special.length > 0) {
            add(special.kind, at_ + special.length);
            tokens_.back().raw = special.host;
            tokens_.back().text = special.kind == TokenKind::link    ? "url"
                                  : special.kind == TokenKind::email ? "@email"
                                                                     : "@user";
        }
        while (at_ < end) piece(end);
        hashtag_ = false;
    }

    void piece(std::size_t end) {
        const auto c = chars_[at_].c;
        const bool sign_for_letter =
            (c == '$' || c == '@') && is_letter(char_at(at_ + 1)) && is_letter(char_at(at_ + 2));
        if (wordy(at_) || sign_for_letter) return word(end);
        if (is_kept_sign(c)) return sign(c);
        if (const auto name = pictograph_name(c); !name.empty()) {
            add(TokenKind::pictograph, at_ + 1);
            tokens_.back().text = ':' + std::string{name} + ':';
            return;
        }
        if (u_charType(static_cast<UChar32>(c)) == U_OTHER_SYMBOL || latin_lookalike(c) != c) return symbol(c);
        skip();
    }

    /// In "#WhatABBCDay": at each capital that small letters stand before or behind.
    bool begins_word(std::size_t i) const {
        const bool small_behind = is_letter(char_at(i + 1)) && !chars_[i + 1].upper;
        return chars_[i].upper && (!chars_[i - 1].upper || small_behind);
    }

    /// Whether the word goes on at `i`, which is inside the chunk.
    bool goes_on(std::size_t i) const {
        const auto c = chars_[i].c;
        if (hashtag_ && begins_word(i)) return false;
        if (wordy(i)) return true;
        if ((c == '.' || c == ':') && is_digit(char_at(i - 1)) && is_digit(char_at(i + 1))) return true;
        if (c == '*') return is_letter(char_at(i - 1)) || char_at(i - 1) == '*';
        if (!may_stand_inside(c)) return false;
        // Up to two signs in a row with letters around them: "k!ll", "cra$$h".
        const auto before = char_at(i - 1);
        if (may_stand_inside(before)) return is_letter(char_at(i + 1));
        return wordy(i - 1) &&
               (is_letter(char_at(i + 1)) || (may_stand_inside(char_at(i + 1)) && is_letter(char_at(i + 2))));
    }

    void word(std::size_t end) {
        auto stop = at_ + 1;
        while (stop < end && goes_on(stop)) ++stop;
        const std::span<const FoldedChar> chars{chars_.data() + at_, stop - at_};
        const bool number =
            std::none_of(chars.begin(), chars.end(), [](const FoldedChar& item) { return is_letter(item.c); });
        const bool capital = chars.front().upper && (chars.size() == 1 || !chars[1].upper);
        add(number ? TokenKind::number : TokenKind::word, stop);
        auto& token = tokens_.back();
        token.capital = capital && !hashtag_;  // there every word has one
        token.text = plain_word(chars, latin_);
        for (const auto& item : chars) append_utf8(token.raw, item.c);
    }

    void sign(char32_t c) {
        add(TokenKind::sign, at_ + 1);
        append_utf8(tokens_.back().text, c);
        while (at_ < chars_.size() && chars_[at_].c == c) tokens_.back().end = chars_[at_++].end;
        sentence_start_ = ends_sentence(c);
    }

    void symbol(char32_t c) {
        const auto letter = latin_lookalike(c);
        add(letter == c ? TokenKind::pictograph : TokenKind::word, at_ + 1);
        append_utf8(tokens_.back().text, letter);
        tokens_.back().raw = tokens_.back().text;
    }

    void add(TokenKind kind, std::size_t stop) {
        Token token;
        token.kind = kind;
        token.begin = chars_[at_].begin;
        token.end = chars_[stop - 1].end;
        token.gap = gap_;
        token.gap_marks = gap_marks_;
        token.new_line = new_line_;
        token.sentence_start = sentence_start_ || tokens_.empty();
        // One character can fold into several that then belong to different tokens: keep spans apart.
        if (!tokens_.empty()) token.begin = std::max(token.begin, tokens_.back().end);
        token.end = std::max(token.begin, token.end);
        tokens_.push_back(std::move(token));
        at_ = stop;
        gap_ = 0;
        gap_marks_ = new_line_ = sentence_start_ = false;
    }

    const std::vector<FoldedChar>& chars_;
    bool latin_;
    std::vector<Token> tokens_;
    std::size_t at_{0};
    std::uint16_t gap_{0};
    bool gap_marks_{false};
    bool new_line_{false};
    bool sentence_start_{false};
    bool hashtag_{false};  ///< in a chunk that follows "#"
};

}  // namespace

Normalised normalise(std::string_view original, std::size_t max_bytes) {
    const auto chars = fold(original, max_bytes);
    Normalised out;
    std::size_t ascii = 0;
    for (const auto& item : chars) {
        if (!is_letter(item.c)) continue;
        ++out.letters;
        if (is_ascii_letter(item.c)) ++ascii;
        if (is_ascii_letter(latin_lookalike(item.c))) ++out.latin_letters;
    }
    // In a text of another script its letters are letters; in a Latin one they are a disguise.
    const bool latin = 2 * ascii >= out.letters;
    if (!latin) out.latin_letters = ascii;
    out.tokens = Tokeniser{chars, latin}.run();
    join_single_letters(out.tokens);
    return out;
}

std::string Normalised::line() const {
    std::string line;
    for (const auto& token : tokens) {
        if (token.text.empty()) continue;
        if (!line.empty()) line += ' ';
        line += token.text;
    }
    return line;
}

}  // namespace models::text
