#pragma once

#include "config/runtime/result.hpp"
#include "models/image/metadata.hpp"

#include <functional>
#include <string_view>

namespace models::image {

// One function for each kind. Each hands over the picture, or every picture of an animation in order; each checks what
// the file's head says against the limits before it allocates anything; what is broken, or only cut short, is refused
// with a reason that quotes nothing of the file. Whoever calls them stands behind the lock (lock.hpp).

/// Takes a picture, upright when its orientation says so.
using OnFrame = std::function<void(const Pixels&)>;

runtime::Result<void> decode_jpeg(std::string_view file, Orientation orientation, const OnFrame& on_frame);
/// Not of an animated PNG: that is for decode_video.
runtime::Result<void> decode_png(std::string_view file, Orientation orientation, const OnFrame& on_frame);
runtime::Result<void> decode_webp(std::string_view file, Orientation orientation, const OnFrame& on_frame);
/// HEIC and AVIF, with what the file says beside the picture.
runtime::Result<Metadata> decode_heif(std::string_view file, const OnFrame& on_frame);

/// What libav opens, by the name it has there.
enum class Container { mov, gif, apng };
/// Hands over every frame of an animation; of a video the frame of each second, or when it is longer than two minutes
/// those that stand for themselves (key frames).
runtime::Result<Metadata> decode_video(int file, Container container, const OnFrame& on_frame);

/// Lays a picture with transparency on white paper, as a browser does. `points` points of four bytes, in place: the
/// first three quarters hold the picture afterwards.
void lay_on_white(std::uint8_t* rgba, std::size_t points);

}  // namespace models::image
