#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace models {

/// The names of an enumeration whose values are 0, 1, 2...: one table for both directions.
template <class Enum, std::size_t N>
struct Names {
    std::array<std::string_view, N> names;

    std::string_view of(Enum value) const { return names[static_cast<std::size_t>(value)]; }
    std::optional<Enum> find(std::string_view name) const {
        for (std::size_t i = 0; i < N; ++i)
            if (names[i] == name) return static_cast<Enum>(i);
        return std::nullopt;
    }
};

}  // namespace models
