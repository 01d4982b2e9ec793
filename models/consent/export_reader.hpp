#pragma once

#include "models/consent/columns.hpp"
#include "models/consent/pupil.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace models::consent {

/// Something in an export that cannot be right. Says where, and never what stands there: that may be a child's name.
struct ExportProblem {
    int line{0};
    std::string column;  ///< its header; empty: the whole line
    std::string what;
};

/// A pupil as one line of an export has them.
struct ExportedPupil {
    int line{0};
    Pupil pupil;  ///< answers stand with the first giver, for the uses that were asked
};

struct Export {
    std::vector<Column> columns;  ///< as they were understood, in the order of the file
    Uses asked{0};                ///< every use that some column is about
    std::vector<ExportedPupil> pupils;
    std::vector<ExportProblem> problems;  ///< lines with one are not among the pupils; at most kExportProblemsMax
};
inline constexpr std::size_t kExportProblemsMax = 200;

/// Reads an export of a school's information system: any header variant of columns.hpp, any encoding and separator of
/// export_text.hpp, titles above the header. Answers are yes, no or blank, which is no answer; a yes begins on the day
/// the column says, or on `today`, and ends when the column says, or with the school year. Never fails: what is wrong
/// is among the problems. Linear in the file.
Export read_pupils(std::string_view bytes, const Mapping& mapping, Day today);

/// A date as British schools write it: 20/11/2026, 20-11-26, 20 Nov 2026, 2026-11-20, also with a time behind it.
std::optional<Day> day_from(std::string_view text);
/// Yes, Y, true, 1, tick, accepted...; not_returned for nothing; nothing for what is neither.
std::optional<Decision> answer_from(std::string_view text);
/// "4", "Y4", "Yr 4" and "Year 4" are one year group; what is not understood stays as it is.
std::string year_group_from(std::string_view text);

}  // namespace models::consent
