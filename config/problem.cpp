#include "config/problem.hpp"

#include <algorithm>
#include <ostream>

namespace config {

void print_problems(const Problems& problems, std::ostream& out) {
    for (const auto& problem : problems) {
        out << problem.file;
        if (problem.line > 0) out << ':' << problem.line;
        out << ": " << (problem.warning ? "warning: " : "") << problem.what;
        if (!problem.remedy.empty()) out << " - " << problem.remedy;
        out << '\n';
    }
}

bool any_error(const Problems& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) { return !problem.warning; });
}

}  // namespace config
