#pragma once

#include <cstdint>

namespace models::image {

/// Takes everything from this process that decoding does not need, for good: it may read and write what is open,
/// compute, and have `memory` bytes more than it has now. It can open nothing, reach no network, start no program, and
/// cannot be looked into. What it must not do ends it.
///
/// REQUIRES  one thread; whatever has to be loaded is loaded. Ends the process when the kernel refuses.
/// Under a sanitizer, which needs both, neither memory nor calls are bounded.
void lock_up(std::uint64_t memory);

}  // namespace models::image
