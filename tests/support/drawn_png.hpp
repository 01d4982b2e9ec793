#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tests {

/// A chunk of a PNG, with its checksum.
std::string png_chunk(std::string_view name, std::string_view data);
/// A PNG of noise, which does not become small, or of a slope, which does.
std::string drawn_png(std::uint32_t width, std::uint32_t height, bool noise);

}  // namespace tests
