// The decoders, and the copy that is published, on any bytes, in this process and without the lock, so that the
// sanitizers see them.

#include "models/image/publishable.hpp"
#include "models/image/sandbox/open_picture.hpp"
#include "models/image/sandbox/published_copy.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const tests::MemoryFile file;
    file.write(data, size);
    const auto picture = models::image::open_picture(file.number(), [](const models::image::Pixels&) {});
    tests::demand(picture.refused.empty() != picture.frames.empty());
    const auto first = models::image::picture_to_publish(file.number());
    if (!first) return 0;
    tests::demand(std::max(first->width, first->height) <= models::image::kPublishedSide);
    const auto copy = models::image::published_copy(*first);
    tests::demand(!copy || models::image::publishable(*copy).value_or("") == *copy);
    return 0;
}
