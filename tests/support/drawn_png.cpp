#include "tests/support/drawn_png.hpp"

#include <random>

#include <gtest/gtest.h>
#include <zlib.h>

namespace tests {

namespace {

using namespace std::literals;

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

}  // namespace

std::string png_chunk(std::string_view name, std::string_view data) {
    const auto named = std::string{name} + std::string{data};
    const auto check = crc32(0, reinterpret_cast<const unsigned char*>(named.data()), static_cast<uInt>(named.size()));
    return big_endian(static_cast<std::uint32_t>(data.size())) + named + big_endian(static_cast<std::uint32_t>(check));
}

std::string drawn_png(std::uint32_t width, std::uint32_t height, bool noise) {
    std::mt19937 dice{7};
    std::string rows;
    for (std::uint32_t y = 0; y < height; ++y) {
        rows += '\0';
        for (std::uint32_t x = 0; x < 3 * width; ++x)
            rows += static_cast<char>(noise ? dice() : (x / 3 * 200 / width + y * 55 / height));
    }
    std::string packed(compressBound(rows.size()), '\0');
    auto size = static_cast<uLongf>(packed.size());
    auto* to = reinterpret_cast<Bytef*>(packed.data());
    EXPECT_EQ(compress2(to, &size, reinterpret_cast<const Bytef*>(rows.data()), rows.size(), 1), Z_OK);
    packed.resize(size);
    const auto head = big_endian(width) + big_endian(height) + "\x08\x02\0\0\0"s;
    return "\x89PNG\r\n\x1A\n"s + png_chunk("IHDR", head) + png_chunk("IDAT", packed) + png_chunk("IEND", "");
}

}  // namespace tests
