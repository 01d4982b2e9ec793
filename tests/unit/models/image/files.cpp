#include "tests/unit/models/image/files.hpp"

#include "models/image/kind.hpp"
#include "models/image/sandbox/decoders.hpp"

#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

namespace tests {

namespace {

using namespace std::literals;

std::string number(std::uint32_t value, std::size_t bytes, bool big_endian) {
    std::string out;
    for (std::size_t i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8 * (big_endian ? bytes - 1 - i : i)) & 0xFF);
    return out;
}

}  // namespace

std::string picture_file(std::string_view name) {
    std::ifstream file{std::string{PICTURES_DIRECTORY "/"} + std::string{name}, std::ios::binary};
    EXPECT_TRUE(file) << name;
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<ReferenceHash> reference_hashes() {
    std::vector<ReferenceHash> all;
    std::istringstream lines{picture_file("expected.tsv")};
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::istringstream fields{line};
        ReferenceHash one;
        fields >> one.file >> one.hash >> one.quality;
        for (std::string hash; fields >> hash;) one.turned.push_back(hash);
        all.push_back(one);
    }
    return all;
}

models::image::Pixels decoded(const std::string& bytes) {
    using models::image::Kind;
    using models::image::Pixels;
    Pixels result;
    const auto keep = [&](const Pixels& pixels) { result = pixels; };
    const auto kind = models::image::kind_of(bytes);
    const auto orientation = models::image::metadata_of(bytes, kind.value_or(Kind::jpeg)).orientation;
    const auto decode = kind == Kind::png    ? &models::image::decode_png
                        : kind == Kind::webp ? &models::image::decode_webp
                                             : &models::image::decode_jpeg;
    EXPECT_TRUE(decode(bytes, orientation, keep));
    return result;
}

std::string jpeg_with(std::string_view segments) {
    auto file = picture_file("bridge-mods__shrink-a-lot.jpg");
    return file.insert(2, segments);
}

std::string segment(unsigned char marker, std::string_view data) {
    return "\xFF"s + static_cast<char>(marker) + number(static_cast<std::uint32_t>(data.size()) + 2, 2, true) +
           std::string{data};
}

std::string webp_chunk(std::string_view name, std::string_view data) {
    const auto padding = data.size() % 2 == 1 ? "\0"s : ""s;
    return std::string{name} + number(static_cast<std::uint32_t>(data.size()), 4, false) + std::string{data} + padding;
}

std::string exif(bool big, int orientation, bool place) {
    const auto entry = [&](std::uint32_t tag, std::uint32_t type, const std::string& value) {
        return number(tag, 2, big) + number(type, 2, big) + number(1, 4, big) + value;
    };
    constexpr std::uint32_t kPlaceDirectory = 8 + 2 + 2 * 12 + 4;
    auto block = "Exif\0\0"s + (big ? "MM\0*"s : "II*\0"s) + number(8, 4, big) + number(2, 2, big);
    block += entry(0x0112, 3, number(static_cast<std::uint32_t>(orientation), 2, big) + "\0\0"s);
    block += entry(0x8825, 4, number(kPlaceDirectory, 4, big)) + number(0, 4, big);
    return block + number(1, 2, big) + entry(place ? 2 : 0, 5, number(0, 4, big)) + number(0, 4, big);
}

}  // namespace tests
