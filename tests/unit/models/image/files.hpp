#pragma once

#include "models/image/pixels.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "tests/support/drawn_png.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tests {

/// The contents of a file of tests/data/pictures.
std::string picture_file(std::string_view name);

/// A line of expected.tsv there.
struct ReferenceHash {
    std::string file;
    std::string hash;
    int quality{0};
    std::vector<std::string> turned;
};
std::vector<ReferenceHash> reference_hashes();

/// What a JPEG, PNG or WebP file decodes to, here and now. Fails the test when it does not.
models::image::Pixels decoded(const std::string& bytes);

/// A JPEG with `segments` behind its beginning.
std::string jpeg_with(std::string_view segments);
/// A segment of a JPEG.
std::string segment(unsigned char marker, std::string_view data);
/// A chunk of a WebP file.
std::string webp_chunk(std::string_view name, std::string_view data);
/// EXIF with an orientation and, when asked, a place.
std::string exif(bool big_endian, int orientation, bool place);

}  // namespace tests
