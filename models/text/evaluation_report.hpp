#pragma once

#include "models/text/evaluation.hpp"

#include <string>

namespace models::text {

/// For a terminal.
std::string to_text(const Evaluation& evaluation);
/// One object; stable names, so that a later run can be compared.
std::string to_json(const Evaluation& evaluation);
/// One page without scripts or outside references: tables and plots. Names that came from the file are escaped.
std::string to_html(const Evaluation& evaluation);

}  // namespace models::text
