#include "models/image/sandbox/decoders.hpp"
#include "models/image/sandbox/limits.hpp"

#include <algorithm>
#include <memory>

#include <turbojpeg.h>

namespace models::image {

namespace {

using namespace std::literals;

std::int64_t passes_of(std::string_view file) {
    constexpr auto kStartOfScan = "\xFF\xDA"sv;
    std::int64_t passes = 0;
    for (auto at = file.find(kStartOfScan); at != std::string_view::npos; at = file.find(kStartOfScan, at + 2))
        ++passes;
    return passes;
}

/// Printers' colours, of which files hold the inverse.
void to_rgb(std::vector<std::uint8_t>& bytes) {
    const auto points = bytes.size() / 4;
    for (std::size_t i = 0; i < points; ++i) {
        const unsigned black = bytes[4 * i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            bytes[3 * i + c] = static_cast<std::uint8_t>(bytes[4 * i + c] * black / 255);
    }
    bytes.resize(points * 3);
}

}  // namespace

runtime::Result<void> decode_jpeg(std::string_view file, Orientation orientation, const OnFrame& on_frame) {
    const std::unique_ptr<void, decltype(&tjDestroy)> decoder{tjInitDecompress(), &tjDestroy};
    const auto* bytes = reinterpret_cast<const unsigned char*>(file.data());
    Pixels pixels;
    int sampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(decoder.get(), bytes, file.size(), &pixels.width, &pixels.height, &sampling, &colours) != 0)
        return refuse("it is no whole JPEG picture");
    if (auto fits = within_limits(pixels.width, pixels.height); !fits) return fits;
    const auto points = std::int64_t{pixels.width} * pixels.height;
    if (points * passes_of(file) > kMostPointsOfPasses) return refuse("it is a JPEG picture of too many passes");

    const bool printed = colours == TJCS_CMYK || colours == TJCS_YCCK;
    pixels.orientation = orientation;
    pixels.rgb.resize(static_cast<std::size_t>(points) * (printed ? 4 : 3));
    // Where data are missing the decoder paints grey and only warns; such a picture was not seen.
    constexpr int kStrict = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
    if (tjDecompress2(decoder.get(), bytes, file.size(), pixels.rgb.data(), pixels.width, 0, pixels.height,
                      printed ? TJPF_CMYK : TJPF_RGB, kStrict) != 0)
        return refuse("it is a broken JPEG picture");
    if (printed) to_rgb(pixels.rgb);
    on_frame(pixels);
    return {};
}

}  // namespace models::image
