#pragma once

#include "models/image/crops.hpp"
#include "models/image/picture.hpp"
#include "models/image/sandbox/decoders.hpp"

#include <vector>

namespace models::image {

/// Hands over what is in `file`, whatever its kind; see decoders.hpp. What is wrong is the error.
runtime::Result<Metadata> decode_file(int file, const OnFrame& on_frame);

/// Opens the picture or video in `file`: decodes it, hashes it, looks at what the file says beside it. Every frame is
/// hashed, and kept when it differs from the one kept before by more than a match would. Anything goes in; what is
/// wrong is said in `refused`.
///
/// The frames that are kept are handed to `look`.
Picture open_picture(int file, const OnFrame& look);

/// crop_family() of what is shown first in `file`. rejected: it cannot be opened, with the reason.
runtime::Result<std::vector<PdqHash>> crops_of_picture(int file);

}  // namespace models::image
