#pragma once

#include "config/problem.hpp"
#include "config/settings.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace config {

/// Bytes of a hash, as they stand in its hex digits.
using PdqBytes = std::array<unsigned char, 32>;
using Md5Bytes = std::array<unsigned char, 16>;

/// Hashes of pictures that nobody may have, as those who collect them give them out.
struct HashLists {
    std::vector<PdqBytes> pdq;
    std::vector<Md5Bytes> md5;

    bool empty() const { return pdq.empty() && md5.empty(); }
    std::size_t size() const { return pdq.size() + md5.size(); }
};

/// In one list; it is some 300 MB as a file and 140 MB in memory.
inline constexpr std::size_t kListedHashesMax = 4'000'000;
inline constexpr std::size_t kHashListBytesMax = std::size_t{320} << 20;
/// Bad lines that are named one by one.
inline constexpr std::size_t kBadLinesNamed = 20;

/// Reads the lists that the settings name. One hash stands on each line, in hex; empty lines count for nothing, nor
/// does what follows a #.
///
/// Errors  A line that is no hash is a warning with its number, and the others count: one that was cut off must not
/// keep
///         Gatehouse from its work. A file that cannot be read, is too large, or has lines and no hash is an error. No
///         problem quotes a line.
HashLists load_hash_lists(const Settings::Pictures& pictures, Problems& problems);

/// The hash of a line of a list; nothing when it is none.
std::optional<PdqBytes> pdq_bytes_from(std::string_view hex);
std::optional<Md5Bytes> md5_bytes_from(std::string_view hex);

}  // namespace config
