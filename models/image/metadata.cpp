#include "models/image/metadata.hpp"

#include "models/image/chunks.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace models::image {

namespace {

using namespace std::literals;

constexpr auto kExif = "Exif\0\0"sv;
constexpr auto kPlaceInXmp = "GPSLatitude"sv;
/// A picture holds a thumbnail or two with metadata of their own; more is an attempt to keep us busy.
constexpr int kMostBlocks = 64;
constexpr std::uint32_t kMostEntries = 1000;

constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kGpsTag = 0x8825;
constexpr std::uint32_t kLatitudeTag = 2;
constexpr std::uint32_t kLongitudeTag = 4;

/// The directories of a TIFF file, which is what EXIF is. What lies outside reads as 0.
class Tiff {
  public:
    explicit Tiff(std::string_view bytes) : bytes_{bytes}, big_endian_{bytes.starts_with("MM\0*"sv)} {}
    bool valid() const { return big_endian_ || bytes_.starts_with("II*\0"sv); }
    std::uint32_t first_directory() const { return number(4, 4); }

    /// Calls `visit(tag, place of the value)` for each entry of the directory at `offset`.
    template <class Visit>
    void entries(std::uint32_t offset, const Visit& visit) const {
        const auto count = std::min(number(offset, 2), kMostEntries);
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto entry = std::size_t{offset} + 2 + std::size_t{12} * i;
            if (entry + 12 > bytes_.size()) return;
            visit(number(entry, 2), entry + 8);
        }
    }
    std::uint32_t number(std::size_t offset, std::size_t size) const {
        if (offset > bytes_.size() || bytes_.size() - offset < size) return 0;
        const auto part = bytes_.substr(offset, size);
        return big_endian_ ? big_endian(part) : little_endian(part);
    }

  private:
    std::string_view bytes_;
    bool big_endian_;
};

void add(Metadata& all, const Metadata& more) {
    all.gps = all.gps || more.gps;
    if (all.orientation == Orientation::upright) all.orientation = more.orientation;
}

/// Every block that says it is EXIF, wherever it stands: pictures behind the end of a JPEG have some, too.
void add_marked_blocks(Metadata& all, std::string_view file) {
    auto at = file.find(kExif);
    for (int blocks = 0; at != std::string_view::npos && blocks < kMostBlocks; ++blocks) {
        add(all, exif_of(file.substr(at)));
        at = file.find(kExif, at + kExif.size());
    }
}

}  // namespace

Metadata exif_of(std::string_view block) {
    if (block.starts_with(kExif)) block.remove_prefix(kExif.size());
    const Tiff tiff{block};
    Metadata found;
    if (!tiff.valid()) return found;
    tiff.entries(tiff.first_directory(), [&](std::uint32_t tag, std::size_t value) {
        const auto orientation = tiff.number(value, 2);
        if (tag == kOrientationTag && orientation >= 1 && orientation <= 8)
            found.orientation = static_cast<Orientation>(orientation);
        if (tag != kGpsTag) return;
        tiff.entries(tiff.number(value, 4), [&](std::uint32_t place, std::size_t) {
            found.gps = found.gps || place == kLatitudeTag || place == kLongitudeTag;
        });
    });
    return found;
}

Metadata metadata_of(std::string_view file, Kind kind) {
    Metadata found;
    if (kind == Kind::png)
        for_each_png_chunk(file, [&](const Chunk& chunk) {
            if (chunk.name == "eXIf"sv) add(found, exif_of(chunk.data));
        });
    else if (kind == Kind::webp)
        for_each_webp_chunk(file, [&](const Chunk& chunk) {
            if (chunk.name == "EXIF"sv) add(found, exif_of(chunk.data));
        });
    else
        add_marked_blocks(found, file);
    found.gps = found.gps || file.find(kPlaceInXmp) != std::string_view::npos;
    return found;
}

}  // namespace models::image
