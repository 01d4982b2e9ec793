#include "models/image/publishable.hpp"

#include "models/image/chunks.hpp"
#include "models/image/metadata.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <zlib.h>

namespace models::image {

namespace {

using namespace std::literals;
using runtime::Result;

constexpr std::array kPngKept{"IHDR"sv, "PLTE"sv, "IDAT"sv, "IEND"sv, "tRNS"sv, "gAMA"sv, "cHRM"sv, "sRGB"sv,
                              "iCCP"sv, "cICP"sv, "sBIT"sv, "bKGD"sv, "pHYs"sv, "acTL"sv, "fcTL"sv, "fdAT"sv};
constexpr std::array kWebpKept{"VP8 "sv, "VP8L"sv, "VP8X"sv, "ALPH"sv, "ANIM"sv, "ANMF"sv, "ICCP"sv};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string big_endian_bytes(std::uint32_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}

std::string little_endian_bytes(std::uint32_t value) {
    auto out = big_endian_bytes(value, 4);
    std::reverse(out.begin(), out.end());
    return out;
}

/// EXIF that says nothing but how the picture has to be turned.
std::string orientation_only(Orientation orientation) {
    std::string tiff{"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"sv};
    tiff += static_cast<char>(orientation);
    tiff += "\0\0\0\0\0\0"sv;
    return tiff;
}

tl::unexpected<runtime::Error> cut_short() {
    return runtime::fail(runtime::ErrorKind::malformed, "the picture is cut short or its parts do not fit");
}

// --- JPEG

constexpr auto kStartOfImage = "\xFF\xD8"sv;
constexpr unsigned kEndOfImage = 0xD9;
constexpr unsigned kStartOfScan = 0xDA;
constexpr unsigned kApplication0 = 0xE0;
constexpr unsigned kApplication2 = 0xE2;
constexpr unsigned kApplication14 = 0xEE;
constexpr unsigned kApplication15 = 0xEF;
constexpr unsigned kComment = 0xFE;

/// Where the coded data that begins at `from` ends: at the next marker that is none of its own.
std::size_t end_of_scan(std::string_view file, std::size_t from) {
    for (auto at = file.find('\xFF', from); at != std::string_view::npos; at = file.find('\xFF', at + 1)) {
        if (at + 1 >= file.size()) break;
        const auto next = static_cast<unsigned char>(file[at + 1]);
        const bool of_the_data = next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
        if (!of_the_data) return at;
    }
    return std::string_view::npos;
}

/// What stays of a segment: nothing of what an application wrote, except what says how colours are meant.
std::string kept_of(unsigned marker, std::string_view segment) {
    constexpr std::size_t kHead = 4;
    constexpr std::size_t kJfifWithoutThumbnail = 18;
    const auto data = segment.substr(kHead);
    if (marker == kApplication0 && data.starts_with("JFIF\0"sv) && segment.size() >= kJfifWithoutThumbnail)
        return "\xFF\xE0\0\x10"s + std::string{data.substr(0, 12)} + "\0\0"s;
    const bool colours = (marker == kApplication2 && data.starts_with("ICC_PROFILE\0"sv)) ||
                         (marker == kApplication14 && data.starts_with("Adobe"sv));
    const bool written = (marker >= kApplication0 && marker <= kApplication15) || marker == kComment;
    return written && !colours ? std::string{} : std::string{segment};
}

Result<std::string> publishable_jpeg(std::string_view file) {
    const auto orientation = metadata_of(file, Kind::jpeg).orientation;
    std::string out{kStartOfImage};
    std::string head = orientation == Orientation::upright
                           ? std::string{}
                           : "\xFF\xE1\0\x22"s + "Exif\0\0"s + orientation_only(orientation);
    std::size_t at = kStartOfImage.size();
    while (at + 4 <= file.size() && file[at] == '\xFF') {
        const unsigned marker = static_cast<unsigned char>(file[at + 1]);
        if (marker == 0xFF) {  // fill bytes may stand before a marker
            ++at;
            continue;
        }
        const auto length = std::size_t{big_endian(file.substr(at + 2, 2))} + 2;
        if (length < 4 || file.size() - at < length) return cut_short();
        // JFIF stands first where it stands at all; what turns the picture comes behind it.
        if (marker != kApplication0) out += std::exchange(head, {});
        out += kept_of(marker, file.substr(at, length));
        at += length;
        if (marker != kStartOfScan) continue;
        const auto end = end_of_scan(file, at);
        if (end == std::string_view::npos) return cut_short();
        out += file.substr(at, end - at);
        at = end;
        if (static_cast<unsigned char>(file[at + 1]) == kEndOfImage) return out + "\xFF\xD9";
    }
    return cut_short();
}

// --- PNG and WebP

std::string png_chunk(std::string_view name, std::string_view data) {
    const auto named = std::string{name} + std::string{data};
    const auto check = crc32(0, reinterpret_cast<const unsigned char*>(named.data()), static_cast<uInt>(named.size()));
    return big_endian_bytes(static_cast<std::uint32_t>(data.size()), 4) + named +
           big_endian_bytes(static_cast<std::uint32_t>(check), 4);
}

Result<std::string> publishable_png(std::string_view file) {
    const auto orientation = metadata_of(file, Kind::png).orientation;
    std::string out{file.substr(0, 8)};
    const bool whole = for_each_png_chunk(file, [&](const Chunk& chunk) {
        if (!among(kPngKept, chunk.name)) return;
        out += chunk.all;
        if (chunk.name == "IHDR"sv && orientation != Orientation::upright)
            out += png_chunk("eXIf", orientation_only(orientation));
    });
    if (!whole) return cut_short();
    return out;
}

Result<std::string> publishable_webp(std::string_view file) {
    constexpr unsigned kExifFlag = 0x08;
    constexpr unsigned kXmpFlag = 0x04;
    const auto orientation = metadata_of(file, Kind::webp).orientation;
    std::string body{"WEBP"};
    const bool whole = for_each_webp_chunk(file, [&](const Chunk& chunk) {
        if (!among(kWebpKept, chunk.name)) return;
        const auto begin = body.size();
        body += chunk.all;
        if (chunk.all.size() % 2 == 1) body += '\0';
        if (chunk.name != "VP8X"sv || chunk.data.empty()) return;
        auto flags = static_cast<unsigned char>(body[begin + 8]) & ~(kExifFlag | kXmpFlag);
        if (orientation != Orientation::upright) flags |= kExifFlag;
        body[begin + 8] = static_cast<char>(flags);
    });
    if (!whole) return cut_short();
    if (orientation != Orientation::upright) {
        const auto exif = orientation_only(orientation);
        body += "EXIF" + little_endian_bytes(static_cast<std::uint32_t>(exif.size())) + exif;
    }
    return "RIFF" + little_endian_bytes(static_cast<std::uint32_t>(body.size())) + body;
}

}  // namespace

Result<std::string> publishable(std::string_view file) {
    const auto kind = kind_of(file.substr(0, 16));
    if (kind == Kind::jpeg) return publishable_jpeg(file);
    if (kind == Kind::png) return publishable_png(file);
    if (kind == Kind::webp) return publishable_webp(file);
    return runtime::fail(runtime::ErrorKind::rejected, "only JPEG, PNG and WebP pictures can be published");
}

}  // namespace models::image
