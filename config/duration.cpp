#include "config/duration.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace config {

namespace {

using Unit = std::pair<std::string_view, std::int64_t>;

constexpr std::array<Unit, 5> kUnits{{{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1000}, {"ms", 1}}};
constexpr std::int64_t kLongest = std::int64_t{100} * 366 * 86'400'000;

std::string_view take_digits(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && text[length] >= '0' && text[length] <= '9') ++length;
    const auto digits = text.substr(0, length);
    text.remove_prefix(length);
    return digits;
}

std::string_view take_letters(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && text[length] >= 'a' && text[length] <= 'z') ++length;
    const auto letters = text.substr(0, length);
    text.remove_prefix(length);
    return letters;
}

}  // namespace

std::optional<std::chrono::milliseconds> duration_from(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::int64_t total = 0;
    std::size_t next_unit = 0;
    while (!text.empty()) {
        const auto digits = take_digits(text);
        const auto name = take_letters(text);
        if (digits.empty() || digits.size() > 12) return std::nullopt;
        std::size_t unit = next_unit;
        while (unit < kUnits.size() && kUnits[unit].first != name) ++unit;
        if (unit == kUnits.size()) return std::nullopt;
        const auto amount = std::stoll(std::string{digits});
        if (amount > kLongest / kUnits[unit].second) return std::nullopt;
        total += amount * kUnits[unit].second;
        if (total > kLongest) return std::nullopt;
        next_unit = unit + 1;
    }
    return std::chrono::milliseconds{total};
}

std::string to_string(std::chrono::milliseconds duration) {
    auto left = duration.count();
    if (left <= 0) return "0s";
    std::string text;
    for (const auto& [name, size] : kUnits) {
        if (left < size) continue;
        text += std::to_string(left / size);
        text += name;
        left %= size;
    }
    return text;
}

}  // namespace config
