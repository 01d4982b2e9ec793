#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/policy/csv.hpp"

namespace models::consent {

/// The bytes of an export as UTF-8, whatever they were written in: UTF-8 with or without its mark, UTF-16 with one,
/// and otherwise Windows-1252, in which every byte means something.
std::string decoded(std::string_view bytes);

/// A table of an export. Commas, semicolons or tabs separate: whichever the first line has most of, or `sep=;` says.
tl::expected<std::vector<config::CsvRecord>, config::CsvError> read_export(std::string_view bytes);

/// What one export may hold.
inline constexpr std::size_t kExportBytesMax = 20'000'000;
inline constexpr std::size_t kExportRecordsMax = 10'000;

}  // namespace models::consent
