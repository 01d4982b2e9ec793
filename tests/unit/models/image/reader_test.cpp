// Pictures are opened elsewhere: what is broken or hostile costs a refusal with a reason, never this process.

#include "models/image/picture_reader.hpp"

#include "models/image/borders.hpp"
#include "tests/unit/models/image/files.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

namespace models::image {

namespace {

using namespace std::literals;

class PictureReaderTest : public testing::Test {
  protected:
    Picture look(std::string_view bytes) {
        const tests::MemoryFile file;
        file.write(bytes.data(), bytes.size());
        const auto picture = reader.look(file.number());
        EXPECT_TRUE(picture);
        return picture.value_or(Picture{});
    }
    std::string refusal(std::string_view bytes) {
        const auto picture = look(bytes);
        EXPECT_TRUE(picture.frames.empty());
        EXPECT_FALSE(picture.gps);
        return picture.refused;
    }

    PictureReader reader{PICTURES_PROGRAM, Search::hashes};
};

std::string changed(std::string file, std::size_t at, std::string_view bytes) {
    return file.replace(at, bytes.size(), bytes);
}

TEST_F(PictureReaderTest, FindsTheReferenceHashOfEveryReferencePicture) {
    for (const auto& reference : tests::reference_hashes()) {
        const auto picture = look(tests::picture_file(reference.file));
        ASSERT_EQ(picture.frames.size(), 1U) << reference.file << ": " << picture.refused;
        EXPECT_EQ(to_hex(picture.frames[0].hash), reference.hash) << reference.file;
        EXPECT_EQ(picture.frames[0].quality, reference.quality) << reference.file;
        ASSERT_EQ(picture.turned.size(), reference.turned.size()) << reference.file;
        const auto pixels = tests::decoded(tests::picture_file(reference.file));
        EXPECT_EQ(picture.trimmed.has_value(), within_borders(pixels).has_value()) << reference.file;
        for (std::size_t i = 0; i < kTurns; ++i)
            EXPECT_EQ(to_hex(picture.turned[i]), reference.turned[i]) << reference.file << " turned in way " << i;
    }
}

TEST_F(PictureReaderTest, HashesAPhonesPictureAsPeopleSeeIt) {
    const auto file = tests::picture_file("gps_orient6.jpg");
    const auto picture = look(file);
    EXPECT_TRUE(picture.gps);
    ASSERT_EQ(picture.frames.size(), 1U) << picture.refused;
    auto stored = tests::decoded(file);
    EXPECT_EQ(stored.orientation, Orientation::turned_right);
    EXPECT_EQ(picture.frames[0], pdq(stored));
    stored.orientation = Orientation::upright;
    EXPECT_GT(distance(picture.frames[0].hash, pdq(stored).hash), 60);
    // Who lists the file as it lies lists one of these.
    const auto& turned = picture.turned;
    const auto as_it_lies = [&](const PdqHash& hash) { return distance(hash, pdq(stored).hash) <= kPdqMatch; };
    EXPECT_TRUE(std::any_of(turned.begin(), turned.end(), as_it_lies));
}

TEST_F(PictureReaderTest, LeavesItToHeifHowItsPictureIsTurned) {
    // The stored points of the JPEG file, with the same EXIF, which in HEIF says nothing: a box would.
    const auto heic = look(tests::picture_file("phone.heic"));
    ASSERT_EQ(heic.frames.size(), 1U) << heic.refused;
    EXPECT_TRUE(heic.gps);
    auto stored = tests::decoded(tests::picture_file("gps_orient6.jpg"));
    stored.orientation = Orientation::upright;
    EXPECT_LE(distance(heic.frames[0].hash, pdq(stored).hash), 31);
}

TEST_F(PictureReaderTest, HashesEveryPictureOfAnAnimationAndEachSecondOfAVideo) {
    EXPECT_EQ(look(tests::picture_file("animated2.gif")).frames.size(), 2U);
    const auto video = look(tests::picture_file("doorknob-hd-no-bar.mp4"));
    EXPECT_GT(video.frames.size(), 1U) << video.refused;
    EXPECT_FALSE(video.gps);
}

TEST_F(PictureReaderTest, RefusesWhatIsTooLargeByItsHeadAlone) {
    const auto png = tests::picture_file("misc-images__modes__1.png");
    const auto bomb =
        png.substr(0, 8) + tests::png_chunk("IHDR", "\0\0\x75\x30\0\0\x75\x30\x08\2\0\0\0"s) + png.substr(33);
    EXPECT_EQ(refusal(bomb).substr(0, 34), "it is too large: 30000 x 30000 poi");
    EXPECT_EQ(refusal("GIF89a\xFF\xFF\xFF\xFF\0\0\0,\0\0\0\0\xFF\xFF\xFF\xFF\0\2\2D\1\0;"s).substr(0, 16),
              "it is too large:");
    const auto jpeg = tests::picture_file("bridge-mods__shrink-a-lot.jpg");
    const auto size = jpeg.find("\xFF\xC0"sv) + 5;
    EXPECT_EQ(refusal(changed(jpeg, size, "\xFF\xDC\xFF\xDC"sv)).substr(0, 16), "it is too large:");
    EXPECT_NE(refusal(changed(jpeg, size, "\0\0\0\0"sv)), "");
}

TEST_F(PictureReaderTest, RefusesWhatIsNoPicture) {
    for (const auto& bytes : {""s, "<svg xmlns='http://www.w3.org/2000/svg'/>"s, "<!DOCTYPE html><html></html>"s,
                              "%PDF-1.7 and much more"s, "II*\0 a TIFF file"s, "BM a bitmap of old"s})
        EXPECT_EQ(refusal(bytes), "it is no picture or video of a kind that is opened");
}

TEST_F(PictureReaderTest, RefusesWhatIsCutShortOrDamaged) {
    for (const auto* name : {"gps_orient6.jpg", "misc-images__modes__1.png", "misc-images__modes__F.webp", "phone.heic",
                             "dih__bridge-3-rotate-180.jpg"}) {
        const auto file = tests::picture_file(name);
        EXPECT_NE(refusal(file.substr(0, file.size() / 2)), "") << name;
        EXPECT_NE(refusal(file.substr(0, 20)), "") << name;
    }
}

// A thousand changes; the long run asks for more than ten thousand.
TEST_F(PictureReaderTest, AnyChangeOfAFileIsAFindingOrARefusal) {
    const auto* asked = std::getenv("GATEHOUSE_TIMES");
    const int times = asked == nullptr ? 1 : std::atoi(asked);
    std::mt19937 dice{20261121};
    const auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>{0, end - 1}(dice); };
    for (const auto* name :
         {"bridge-mods__shrink-a-lot.jpg", "misc-images__small.jpg", "labelme-subset__q0003.jpg", "phone.heic",
          "animated2.gif", "misc-images__modes__1.png", "misc-images__modes__F.webp", "doorknob-hd-no-bar.mp4"}) {
        const auto file = tests::picture_file(name);
        ASSERT_FALSE(file.empty());
        const int rounds = times * (file.size() < 20'000 ? 300 : file.size() < 400'000 ? 20 : 6);
        for (int round = 0; round < rounds; ++round) {
            auto mutant = file;
            const auto reach = round % 2 == 0 ? std::min<std::size_t>(mutant.size(), 600) : mutant.size();
            for (std::size_t i = 0; i <= below(8); ++i) mutant[below(reach)] = static_cast<char>(below(256));
            if (round % 5 == 0) mutant.resize(below(mutant.size()));
            const auto picture = look(mutant);
            ASSERT_NE(picture.frames.empty(), picture.refused.empty()) << name << ", change " << round;
        }
    }
}

TEST(PictureReaderAlone, SaysThatTheProgramIsMissing) {
    PictureReader reader{"/nowhere/gatehouse-pictures", Search::hashes};
    const tests::MemoryFile file;
    const auto picture = reader.look(file.number());
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().kind, runtime::ErrorKind::unavailable);
}

TEST(PictureReaderAlone, AProgramThatEndsIsARefusalAndIsStartedAgain) {
    PictureReader reader{"true", Search::hashes};
    const tests::MemoryFile file;
    for (int i = 0; i < 3; ++i) {
        const auto picture = reader.look(file.number());
        ASSERT_TRUE(picture);
        EXPECT_NE(picture->refused, "");
    }
}

}  // namespace

}  // namespace models::image
