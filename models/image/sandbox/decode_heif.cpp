#include "models/image/sandbox/decoders.hpp"
#include "models/image/sandbox/limits.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>

#include <libheif/heif.h>

namespace models::image {

namespace {

constexpr int kMostPictures = 16;

using Context = std::unique_ptr<heif_context, decltype(&heif_context_free)>;
using Handle = std::unique_ptr<heif_image_handle, decltype(&heif_image_handle_release)>;
using Image = std::unique_ptr<heif_image, decltype(&heif_image_release)>;

Metadata metadata_of_block(heif_image_handle* handle, heif_item_id id) {
    std::string block(heif_image_handle_get_metadata_size(handle, id), '\0');
    if (block.empty() || heif_image_handle_get_metadata(handle, id, block.data()).code != heif_error_Ok) return {};
    // EXIF stands behind four bytes that say how much else stands before it.
    constexpr std::size_t kHead = 4;
    auto found = block.size() > kHead ? exif_of(std::string_view{block}.substr(kHead)) : Metadata{};
    found.gps = found.gps || block.find("GPSLatitude") != std::string::npos;
    return found;
}

bool says_where(heif_image_handle* handle) {
    std::array<heif_item_id, 16> ids{};
    const int count = heif_image_handle_get_list_of_metadata_block_IDs(handle, nullptr, ids.data(), ids.size());
    return std::any_of(ids.begin(), ids.begin() + count,
                       [&](heif_item_id id) { return metadata_of_block(handle, id).gps; });
}

std::string profile_of(heif_image_handle* handle) {
    constexpr std::size_t kMost = 1 << 20;
    const auto size = heif_image_handle_get_raw_color_profile_size(handle);
    if (size == 0 || size > kMost) return {};
    std::string profile(size, '\0');
    const bool read = heif_image_handle_get_raw_color_profile(handle, profile.data()).code == heif_error_Ok;
    return read ? profile : std::string{};
}

/// libheif turns the picture itself, by its own boxes; the orientation in EXIF says the same once more.
runtime::Result<Pixels> decoded(heif_image_handle* handle) {
    heif_image* raw = nullptr;
    if (heif_decode_image(handle, &raw, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nullptr).code !=
        heif_error_Ok)
        return refuse("it is a broken HEIF picture");
    const Image image{raw, &heif_image_release};
    Pixels pixels;
    pixels.width = heif_image_get_width(raw, heif_channel_interleaved);
    pixels.height = heif_image_get_height(raw, heif_channel_interleaved);
    if (auto fits = within_limits(pixels.width, pixels.height); !fits) return tl::unexpected(fits.error());
    int stride = 0;
    const auto* plane = heif_image_get_plane_readonly(raw, heif_channel_interleaved, &stride);
    const auto row = static_cast<std::size_t>(pixels.width) * 3;
    if (plane == nullptr || stride < 0 || static_cast<std::size_t>(stride) < row)
        return refuse("it is a broken HEIF picture");
    pixels.rgb.resize(row * static_cast<std::size_t>(pixels.height));
    for (int y = 0; y < pixels.height; ++y)
        std::memcpy(&pixels.rgb[row * static_cast<std::size_t>(y)], plane + static_cast<std::ptrdiff_t>(stride) * y,
                    row);
    return pixels;
}

}  // namespace

runtime::Result<Metadata> decode_heif(std::string_view file, const OnFrame& on_frame) {
    const Context context{heif_context_alloc(), &heif_context_free};
    heif_context_set_max_decoding_threads(context.get(), 0);
    heif_context_set_maximum_image_size_limit(context.get(), static_cast<int>(kMostSide));
    if (heif_context_read_from_memory_without_copy(context.get(), file.data(), file.size(), nullptr).code !=
        heif_error_Ok)
        return refuse("it is no whole HEIF picture");
    std::array<heif_item_id, kMostPictures> ids{};
    const int pictures = heif_context_get_number_of_top_level_images(context.get());
    if (pictures < 1 || pictures > kMostPictures) return refuse("it holds no picture, or too many");
    heif_context_get_list_of_top_level_image_IDs(context.get(), ids.data(), kMostPictures);

    Metadata found;
    for (int i = 0; i < pictures; ++i) {
        heif_image_handle* raw = nullptr;
        if (heif_context_get_image_handle(context.get(), ids[static_cast<std::size_t>(i)], &raw).code != heif_error_Ok)
            return refuse("it is a broken HEIF picture");
        const Handle handle{raw, &heif_image_handle_release};
        const auto fits = within_limits(heif_image_handle_get_width(raw), heif_image_handle_get_height(raw));
        if (!fits) return tl::unexpected(fits.error());
        found.gps = found.gps || says_where(raw);
        if (i == 0) found.profile = profile_of(raw);
        const auto pixels = decoded(raw);
        if (!pixels) return tl::unexpected(pixels.error());
        on_frame(*pixels);
    }
    return found;
}

}  // namespace models::image
