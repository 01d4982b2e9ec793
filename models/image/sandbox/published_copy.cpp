#include "models/image/sandbox/published_copy.hpp"

#include "models/image/colour.hpp"
#include "models/image/publishable.hpp"
#include "models/image/sandbox/limits.hpp"
#include "models/image/sandbox/open_picture.hpp"
#include "models/image/sandbox/working_copy.hpp"

#include <array>
#include <exception>
#include <memory>
#include <new>

#include <turbojpeg.h>

namespace models::image {

using runtime::Result;

namespace {

/// The first keeps thin coloured letters sharp; the last is for noise.
struct Step {
    int quality;
    int sampling;
};
constexpr std::array kSteps{Step{90, TJSAMP_444}, Step{86, TJSAMP_420}, Step{76, TJSAMP_420}, Step{64, TJSAMP_420},
                            Step{45, TJSAMP_420}};

}  // namespace

Result<Pixels> picture_to_publish(int file) try {
    Pixels first;
    const auto decoded = decode_file(file, [&](const Pixels& pixels) {
        if (first.rgb.empty()) first = working_copy(pixels, kPublishedSide);
    });
    if (!decoded) return tl::unexpected(decoded.error());
    if (first.rgb.empty()) return refuse("it holds no picture");
    if (const auto colours = ToSrgb::from(decoded->profile)) colours->apply(first);
    return first;
} catch (const std::bad_alloc&) {
    return refuse("opening it takes too much memory");
} catch (const std::exception&) {
    return refuse("it cannot be opened");
}

Result<std::string> published_copy(const Pixels& pixels) {
    const std::unique_ptr<void, decltype(&tjDestroy)> encoder{tjInitCompress(), &tjDestroy};
    for (const auto& step : kSteps) {
        unsigned char* raw = nullptr;
        unsigned long size = 0;
        const int failed = tjCompress2(encoder.get(), pixels.rgb.data(), pixels.width, 0, pixels.height, TJPF_RGB, &raw,
                                       &size, step.sampling, step.quality, TJFLAG_ACCURATEDCT);
        const std::unique_ptr<unsigned char, decltype(&tjFree)> bytes{raw, &tjFree};
        if (failed != 0) return refuse("no copy of it can be made");
        if (size <= kPublishedBytes) return std::string{reinterpret_cast<const char*>(bytes.get()), size};
    }
    return refuse("it cannot be made small enough");
}

}  // namespace models::image
