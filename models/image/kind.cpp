#include "models/image/kind.hpp"

#include <algorithm>
#include <array>

namespace models::image {

namespace {

using namespace std::literals;

constexpr std::array kHeifBrands{"heic"sv, "heix"sv, "heim"sv, "heis"sv, "mif1"sv, "msf1"sv, "hevc"sv, "avif"sv};
constexpr std::array kVideoBrands{"isom"sv, "iso2"sv, "iso4"sv, "iso5"sv, "iso6"sv, "mp41"sv, "mp42"sv,
                                  "avc1"sv, "qt  "sv, "M4V "sv, "MSNV"sv, "3gp4"sv, "3gp5"sv};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& brands, std::string_view brand) {
    return std::find(brands.begin(), brands.end(), brand) != brands.end();
}

}  // namespace

std::optional<Kind> kind_of(std::string_view first_bytes) {
    if (first_bytes.starts_with("\xFF\xD8\xFF"sv)) return Kind::jpeg;
    if (first_bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return Kind::png;
    if (first_bytes.starts_with("GIF87a"sv) || first_bytes.starts_with("GIF89a"sv)) return Kind::gif;
    if (first_bytes.size() < 12) return std::nullopt;
    const auto inner = first_bytes.substr(4, 4);
    const auto brand = first_bytes.substr(8, 4);
    if (first_bytes.starts_with("RIFF"sv) && brand == "WEBP"sv) return Kind::webp;
    if (inner != "ftyp"sv) return std::nullopt;
    if (among(kHeifBrands, brand)) return Kind::heif;
    if (among(kVideoBrands, brand)) return Kind::video;
    return std::nullopt;
}

}  // namespace models::image
