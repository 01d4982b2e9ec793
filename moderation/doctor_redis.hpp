#pragma once

#include "config/finding.hpp"
#include "config/runtime/redis.hpp"

namespace moderation {

/// Version, persistence and eviction of a Redis. False when it cannot be used at all.
runtime::Task<bool> examine_redis(runtime::Redis& redis, config::Findings& findings);

}  // namespace moderation
