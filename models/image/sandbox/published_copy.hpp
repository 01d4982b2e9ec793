#pragma once

#include "config/runtime/result.hpp"
#include "models/image/pixels.hpp"

#include <string>

namespace models::image {

/// What is shown first in `file`, upright, in sRGB, its longer side at most kPublishedSide points.
/// rejected: it cannot be opened, with the reason. REQUIRES the lock (lock.hpp).
runtime::Result<Pixels> picture_to_publish(int file);

/// A JPEG of it with nothing beside the picture, of at most kPublishedBytes: as good as fits.
/// rejected: none fits.
runtime::Result<std::string> published_copy(const Pixels& pixels);

}  // namespace models::image
