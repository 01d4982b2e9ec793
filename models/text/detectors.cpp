#include "models/text/detectors.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace models::text {

namespace {

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool digits_only(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool letter_at(std::string_view text, std::size_t i) {
    return i < text.size() && text[i] >= 'a' && text[i] <= 'z';
}
bool digit_at(std::string_view text, std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
}

bool is_british_number(std::string_view digits) {
    if (digits.starts_with("0044")) return digits.size() >= 13 && digits.size() <= 14;
    if (digits.starts_with("44")) return digits.size() == 12;
    const bool prefix = digits.starts_with("07") || digits.starts_with("01") || digits.starts_with("02");
    return prefix && (digits.size() == 11 || (digits.size() == 10 && digits[1] == '1'));
}

/// The digits a token says, "double" as "d", or nothing. Points belong to a number only where it is whole without
/// them ("07700.900.123"): in "02.12.2025 5.30" they do not.
std::string digits_of(const Token& token) {
    constexpr std::array<std::string_view, 10> kWords{"zero", "one", "two",   "three", "four",
                                                      "five", "six", "seven", "eight", "nine"};
    if (digits_only(token.raw)) return token.raw;
    auto digits = token.raw;
    std::erase(digits, '.');
    if (digits_only(digits) && is_british_number(digits)) return digits;
    if (token.text == "hundred") return "00";
    if (token.text == "oh" || token.text == "o" || token.text == "nought") return "0";
    if (token.text == "double") return "d";
    const auto* found = std::find(kWords.begin(), kWords.end(), token.text);
    return found == kWords.end() ? std::string{} : std::string(1, static_cast<char>('0' + (found - kWords.begin())));
}

std::size_t outward_length(std::string_view text) {
    std::size_t i = 0;
    while (i < 2 && letter_at(text, i)) ++i;
    if (i == 0 || !digit_at(text, i)) return 0;
    ++i;
    if (digit_at(text, i) &&
        !(digit_at(text, i) && letter_at(text, i + 1) && letter_at(text, i + 2) && i + 3 == text.size()))
        ++i;
    else if (letter_at(text, i) && (digit_at(text, i + 1) || i + 1 == text.size()))
        ++i;
    return i;
}

bool is_inward(std::string_view text) {
    return text.size() == 3 && digit_at(text, 0) && letter_at(text, 1) && letter_at(text, 2);
}

}  // namespace

std::size_t phone_at(std::span<const Token> tokens) {
    constexpr std::size_t kMaxTokens = 16;
    std::string digits;
    bool doubled = false;
    std::size_t found = 0;
    for (std::size_t i = 0; i < std::min(tokens.size(), kMaxTokens); ++i) {
        const auto more = digits_of(tokens[i]);
        if (more.empty() || (i == 0 && more == "d") || digits.size() > 14) break;
        if (more == "d") {
            doubled = true;
            continue;
        }
        digits += more;
        if (doubled) digits += more;
        doubled = false;
        if (is_british_number(digits)) found = i + 1;
    }
    return found;
}

std::size_t spelt_email_at(std::span<const Token> tokens) {
    constexpr std::array<std::string_view, 8> kEnds{"com", "org", "net", "uk", "co", "me", "io", "scot"};
    constexpr std::size_t kMaxDots = 3;
    constexpr std::array<std::string_view, 16> kNoNames{"look", "you",  "me",   "us",    "up",    "out",
                                                        "is",   "are",  "home", "here",  "there", "only",
                                                        "now",  "find", "meet", "school"};
    if (one_of(tokens[0].text, kNoNames)) return 0;
    std::size_t at = 1;
    const auto more = [&] { return at + 1 < tokens.size() && tokens[at].text == "dot"; };
    for (std::size_t dots = 0; dots < kMaxDots && more(); ++dots) at += 2;
    if (at + 1 >= tokens.size() || tokens[at].text != "at") return 0;
    const bool bracketed = tokens[at].gap_marks;  // "look at example.com" is no address
    at += 2;
    if (tokens[at - 1].kind == TokenKind::link) return bracketed ? at : 0;
    const auto host = at;
    for (std::size_t dots = 0; dots < kMaxDots && more(); ++dots) at += 2;
    return at > host && one_of(tokens[at - 1].text, kEnds) ? at : 0;
}

std::size_t postcode_at(std::span<const Token> tokens) {
    const std::string_view first = tokens[0].raw;
    if (first.size() < 2 || first.size() > 7) return 0;
    const auto outward = outward_length(first);
    if (outward == 0) return 0;
    if (first.size() == outward) {
        const bool inward = tokens.size() > 1 && is_inward(tokens[1].raw) && tokens[1].gap == 1 && !tokens[1].gap_marks;
        return inward ? 2 : 0;
    }
    return is_inward(first.substr(outward)) ? 1 : 0;
}

std::size_t address_at(std::span<const Token> tokens) {
    constexpr std::array<std::string_view, 15> kStreets{"lane",  "road",    "rd",    "street",   "avenue",
                                                        "ave",   "close",   "drive", "crescent", "terrace",
                                                        "grove", "gardens", "mews",  "way",      "court"};
    constexpr std::array<std::string_view, 16> kNotNames{"the",  "a",   "very",      "more",  "of",   "to",
                                                         "was",  "is",  "are",       "were",  "mile", "miles",
                                                         "down", "way", "different", "metres"};
    const auto number = small_number(tokens[0]);
    const auto& raw = tokens[0].raw;
    const bool with_letter = raw.size() >= 2 && raw.size() <= 4 && letter_at(raw, raw.size() - 1) &&
                             digits_only(std::string_view{raw}.substr(0, raw.size() - 1)) && raw.back() <= 'f';
    if (number <= 0 && !with_letter) return 0;
    for (std::size_t i = 2; i < std::min<std::size_t>(tokens.size(), 4); ++i) {
        if (tokens[i - 1].kind != TokenKind::word || one_of(tokens[i - 1].text, kNotNames)) return 0;
        if (one_of(tokens[i].text, kStreets)) return i + 1;
    }
    return 0;
}

std::size_t sort_code_at(std::span<const Token> tokens) {
    if (tokens.size() < 3) return 0;
    for (std::size_t i = 0; i < 3; ++i) {
        if (tokens[i].raw.size() != 2 || !digits_only(tokens[i].raw)) return 0;
        if (i > 0 && (tokens[i].gap != 1 || !tokens[i].gap_marks)) return 0;
    }
    return 3;
}

std::size_t year_group_at(std::span<const Token> tokens) {
    constexpr std::array<std::string_view, 5> kYear{"year", "yr", "yrs", "y", "class"};
    const std::string_view word = tokens[0].raw;
    // "6", "13", "6b", "9s"
    const auto grade = [](std::string_view text) {
        std::size_t digits = 0;
        int number = 0;
        while (digits < 2 && digit_at(text, digits)) number = 10 * number + (text[digits++] - '0');
        const auto form = text.substr(digits);
        return number >= 1 && number <= 13 &&
               (form.empty() || form == "s" || (form.size() == 1 && form[0] >= 'a' && form[0] <= 'h'));
    };
    if (one_of(word, kYear)) return tokens.size() > 1 && grade(tokens[1].raw) && tokens[1].gap <= 2 ? 2 : 0;
    for (const std::string_view prefix : {"year", "yr", "y"})
        if (word.starts_with(prefix) && grade(word.substr(prefix.size()))) return 1;
    return 0;
}

std::size_t titled_at(std::span<const Token> tokens) {
    constexpr std::array<std::string_view, 8> kTitles{"mr", "mrs", "miss", "ms", "mister", "dr", "mx", "sir"};
    if (!one_of(tokens[0].text, kTitles) || tokens.size() < 2 || tokens[1].kind != TokenKind::word) return 0;
    if (tokens[1].gap > 2) return 0;
    // "miss you", "sir why": without a capital only the titles that mean nothing else.
    const bool certain = tokens[0].text != "miss" && tokens[0].text != "ms" && tokens[0].text != "sir";
    const bool named = tokens[1].capital && (tokens[0].text != "sir" || tokens[0].capital);
    return named || (certain && tokens[1].text != "and") ? 2 : 0;
}

std::size_t time_at(std::span<const Token> tokens) {
    const std::string_view raw = tokens[0].raw;
    std::size_t digits = 0;
    while (digit_at(raw, digits)) ++digits;
    if (digits >= 1 && digits <= 2 && digits < raw.size()) {
        const auto rest = raw.substr(digits);
        if (rest == "pm" || rest == "am" || rest == "ish" || rest == "oclock") return 1;
        const bool minutes =
            (rest[0] == '.' || rest[0] == ':') && digit_at(rest, 1) && rest[1] <= '5' && digit_at(rest, 2);
        if (minutes && (rest.size() == 3 || rest.substr(3) == "pm" || rest.substr(3) == "am")) return 1;
    }
    if (tokens.size() < 2) return 0;
    const auto& next = tokens[1].text;
    if (small_number(tokens[0]) > 0 && small_number(tokens[0]) <= 12 &&
        (next == "pm" || next == "am" || next == "oclock"))
        return 2;
    constexpr std::array<std::string_view, 6> kHours{"two", "three", "four", "five", "eight", "nine"};
    if (tokens[0].text == "half" && (one_of(next, kHours) || (tokens.size() > 2 && next == "past")))
        return next == "past" ? 3 : 2;
    return 0;
}

int small_number(const Token& token) {
    if (!digits_only(token.raw) || token.raw.size() > 4) return -1;
    int number = 0;
    for (const char c : token.raw) number = number * 10 + (c - '0');
    return number;
}

bool is_shortener(const Token& link) {
    constexpr std::array<std::string_view, 16> kHosts{
        "bit.ly",      "tinyurl.com", "t.co",    "goo.gl",    "cutt.ly",    "rb.gy",   "is.gd",      "ow.ly",
        "shorturl.at", "t.me",        "tiny.cc", "linktr.ee", "discord.gg", "buff.ly", "rebrand.ly", "wa.me"};
    std::string_view host = link.raw;
    if (host.starts_with("www.")) host.remove_prefix(4);
    return one_of(host, kHosts);
}

}  // namespace models::text
