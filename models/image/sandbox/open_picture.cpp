#include "models/image/sandbox/open_picture.hpp"

#include "models/image/borders.hpp"
#include "models/image/chunks.hpp"
#include "models/image/sandbox/limits.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

namespace models::image {

namespace {

using runtime::Result;

Result<std::string> contents_of(int file, std::int64_t size) {
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const auto got = ::pread(file, bytes.data() + have, bytes.size() - have, static_cast<off_t>(have));
        if (got <= 0) return refuse("it cannot be read to its end");
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

bool animated_png(std::string_view file) {
    bool animated = false;
    for_each_png_chunk(file, [&](const Chunk& chunk) { animated = animated || chunk.name == "acTL"; });
    return animated;
}

/// The ICC profile of a JPEG or WebP. One in a PNG is packed, and those are of screens nearly always.
std::string profile_of(std::string_view file, Kind kind) {
    std::string profile;
    if (kind == Kind::webp)
        for_each_webp_chunk(file, [&](const Chunk& chunk) {
            if (chunk.name == "ICCP") profile = chunk.data;
        });
    if (kind != Kind::jpeg) return profile;
    constexpr std::string_view kMark{"ICC_PROFILE\0", 12};
    constexpr std::size_t kCount = 2;  // which part it is, and of how many
    for (auto at = file.find(kMark); at != std::string_view::npos && at >= 4; at = file.find(kMark, at + 1)) {
        const std::size_t length = big_endian(file.substr(at - 2, 2));
        const auto head = 2 + kMark.size() + kCount;
        if (file.substr(at - 4, 2) == "\xFF\xE2" && length >= head && at - 2 + length <= file.size())
            profile += file.substr(at + kMark.size() + kCount, length - head);
    }
    return profile;
}

Result<Metadata> decode_bytes(int file, std::string_view bytes, Kind kind, const OnFrame& on_frame) {
    if (kind == Kind::heif) return decode_heif(bytes, on_frame);
    auto found = metadata_of(bytes, kind);
    found.profile = profile_of(bytes, kind);
    Result<void> decoded;
    if (kind == Kind::jpeg) decoded = decode_jpeg(bytes, found.orientation, on_frame);
    if (kind == Kind::webp) decoded = decode_webp(bytes, found.orientation, on_frame);
    if (kind == Kind::png && !animated_png(bytes)) decoded = decode_png(bytes, found.orientation, on_frame);
    if (kind == Kind::gif || (kind == Kind::png && animated_png(bytes))) {
        const auto animation = decode_video(file, kind == Kind::gif ? Container::gif : Container::apng, on_frame);
        if (!animation) return animation;
    }
    if (!decoded) return tl::unexpected(decoded.error());
    return found;
}

}  // namespace

Result<Metadata> decode_file(int file, const OnFrame& on_frame) {
    const std::int64_t size = ::lseek(file, 0, SEEK_END);
    if (size < 0) return refuse("it is no file");
    const auto first = contents_of(file, std::min<std::int64_t>(size, 16));
    if (!first) return tl::unexpected(first.error());
    const auto kind = kind_of(*first);
    if (!kind) return refuse("it is no picture or video of a kind that is opened");
    const auto most = *kind == Kind::video ? kMostVideoBytes : kMostFileBytes;
    if (size > most) return refuse(fmt::format("it is larger than {} MiB", most >> 20));
    if (*kind == Kind::video) return decode_video(file, Container::mov, on_frame);
    const auto bytes = contents_of(file, size);
    if (!bytes) return tl::unexpected(bytes.error());
    return decode_bytes(file, *bytes, *kind, on_frame);
}

Picture open_picture(int file, const OnFrame& look) try {
    Picture picture;
    const auto decoded = decode_file(file, [&](const Pixels& pixels) {
        const auto hash = pdq(pixels);
        if (!picture.frames.empty() && distance(picture.frames.back().hash, hash.hash) <= kPdqMatch) return;
        if (picture.frames.empty()) {
            picture.width = pixels.upright_width();
            picture.height = pixels.upright_height();
            const auto turned = pdq_turned(pixels);
            picture.turned.assign(turned.begin(), turned.end());
            if (const auto part = within_borders(pixels)) picture.trimmed = pdq(part_of(pixels, *part));
        }
        picture.frames.push_back(hash);
        look(pixels);
    });
    if (!decoded) return Picture{.refused = decoded.error().message, .frames = {}};
    picture.gps = decoded->gps;
    return picture;
} catch (const std::bad_alloc&) {
    return Picture{.refused = "opening it takes too much memory", .frames = {}};
} catch (const std::exception&) {
    return Picture{.refused = "it cannot be opened", .frames = {}};
}

Result<std::vector<PdqHash>> crops_of_picture(int file) try {
    std::optional<std::vector<PdqHash>> family;
    const auto decoded = decode_file(file, [&](const Pixels& pixels) {
        if (!family) family = crop_family(pixels);
    });
    if (!decoded) return tl::unexpected(decoded.error());
    if (!family) return refuse("it holds no picture");
    return std::move(*family);
} catch (const std::bad_alloc&) {
    return refuse("opening it takes too much memory");
} catch (const std::exception&) {
    return refuse("it cannot be opened");
}

}  // namespace models::image
