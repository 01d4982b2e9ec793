#include "config/finding.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace config {

namespace {

const char* word_of(Finding::Grade grade) {
    switch (grade) {
        case Finding::Grade::ok: return "ok       ";
        case Finding::Grade::warning: return "warning  ";
        case Finding::Grade::problem: return "problem  ";
    }
    return "";
}

std::string one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return text;
}

}  // namespace

Finding fine(std::string what) {
    return {Finding::Grade::ok, std::move(what), {}};
}

Finding warning(std::string what, std::string remedy) {
    return {Finding::Grade::warning, std::move(what), std::move(remedy)};
}

Finding wrong(std::string what, std::string remedy) {
    return {Finding::Grade::problem, std::move(what), std::move(remedy)};
}

void print_findings(const Findings& findings, std::ostream& out) {
    for (const auto& finding : findings) {
        out << word_of(finding.grade) << one_line(finding.what);
        if (!finding.remedy.empty()) out << " - " << one_line(finding.remedy);
        out << '\n';
    }
}

bool any_problem(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.grade == Finding::Grade::problem; });
}

}  // namespace config
