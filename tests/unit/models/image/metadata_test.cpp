// What a file says beside the picture: found for the author's warning, and gone from what is published.

#include "models/image/metadata.hpp"

#include "models/image/publishable.hpp"
#include "tests/unit/models/image/files.hpp"

#include <gtest/gtest.h>

namespace models::image {

namespace {

using namespace std::literals;
using tests::exif;
using tests::jpeg_with;
using tests::png_chunk;
using tests::segment;
using tests::webp_chunk;

constexpr auto kMarker = "Zephyrine Quill-Ashdown"sv;
constexpr unsigned char kApp1 = 0xE1;
constexpr unsigned char kComment = 0xFE;

/// A PNG with chunks behind its head.
std::string png_with(std::string_view chunks) {
    auto file = tests::picture_file("misc-images__modes__1.png");
    return file.insert(8 + 25, chunks);
}

/// The simple WebP file as one of the extended kind, with chunks behind the picture.
std::string webp_with(std::string_view chunks) {
    const auto simple = tests::picture_file("misc-images__modes__F.webp");
    const auto shape = tests::decoded(simple);
    const auto three = [](int value) {
        return std::string{static_cast<char>(value), static_cast<char>(value >> 8), static_cast<char>(value >> 16)};
    };
    const auto head = webp_chunk("VP8X", "\x0C\0\0\0"s + three(shape.width - 1) + three(shape.height - 1));
    const auto body = "WEBP" + head + simple.substr(12) + std::string{chunks};
    return "RIFF" + webp_chunk("", body).substr(0, 4) + body;
}

TEST(Metadata, SaysHowThePictureHasToBeTurnedInEitherByteOrder) {
    for (const bool big_endian : {true, false}) {
        for (int orientation = 1; orientation <= 8; ++orientation) {
            const auto file = jpeg_with(segment(kApp1, exif(big_endian, orientation, false)));
            EXPECT_EQ(metadata_of(file, Kind::jpeg).orientation, static_cast<Orientation>(orientation));
        }
        EXPECT_EQ(exif_of(exif(big_endian, 9, false)).orientation, Orientation::upright);
        EXPECT_EQ(exif_of(exif(big_endian, 0, false)).orientation, Orientation::upright);
    }
}

TEST(Metadata, FindsAPlaceInEveryKindOfFile) {
    for (const bool place : {true, false}) {
        const auto block = exif(false, 1, place);
        EXPECT_EQ(metadata_of(jpeg_with(segment(kApp1, block)), Kind::jpeg).gps, place);
        EXPECT_EQ(metadata_of(png_with(png_chunk("eXIf", block.substr(6))), Kind::png).gps, place);
        EXPECT_EQ(metadata_of(webp_with(webp_chunk("EXIF", block)), Kind::webp).gps, place);
        EXPECT_EQ(metadata_of(webp_with(webp_chunk("EXIF", block.substr(6))), Kind::webp).gps, place);
    }
    const auto xmp = "<x:xmpmeta exif:GPSLatitude='51,30.0N'/>"s;
    EXPECT_TRUE(metadata_of(jpeg_with(segment(kApp1, "http://ns.adobe.com/xap/1.0/\0"s + xmp)), Kind::jpeg).gps);
    EXPECT_TRUE(metadata_of(png_with(png_chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0"s + xmp)), Kind::png).gps);
    EXPECT_TRUE(metadata_of(webp_with(webp_chunk("XMP ", xmp)), Kind::webp).gps);
    EXPECT_TRUE(metadata_of(tests::picture_file("gps_orient6.jpg"), Kind::jpeg).gps);
    EXPECT_FALSE(metadata_of(tests::picture_file("animated2.gif"), Kind::gif).gps);
}

TEST(Metadata, FindsThePlaceInAPictureBehindTheEnd) {
    const auto file = jpeg_with("") + "\xFF\xD8"s + segment(kApp1, exif(true, 1, true));
    EXPECT_TRUE(metadata_of(file, Kind::jpeg).gps);
}

TEST(Metadata, OfABlockCutAnywhereIsFewerThingsAndNothingElse) {
    const auto whole = exif(true, 6, true);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto found = exif_of(whole.substr(0, size));
        EXPECT_TRUE(found.orientation == Orientation::turned_right || found.orientation == Orientation::upright);
    }
}

TEST(Publishable, IsTheSamePictureWithoutWhatWasWrittenIntoIt) {
    const auto original = jpeg_with(segment(kApp1, exif(true, 6, true)) + segment(kComment, kMarker) +
                                    segment(0xED, "Photoshop 3.0\0"s + std::string{kMarker})) +
                          std::string{kMarker};
    const auto copy = publishable(original);
    ASSERT_TRUE(copy) << copy.error().message;
    EXPECT_EQ(copy->find(kMarker), std::string::npos);
    EXPECT_FALSE(metadata_of(*copy, Kind::jpeg).gps);
    EXPECT_EQ(metadata_of(*copy, Kind::jpeg).orientation, Orientation::turned_right);
    EXPECT_EQ(tests::decoded(*copy).rgb, tests::decoded(original).rgb);
    EXPECT_EQ(publishable(*copy).value(), *copy);
}

TEST(Publishable, KeepsTheColoursOfPrintersAndOfProfiles) {
    const auto profile = segment(0xE2, "ICC_PROFILE\0\x01\x01 invented"s);
    const auto copy = publishable(jpeg_with(profile + segment(0xE2, "MPF\0 an uncropped preview"s)));
    ASSERT_TRUE(copy);
    EXPECT_NE(copy->find(profile), std::string::npos);
    EXPECT_EQ(copy->find("uncropped"), std::string::npos);
    const auto printed = tests::picture_file("misc-images__modes__CMYK.jpg");
    EXPECT_EQ(tests::decoded(publishable(printed).value()).rgb, tests::decoded(printed).rgb);
    const auto progressive = tests::picture_file("dih__bridge-3-rotate-180.jpg");
    EXPECT_EQ(tests::decoded(publishable(progressive).value()).rgb, tests::decoded(progressive).rgb);
}

TEST(Publishable, TakesTheThumbnailOutOfJfif) {
    auto file = tests::picture_file("bridge-mods__shrink-a-lot.jpg");
    ASSERT_EQ(file.substr(6, 5), "JFIF\0"s);
    file.replace(2, 18, segment(0xE0, file.substr(6, 12) + "\x01\x01"s + "thu"s));
    const auto copy = publishable(file);
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->find("thu"), std::string::npos);
    EXPECT_EQ(tests::decoded(*copy).rgb, tests::decoded(file).rgb);
}

TEST(Publishable, PngAndWebpLoseTheirTextsToo) {
    const auto block = exif(true, 3, true);
    const auto text = std::string{kMarker};
    const auto png = png_with(png_chunk("eXIf", block.substr(6)) + png_chunk("tEXt", "Author\0"s + text)) + text;
    const auto webp = webp_with(webp_chunk("EXIF", block) + webp_chunk("XMP ", text) + webp_chunk("note", text)) + text;
    for (const auto& [file, kind] : {std::pair{png, Kind::png}, std::pair{webp, Kind::webp}}) {
        const auto copy = publishable(file);
        ASSERT_TRUE(copy) << copy.error().message;
        EXPECT_EQ(copy->find(kMarker), std::string::npos);
        EXPECT_FALSE(metadata_of(*copy, kind).gps);
        EXPECT_EQ(metadata_of(*copy, kind).orientation, Orientation::upside_down);
        EXPECT_EQ(tests::decoded(*copy).rgb, tests::decoded(file).rgb);
        EXPECT_EQ(publishable(*copy).value(), *copy);
    }
}

TEST(Publishable, NothingThatIsCutShort) {
    for (const auto* name : {"bridge-mods__shrink-a-lot.jpg", "misc-images__modes__1.png"}) {
        const auto whole = tests::picture_file(name);
        for (std::size_t size = 16; size < whole.size() - 1; size += 1 + whole.size() / 400) {
            const auto copy = publishable(whole.substr(0, size));
            ASSERT_FALSE(copy) << name << " cut after " << size;
            EXPECT_EQ(copy.error().kind, runtime::ErrorKind::malformed);
        }
    }
    EXPECT_EQ(publishable(tests::picture_file("animated2.gif")).error().kind, runtime::ErrorKind::rejected);
    EXPECT_EQ(publishable("").error().kind, runtime::ErrorKind::rejected);
}

}  // namespace

}  // namespace models::image
