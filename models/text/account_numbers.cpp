#include "models/text/account_numbers.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace models::text {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool digits_only(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

/// Calls `use(so_far, tokens)` for what the first token, the first two... say together: small letters and digits, as
/// long as each stands right beside the one before and all have at most `most` characters.
template <class Use>
void each_joined(std::span<const Token> tokens, std::size_t most, const Use& use) {
    std::string joined;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto& raw = tokens[i].raw;
        const bool beside = i == 0 || tokens[i].gap <= 1;
        const bool plain =
            !raw.empty() && std::all_of(raw.begin(), raw.end(), [](char c) { return is_digit(c) || is_letter(c); });
        if (!beside || !plain || joined.size() + raw.size() > most) return;
        joined += raw;
        use(std::string_view{joined}, i + 1);
    }
}

/// ISO/IEC 7812: from the last digit on, every second one counts double.
bool has_check_digit(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
        const int value = (*digit - '0') * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

/// ISO 13616: country and check digits at the end, letters as 10 to 35, the whole one more than a multiple of 97.
bool has_check_digits(std::string_view iban) {
    unsigned rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()];
        rest = is_digit(c) ? (rest * 10 + static_cast<unsigned>(c - '0')) % 97
                           : (rest * 100 + static_cast<unsigned>(c - 'a') + 10) % 97;
    }
    return rest == 1;
}

bool is_insurance_number(std::string_view text) {
    constexpr std::string_view kNeverFirst = "dfiquv";
    constexpr std::string_view kNeverSecond = "dfiquvo";
    return text.size() == 9 && is_letter(text[0]) && is_letter(text[1]) && digits_only(text.substr(2, 6)) &&
           text[8] >= 'a' && text[8] <= 'd' && kNeverFirst.find(text[0]) == std::string_view::npos &&
           kNeverSecond.find(text[1]) == std::string_view::npos;
}

}  // namespace

std::size_t card_number_at(std::span<const Token> tokens) {
    constexpr std::size_t kDigitsMin = 13;
    constexpr std::size_t kDigitsMax = 19;
    const auto& first = tokens[0].raw;
    if (first.size() < 4 || first[0] < '3' || first[0] > '6') return 0;
    std::size_t found = 0;
    each_joined(tokens, kDigitsMax, [&](std::string_view number, std::size_t length) {
        if (number.size() >= kDigitsMin && digits_only(number) && has_check_digit(number)) found = length;
    });
    return found;
}

std::size_t iban_at(std::span<const Token> tokens) {
    constexpr std::size_t kLengthMin = 15;
    constexpr std::size_t kLengthMax = 34;
    const auto& first = tokens[0].raw;
    if (first.size() < 4 || !is_letter(first[0]) || !is_letter(first[1]) || !is_digit(first[2]) || !is_digit(first[3]))
        return 0;
    std::size_t found = 0;
    each_joined(tokens, kLengthMax, [&](std::string_view iban, std::size_t length) {
        if (iban.size() >= kLengthMin && has_check_digits(iban)) found = length;
    });
    return found;
}

std::size_t insurance_number_at(std::span<const Token> tokens) {
    const auto& first = tokens[0].raw;
    if (first.size() < 2 || !is_letter(first[0]) || !is_letter(first[1]) || (first.size() > 2 && !is_digit(first[2])))
        return 0;
    std::size_t found = 0;
    each_joined(tokens, 9, [&](std::string_view number, std::size_t length) {
        if (is_insurance_number(number)) found = length;
    });
    return found;
}

}  // namespace models::text
