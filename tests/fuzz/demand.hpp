#pragma once

#include <cstdlib>

namespace tests {

/// What a fuzz target promises of its subject; the fuzzer keeps the bytes that broke it.
inline void demand(bool promise) {
    if (!promise) std::abort();
}

}  // namespace tests
