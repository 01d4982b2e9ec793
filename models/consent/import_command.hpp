#pragma once

#include "models/consent/changes.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace models::consent {

struct ImportCommand {
    std::string file;                    ///< the export
    std::string earlier;                 ///< an earlier one to compare with; empty: none
    std::vector<std::string> columns;    ///< "HEADER=MEANING"
    std::vector<std::string> lone_tick;  ///< uses that a lone tick stands for; empty: on display in school
};

/// The export of the command, and how its columns are understood and what in it cannot be right, which are said.
/// Nothing when the command makes no sense, which `problems` then says.
std::optional<Export> read_for_import(const ImportCommand& command, Day today, std::ostream& out,
                                      std::ostream& problems);
/// The preview in words: counts only.
void print_preview(const Preview& preview, std::ostream& out);

/// Shows what an export of a school's information system would change: how its columns are understood, what is new,
/// changed and lost, how far forms have come back, and every line that cannot be right. Names no pupil and keeps
/// nothing. Exit code: 0, or 1 when a line cannot be right or the command makes no sense, which `problems` then says.
int import_command(const ImportCommand& command, Day today, std::ostream& out, std::ostream& problems);

}  // namespace models::consent
