#pragma once

#include "models/image/kind.hpp"
#include "models/image/pixels.hpp"

#include <string>
#include <string_view>

namespace models::image {

/// What a file says beside the picture, as far as it concerns us. Only whether a place is named is taken out of it,
/// never which.
struct Metadata {
    Orientation orientation{Orientation::upright};
    bool gps{false};  ///< where the picture was taken stands in the file
    /// What its colours mean (ICC), as far as whoever decoded it looked for it.
    std::string profile{};
};

/// Reads EXIF and XMP of a JPEG, PNG, WebP or GIF on any bytes. What is compressed inside a PNG's text is not looked
/// into. HEIF and videos keep theirs in boxes; whoever decodes them hands the block to exif_of.
Metadata metadata_of(std::string_view file, Kind kind);

/// Reads a block of EXIF, with or without "Exif" before it.
Metadata exif_of(std::string_view block);

}  // namespace models::image
