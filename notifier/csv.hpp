#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace notifier {

/// One cell of a CSV file that people open in Excel: quoted after RFC 4180; a leading apostrophe keeps Excel
/// from running it as a formula (= + - @ TAB CR) and from rounding long numbers (16 digits and more).
std::string csv_cell(std::string_view text);

/// A row with its CRLF.
std::string csv_row(const std::vector<std::string>& cells);

/// What a CSV file begins with so that Excel reads UTF-8.
inline constexpr std::string_view kCsvStart = "\xEF\xBB\xBF";

}  // namespace notifier
