#pragma once

#include "config/runtime/result.hpp"

#include <array>
#include <string>

namespace runtime {

/// 32 secret bytes kept as 64 hex digits in a file that only its owner may read.
using KeyBytes = std::array<unsigned char, 32>;

/// Reads the key. When the file does not exist and `create` is set, makes a random one that is on the disk
/// for good before this returns; of two processes that do so at once, both get the same key.
/// unavailable, with what to do about it, when the file is missing, readable by others or not a key.
Result<KeyBytes> load_key_file(const std::string& path, bool create);

/// Writes the whole of `text` to `path`, which must not exist, with `mode`, and brings file and directory
/// entry to the disk. The file appears complete or not at all. conflict when it exists already.
Result<void> write_new_file(const std::string& path, const std::string& text, unsigned mode);

}  // namespace runtime
