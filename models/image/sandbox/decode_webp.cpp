#include "models/image/sandbox/decoders.hpp"
#include "models/image/sandbox/limits.hpp"

#include <memory>

#include <webp/decode.h>
#include <webp/demux.h>

namespace models::image {

namespace {

runtime::Result<void> decode_animation(std::string_view file, Orientation orientation, const OnFrame& on_frame) {
    const WebPData data{reinterpret_cast<const std::uint8_t*>(file.data()), file.size()};
    const std::unique_ptr<WebPAnimDecoder, decltype(&WebPAnimDecoderDelete)> decoder{WebPAnimDecoderNew(&data, nullptr),
                                                                                     &WebPAnimDecoderDelete};
    WebPAnimInfo info{};
    if (!decoder || WebPAnimDecoderGetInfo(decoder.get(), &info) == 0) return refuse("it is a broken WebP animation");
    const auto points = std::int64_t{info.canvas_width} * info.canvas_height;
    if (points * info.frame_count > kMostPointsOfAnimation || info.frame_count > kMostFrames)
        return refuse("it is too long an animation");
    Pixels pixels;
    pixels.width = static_cast<int>(info.canvas_width);
    pixels.height = static_cast<int>(info.canvas_height);
    pixels.orientation = orientation;
    while (WebPAnimDecoderHasMoreFrames(decoder.get()) != 0) {
        std::uint8_t* canvas = nullptr;
        int time = 0;
        if (WebPAnimDecoderGetNext(decoder.get(), &canvas, &time) == 0) return refuse("it is a broken WebP animation");
        // The canvas is the decoder's, which draws the next frame over it.
        pixels.rgb.assign(canvas, canvas + points * 4);
        lay_on_white(pixels.rgb.data(), static_cast<std::size_t>(points));
        on_frame(pixels);
    }
    return {};
}

}  // namespace

runtime::Result<void> decode_webp(std::string_view file, Orientation orientation, const OnFrame& on_frame) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(file.data());
    WebPBitstreamFeatures features{};
    if (WebPGetFeatures(bytes, file.size(), &features) != VP8_STATUS_OK) return refuse("it is no whole WebP picture");
    if (auto fits = within_limits(features.width, features.height); !fits) return fits;
    if (features.has_animation != 0) return decode_animation(file, orientation, on_frame);

    Pixels pixels;
    pixels.width = features.width;
    pixels.height = features.height;
    pixels.orientation = orientation;
    const auto points = static_cast<std::size_t>(features.width) * static_cast<std::size_t>(features.height);
    const bool transparent = features.has_alpha != 0;
    const int row = features.width * (transparent ? 4 : 3);
    pixels.rgb.resize(points * (transparent ? 4 : 3));
    const auto decode = transparent ? &WebPDecodeRGBAInto : &WebPDecodeRGBInto;
    if (decode(bytes, file.size(), pixels.rgb.data(), pixels.rgb.size(), row) == nullptr)
        return refuse("it is a broken WebP picture");
    if (transparent) {
        lay_on_white(pixels.rgb.data(), points);
        pixels.rgb.resize(points * 3);
    }
    on_frame(pixels);
    return {};
}

void lay_on_white(std::uint8_t* rgba, std::size_t points) {
    for (std::size_t i = 0; i < points; ++i) {
        const unsigned alpha = rgba[4 * i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            rgba[3 * i + c] = static_cast<std::uint8_t>((rgba[4 * i + c] * alpha + 255 * (255 - alpha)) / 255);
    }
}

}  // namespace models::image
