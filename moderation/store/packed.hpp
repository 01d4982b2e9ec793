#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace moderation {

/// Values one after another as "<length>:<bytes>". Used for what is sealed: it takes any bytes, also those
/// that are not UTF-8, and gives back exactly what was put in.
class Packer {
  public:
    Packer& add(std::string_view value);
    Packer& add(std::int64_t number) { return add(std::string_view{std::to_string(number)}); }
    std::string take() { return std::move(packed_); }

  private:
    std::string packed_;
};

/// Reads what Packer wrote. After the first thing that makes no sense everything is nothing.
class Unpacker {
  public:
    explicit Unpacker(std::string_view packed) : rest_{packed} {}

    std::optional<std::string_view> next();
    /// Empty and 0 where nothing is left.
    std::string text() { return std::string{next().value_or("")}; }
    std::int64_t number();
    bool broken() const { return broken_; }
    /// Everything was read, and made sense.
    bool finished() const { return rest_.empty() && !broken_; }

  private:
    std::string_view rest_;
    bool broken_{false};
};

/// Questions and answers, in their order. What makes no sense any more ends the list.
std::string pack_pairs(const std::vector<std::pair<std::string, std::string>>& pairs);
std::vector<std::pair<std::string, std::string>> unpack_pairs(std::string_view packed);

}  // namespace moderation
