#pragma once

#include "models/text/assessor.hpp"

#include <iosfwd>

namespace models {

/// Reads JSON Lines {"id": "...", "text": "..."} and writes one line for each, in order: id, severity ("V3"),
/// target, scores (every category of the taxonomy, in [0, 1]) and reasons (category, code, sentence, span in
/// bytes of the text). A line that makes no sense gives {"id": ..., "error": "..."} and the rest goes on.
/// Exit code: 0, or 1 when the output cannot be written; `problems` then says so.
int assess_command(std::istream& in, std::ostream& out, std::ostream& problems, const Assessor& assessor);

}  // namespace models
