#pragma once

#include "config/check.hpp"
#include "config/finding.hpp"

#include <optional>
#include <string>
#include <vector>

namespace config {

/// The configuration as load_configuration() gives it, with every problem and warning among the findings.
std::optional<Configuration> examine_configuration(const std::string& file, const std::vector<Emitted>& emitted,
                                                   runtime::Time now, const std::vector<std::string>& overrides,
                                                   Findings& findings);

/// Roles that nobody holds or nobody stands in for today, and alerts that could be sent to nobody.
void examine_people(const Configuration& configuration, runtime::Time now, Findings& findings);

/// The data directory: whose it is, who else can enter, room on the disk, and the key files in it. Changes nothing.
/// False when Gatehouse could not work in it as the user that asks, or when there is nothing in it yet: then
/// nothing that would make files there may be looked at.
bool examine_data_directory(const std::string& directory, Findings& findings);

}  // namespace config
