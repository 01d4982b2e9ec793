#pragma once

#include <string_view>
#include <vector>

namespace config {

/// The domains of a list with commas, without spaces around them.
std::vector<std::string_view> domains_in(std::string_view list);

/// Whether an e-mail address belongs to one of the domains, or to a part of one. Where none is given, every one does.
bool is_own_address(std::string_view email, std::string_view domains);

}  // namespace config
