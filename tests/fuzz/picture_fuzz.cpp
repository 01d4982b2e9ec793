// The decoders on any bytes, in this process and without the lock, so that the sanitizers see them.

#include "models/image/sandbox/open_picture.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const tests::MemoryFile file;
    file.write(data, size);
    const auto picture = models::image::open_picture(file.number(), [](const models::image::Pixels&) {});
    tests::demand(picture.refused.empty() != picture.frames.empty());
    return 0;
}
