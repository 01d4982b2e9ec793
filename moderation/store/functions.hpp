#pragma once

#include <string>

namespace moderation {

/// The library of Redis functions, as FUNCTION LOAD takes it.
std::string redis_functions();

}  // namespace moderation
