#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace config {

/// Something wrong with the configuration, for the person who can mend it.
struct Problem {
    std::string file;
    int line{0};          ///< 0: the file as a whole
    std::string what;     ///< "unknown key `web.prot`"
    std::string remedy;   ///< "did you mean `web.port`?"
    bool warning{false};  ///< Gatehouse starts all the same
};
using Problems = std::vector<Problem>;

/// One line each: `settings.toml:12: unknown key ... - did you mean ...?`
void print_problems(const Problems& problems, std::ostream& out);
bool any_error(const Problems& problems);

}  // namespace config
