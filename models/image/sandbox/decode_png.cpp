#include "models/image/sandbox/decoders.hpp"
#include "models/image/sandbox/limits.hpp"

#include <png.h>

namespace models::image {

namespace {

struct Reading {
    Reading() { image.version = PNG_IMAGE_VERSION; }
    ~Reading() { png_image_free(&image); }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

    png_image image{};
};

}  // namespace

runtime::Result<void> decode_png(std::string_view file, Orientation orientation, const OnFrame& on_frame) {
    Reading reading;
    if (png_image_begin_read_from_memory(&reading.image, file.data(), file.size()) == 0)
        return refuse("it is no whole PNG picture");
    if (auto fits = within_limits(reading.image.width, reading.image.height); !fits) return fits;
    reading.image.format = PNG_FORMAT_RGB;
    Pixels pixels;
    pixels.width = static_cast<int>(reading.image.width);
    pixels.height = static_cast<int>(reading.image.height);
    pixels.orientation = orientation;
    pixels.rgb.resize(PNG_IMAGE_SIZE(reading.image));
    const png_color paper{255, 255, 255};
    if (png_image_finish_read(&reading.image, &paper, pixels.rgb.data(), 0, nullptr) == 0)
        return refuse("it is a broken PNG picture");
    on_frame(pixels);
    return {};
}

}  // namespace models::image
