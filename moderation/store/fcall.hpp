#pragma once

#include "config/runtime/redis.hpp"

#include <string>
#include <vector>

namespace moderation {

/// Runs one function of `moderation/store/lua/`. What it refuses comes back as an error of that kind.
runtime::Task<runtime::Result<runtime::RedisReply>> fcall(runtime::Redis& redis, std::string function,
                                                          std::vector<std::string> keys, std::vector<std::string> args);

}  // namespace moderation
