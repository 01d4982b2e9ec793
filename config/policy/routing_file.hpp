#pragma once

#include "config/policy/routing.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace config {

/// A category and the severities the classifier can emit for it.
struct Emitted {
    std::string_view category;
    std::vector<int> severities;
};

/// Reads the table. Refuses one that lacks a row for something the classifier can emit, that combines
/// `criticism` with an automatic action, or that sends `staff_allegation` to comms.
tl::expected<RoutingTable, Problems> load_routing(const std::string& file, const std::vector<Emitted>& emitted);

}  // namespace config
