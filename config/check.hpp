#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/hash_lists.hpp"
#include "config/policy/people.hpp"
#include "config/policy/post_templates.hpp"
#include "config/policy/risk_assessors.hpp"
#include "config/policy/routing_file.hpp"
#include "config/problem.hpp"
#include "config/settings.hpp"

#include <iosfwd>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace config {

/// Everything that is configured, loaded and checked together.
struct Configuration {
    Settings settings;
    People people;
    Calendar calendar;
    RoutingTable routing;
    PostTemplates templates;
    HashLists hash_lists;
    RiskAssessors assessors{RiskAssessors::both};  ///< whose signatures a channel's risk assessment needs
    Problems warnings;                             ///< Gatehouse starts with these; somebody should know them
};

/// Loads the settings and the files that they name, and checks that they fit together on the day `now`.
/// The problems of all files come at once, warnings among them. `emitted` is what the classifier can say;
/// `overrides` are those of load_settings().
tl::expected<Configuration, Problems> load_configuration(const std::string& file, const std::vector<Emitted>& emitted,
                                                         runtime::Time now,
                                                         const std::vector<std::string>& overrides = {});

/// `gatehouse check`: prints every problem, and what would run when there is no error. 0, or 1 with an error.
int check_command(const std::string& file, const std::vector<Emitted>& emitted, runtime::Time now, std::ostream& out,
                  const std::vector<std::string>& overrides = {});

}  // namespace config
