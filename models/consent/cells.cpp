// What stands in one cell of an export.

#include "models/consent/export_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace models::consent {

namespace {

std::string small(std::string_view text) {
    std::string letters{text};
    for (auto& c : letters)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return letters;
}

template <std::size_t N>
bool is_any(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

// An "x" is not among them: some mean a tick with it and some a cross.
constexpr std::array<std::string_view, 12> kYes{"y", "yes", "true", "t",     "1",        "tick",
                                                "✓", "✔",   "☑",    "given", "accepted", "granted"};
constexpr std::array<std::string_view, 13> kNo{"n", "no", "false", "f",        "0",      "declined", "refused",
                                               "✗", "✘",  "☒",     "rejected", "denied", "not given"};
constexpr std::array<std::string_view, 9> kNothing{
    "", "-", "n/a", "not returned", "not recorded", "unknown", "pending", "no response", "☐"};
constexpr std::array<std::string_view, 2> kTakenBack{"withdrawn", "revoked"};
constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

/// One part of a date: a number, or the name of a month. -1: neither.
int number_of(std::string_view part) {
    if (part.empty()) return -1;
    if (part.size() >= 3 && part.front() >= 'a') {
        const auto month = std::find(kMonths.begin(), kMonths.end(), part.substr(0, 3));
        return month == kMonths.end() ? -1 : static_cast<int>(month - kMonths.begin()) + 1;
    }
    int number = -1;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    return error == std::errc{} && end == part.data() + part.size() && part.size() <= 4 ? number : -1;
}

std::optional<Day> day_of(int year, int month, int day) {
    if (year < 1900 || year > 2200 || month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

}  // namespace

std::optional<Day> day_from(std::string_view text) {
    auto letters = small(text);
    // A time begins behind a space or a "t".
    if (const auto colon = letters.find(':'); colon != letters.npos) {
        const auto time = letters.find_last_of("t ", colon);
        letters.resize(time == letters.npos ? 0 : time);
    }
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    for (std::size_t at = letters.find_first_not_of("/-. ,"); at != letters.npos;) {
        const auto end = std::min(letters.find_first_of("/-. ,", at), letters.size());
        if (count == parts.size()) return std::nullopt;
        parts[count++] = std::string_view{letters}.substr(at, end - at);
        at = letters.find_first_not_of("/-. ,", end);
    }
    if (count != parts.size()) return std::nullopt;
    const bool year_first = parts[0].size() == 4;
    const auto year = number_of(parts[year_first ? 0 : 2]);
    const auto short_year = parts[2].size() == 2 && !year_first;
    return day_of(short_year && year >= 0 ? 2000 + year : year, number_of(parts[1]),
                  number_of(parts[year_first ? 2 : 0]));
}

std::optional<Decision> answer_from(std::string_view text) {
    const auto answer = small(text);
    if (is_any(answer, kNothing)) return Decision::not_returned;
    if (is_any(answer, kYes)) return Decision::yes;
    if (is_any(answer, kNo)) return Decision::no;
    if (is_any(answer, kTakenBack)) return Decision::withdrawn;
    return std::nullopt;
}

std::string year_group_from(std::string_view text) {
    const auto letters = small(text);
    if (is_any(letters, std::array<std::string_view, 4>{"r", "yr", "reception", "year r"})) return "Reception";
    if (is_any(letters, std::array<std::string_view, 2>{"n", "nursery"})) return "Nursery";
    std::string_view rest{letters};
    for (const std::string_view word : {"national curriculum ", "curriculum ", "year", "yr", "y"}) {
        if (!rest.starts_with(word)) continue;
        rest.remove_prefix(word.size());
    }
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    int number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    const bool plain = error == std::errc{} && end == rest.data() + rest.size();
    return plain && number >= 1 && number <= 14 ? "Year " + std::to_string(number) : std::string{text};
}

}  // namespace models::consent
