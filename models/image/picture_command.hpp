#pragma once

#include "models/image/picture_reader.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace models::image {

/// What the help of the command says of the lines it writes.
std::string picture_help();

/// What the options of the command line ask for.
Search search_of(bool hashes_only, bool no_text);

/// Writes one line of JSON for each file, in order: what was found in the picture, or why it was refused. Exit code: 0,
/// also when files are refused; 1 when nothing can be opened or written at all, and `problems` says so. `program` opens
/// them, see picture_reader.hpp.
int picture_command(const std::vector<std::string>& files, const std::string& program, Search search, std::ostream& out,
                    std::ostream& problems);

}  // namespace models::image
