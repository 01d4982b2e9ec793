// Pictures from strangers, where this process looks into them: their kind, what they say beside the picture, the copy
// that is published, and what the process that opened them tells of them.

#include "models/image/colour.hpp"
#include "models/image/metadata.hpp"
#include "models/image/picture_reply.hpp"
#include "models/image/publishable.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace image = models::image;
using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    if (const auto kind = image::kind_of(bytes)) static_cast<void>(image::metadata_of(bytes, *kind));
    static_cast<void>(image::exif_of(bytes));
    if (const auto copy = image::publishable(bytes)) {
        const auto kind = image::kind_of(*copy);
        demand(kind.has_value());
        demand(image::metadata_of(*copy, *kind).orientation == image::metadata_of(bytes, *kind).orientation);
        demand(image::publishable(*copy) && *image::publishable(*copy) == *copy);
    }
    const auto picture = image::picture_of(bytes, image::Ending::by_itself);
    demand(picture.refused.empty() != picture.frames.empty());
    if (const auto colours = image::ToSrgb::from(bytes)) {
        image::Pixels pixels;
        pixels.rgb.assign(data, data + size - size % 3);
        colours->apply(pixels);
    }
    const auto crops = image::crops_of(bytes, image::Ending::by_itself);
    demand(!crops || crops->size() <= image::kCropFamily);
    const auto copy = image::copy_of(bytes, image::Ending::by_itself);
    demand(copy ? copy->starts_with("\xFF\xD8") : !copy.error().message.empty());
    return 0;
}
