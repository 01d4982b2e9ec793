#pragma once

#include <optional>
#include <string_view>

namespace models::image {

/// What Gatehouse opens. Everything else (SVG, PDF, TIFF, BMP...) is refused.
enum class Kind { jpeg, png, webp, gif, heif, video };

/// What a file is by its first bytes, of which there should be at least 16. What it is called says nothing.
std::optional<Kind> kind_of(std::string_view first_bytes);

}  // namespace models::image
