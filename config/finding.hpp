#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace config {

/// One thing that `gatehouse doctor` looked at, for the person who installs. Holds no secrets, no content and no names.
struct Finding {
    enum class Grade { ok, warning, problem };
    Grade grade{Grade::ok};
    std::string what;    ///< "redis-server 7.0.15"
    std::string remedy;  ///< what to do; of what is ok: nothing
};
using Findings = std::vector<Finding>;

Finding fine(std::string what);
Finding warning(std::string what, std::string remedy);
Finding wrong(std::string what, std::string remedy);

/// One line each: `problem  others can read content.key - chmod 0600 ...`. Whatever `what` holds, it stays one line.
void print_findings(const Findings& findings, std::ostream& out);
/// Warnings are none.
bool any_problem(const Findings& findings);

}  // namespace config
