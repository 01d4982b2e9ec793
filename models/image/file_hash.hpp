#pragma once

#include "config/runtime/result.hpp"

#include <string>

namespace models::image {

/// The SHA-256 of an open file as lower-case hex, from its beginning, wherever it has been read to, and a piece at a
/// time: a video is larger than what should be in memory. unavailable when it cannot be read.
runtime::Result<std::string> sha256_hex_of_file(int file);

}  // namespace models::image
