#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace config {

/// One record of a CSV file and the line where it begins.
struct CsvRecord {
    int line{0};
    std::vector<std::string> fields;
};

struct CsvError {
    int line{0};
    std::string what;
};

/// A table that goes beyond these was not written by a school.
struct CsvLimits {
    std::size_t records{5000};
    std::size_t fields{64};
    std::size_t field_bytes{4096};
};

/// Reads CSV as RFC 4180 has it: commas (or another separator), quotes doubled inside quotes, line breaks inside
/// quotes, LF or CRLF at the end of a record. Empty lines are left out, a byte order mark too. Stops at the first thing
/// that is wrong.
tl::expected<std::vector<CsvRecord>, CsvError> read_csv(std::string_view text, CsvLimits limits = {},
                                                        char separator = ',');

}  // namespace config
