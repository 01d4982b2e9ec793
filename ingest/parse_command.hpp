#pragma once

#include "config/runtime/clock.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace ingest {

/// `gatehouse parse NETWORK KIND FILE...`: what is found in saved answers of a network, for support.
struct ParseRequest {
    std::string network;
    std::string kind;  ///< "auto", or one of the network's kinds
    std::vector<std::string> files;
};

/// Writes JSON Lines, one object for each thing found: `file`, `kind` ("item", "post", "problem"), and then
/// `external_id`, `parent_id`, `created_at`, `author`, `text` and `attachments`, or `reason`. Files of JSON Lines are
/// read line by line. Returns the exit code: 0 unless a file cannot be read, the answers cannot be written, or network
/// or kind are unknown.
int parse_command(const ParseRequest& request, runtime::Time now, std::ostream& out, std::ostream& problems);

/// For the help: every network with its kinds.
std::string parse_kinds();

}  // namespace ingest
