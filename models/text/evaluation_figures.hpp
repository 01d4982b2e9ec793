#pragma once

#include "models/text/measure.hpp"

#include <cstddef>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace models::text {

// How figures are written in all reports.

constexpr const char* kTunedOnIt =
    "The last steps of these models were found on these very texts: thresholds and probabilities flatter.";
constexpr const char* kNoFigure = "-";  ///< there is nothing to divide by

/// "0.984 (0.982 to 0.986)".
inline std::string with_interval(double value, const Interval& within) {
    return fmt::format("{:.3f} ({:.3f} to {:.3f})", value, within.low, within.high);
}

inline std::string with_interval(const std::optional<double>& value, const Interval& within) {
    return value ? with_interval(*value, within) : kNoFigure;
}

/// A share of texts.
inline std::string with_interval(std::size_t some, std::size_t all) {
    if (all == 0) return kNoFigure;
    return with_interval(static_cast<double>(some) / static_cast<double>(all), interval_of_share(some, all));
}

}  // namespace models::text
