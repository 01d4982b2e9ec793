#pragma once

#include "config/runtime/result.hpp"

#include <iosfwd>
#include <string>

namespace models::text {

struct EvaluateCommand {
    std::string models;                ///< a directory made by `gatehouse train`
    std::string file;                  ///< labelled texts: see corpus.hpp
    std::string html_file, json_file;  ///< where reports are also written; empty: nowhere
    bool disguised{false};
};

/// Judges labelled texts, writes the figures to `out` and the reports to their files. `progress` hears how far it is.
runtime::Result<void> evaluate_command(const EvaluateCommand& command, std::ostream& out, std::ostream& progress);

}  // namespace models::text
