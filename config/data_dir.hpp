#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace config {

/// Where a file or folder that Gatehouse ships is: "routing.csv", "artefacts". Looks in $GATEHOUSE_DATA,
/// beside the program (`<its folder>/../share/gatehouse`), then in the source tree it was built from.
/// When it is nowhere: where it should be beside the program, for the message that says so.
std::string data_file(std::string_view name);

/// The same with the folders to look in, first one first.
std::string data_file_in(const std::vector<std::string>& folders, std::string_view name);

}  // namespace config
