#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace models::image {

/// The number in at most four bytes.
constexpr std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}
constexpr std::uint32_t little_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

/// A named part of a PNG or WebP file. `all` is the part with its head and what follows it.
struct Chunk {
    std::string_view name;
    std::string_view data;
    std::string_view all;
};

/// Calls `visit` for each chunk behind the signature, in order, up to IEND. True when the file is whole: every chunk
/// fits and IEND is there.
template <class Visit>
bool for_each_png_chunk(std::string_view file, const Visit& visit) {
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kFrame = 12;  // length, name and checksum
    file.remove_prefix(file.size() < kSignature ? file.size() : kSignature);
    while (file.size() >= kFrame) {
        const std::size_t length = big_endian(file.substr(0, 4));
        if (file.size() - kFrame < length) return false;
        const Chunk chunk{file.substr(4, 4), file.substr(8, length), file.substr(0, kFrame + length)};
        visit(chunk);
        if (chunk.name == "IEND") return true;
        file.remove_prefix(chunk.all.size());
    }
    return false;
}

/// The same for a WebP file, which ends where its head says.
template <class Visit>
bool for_each_webp_chunk(std::string_view file, const Visit& visit) {
    constexpr std::size_t kSignature = 12;
    constexpr std::size_t kFrame = 8;  // name and length
    if (file.size() < kSignature) return false;
    const std::size_t body = little_endian(file.substr(4, 4));
    if (body + kFrame > file.size() || body + kFrame < kSignature) return false;
    file = file.substr(kSignature, body + kFrame - kSignature);
    while (file.size() >= kFrame) {
        const std::size_t length = little_endian(file.substr(4, 4));
        const std::size_t padded = length + length % 2;
        if (file.size() - kFrame < length) return false;
        const auto whole = file.size() - kFrame < padded ? kFrame + length : kFrame + padded;
        visit(Chunk{file.substr(0, 4), file.substr(kFrame, length), file.substr(0, whole)});
        file.remove_prefix(whole);
    }
    return file.empty();
}

}  // namespace models::image
