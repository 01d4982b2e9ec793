// What cannot be published as it is becomes a JPEG that every network takes. It is made elsewhere, and nothing is
// believed of it.

#include "models/image/metadata.hpp"
#include "models/image/picture_reader.hpp"
#include "tests/unit/models/image/files.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

namespace models::image {

namespace {

using namespace std::literals;

class PublishedCopyTest : public testing::Test {
  protected:
    std::string copy(std::string_view bytes) {
        const auto made = reader.copy(bytes);
        EXPECT_TRUE(made) << made.error().message;
        return made.value_or("");
    }
    std::string refusal(std::string_view bytes) {
        const auto made = reader.copy(bytes);
        EXPECT_FALSE(made);
        return made ? "" : made.error().message;
    }
    Pdq look(const std::string& bytes) {
        const auto picture = reader.look(std::string_view{bytes});
        EXPECT_TRUE(picture && picture->refused.empty());
        return picture && !picture->frames.empty() ? picture->frames[0] : Pdq{};
    }

    PictureReader reader{PICTURES_PROGRAM, Search::hashes};
};

TEST_F(PublishedCopyTest, APhonesHeicBecomesAJpegThatSaysNothingElse) {
    const auto heic = tests::picture_file("phone.heic");
    const auto made = copy(heic);
    ASSERT_EQ(kind_of(made), Kind::jpeg);
    EXPECT_FALSE(metadata_of(made, Kind::jpeg).gps);
    EXPECT_EQ(made.find("Exif"), std::string::npos);
    EXPECT_EQ(*publishable(made), made) << "there is nothing to take out of it";
    const auto pixels = tests::decoded(made);
    EXPECT_EQ(std::max(pixels.width, pixels.height), 1024);
    EXPECT_LE(distance(look(made).hash, look(heic).hash), 10);
}

TEST_F(PublishedCopyTest, IsTurnedAsPeopleSeeIt) {
    const auto original = tests::picture_file("gps_orient6.jpg");
    const auto made = copy(original);
    const auto pixels = tests::decoded(made);
    EXPECT_EQ(pixels.orientation, Orientation::upright);
    EXPECT_EQ(pixels.width, 768);
    EXPECT_EQ(pixels.height, 1024);
    EXPECT_LE(distance(look(made).hash, look(original).hash), 10);
}

TEST_F(PublishedCopyTest, FitsWhateverIsInIt) {
    const auto noise = tests::drawn_png(2300, 2100, true);
    ASSERT_GT(noise.size(), 10'000'000U);
    const auto made = copy(noise);
    EXPECT_LE(made.size(), kPublishedBytes);
    const auto pixels = tests::decoded(made);
    EXPECT_EQ(pixels.width, kPublishedSide);
    EXPECT_EQ(pixels.height, 1870);
    const auto slope = tests::decoded(copy(tests::drawn_png(5000, 20, false)));
    EXPECT_EQ(slope.width, kPublishedSide);
    EXPECT_EQ(slope.height, 8);
}

TEST_F(PublishedCopyTest, PrintersColoursAndTransparencyBecomePlainOnes) {
    for (const auto* name :
         {"misc-images__modes__CMYK.jpg", "misc-images__modes__F.webp", "misc-images__modes__1.png"}) {
        const auto original = tests::picture_file(name);
        EXPECT_LE(distance(look(copy(original)).hash, look(original).hash), 10) << name;
    }
}

TEST_F(PublishedCopyTest, WhatIsBrokenOrTooLargeIsRefusedWithTheReason) {
    const auto heic = tests::picture_file("phone.heic");
    for (const auto size : {std::size_t{20}, heic.size() / 2, heic.size() - 10})
        EXPECT_NE(refusal(std::string_view{heic}.substr(0, size)), "") << size;
    const auto bomb = "\x89PNG\r\n\x1A\n"s + tests::png_chunk("IHDR", "\0\0\x75\x30\0\0\x75\x30\x08\2\0\0\0"s) +
                      tests::picture_file("misc-images__modes__1.png").substr(33);
    EXPECT_EQ(refusal(bomb).substr(0, 16), "it is too large:");
    EXPECT_EQ(refusal("no picture"), "it is no picture or video of a kind that is opened");
}

TEST_F(PublishedCopyTest, AnyChangeOfAHeicIsACopyOrARefusal) {
    const auto* asked = std::getenv("GATEHOUSE_TIMES");
    const int rounds = (asked == nullptr ? 1 : std::atoi(asked)) * 25;
    std::mt19937 dice{20261122};
    const auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>{0, end - 1}(dice); };
    const auto file = tests::picture_file("phone.heic");
    for (int round = 0; round < rounds; ++round) {
        auto mutant = file;
        const auto reach = round % 2 == 0 ? std::size_t{700} : mutant.size();
        for (std::size_t i = 0; i <= below(8); ++i) mutant[below(reach)] = static_cast<char>(below(256));
        if (round % 5 == 0) mutant.resize(below(mutant.size()));
        const auto made = reader.copy(mutant);
        if (made)
            EXPECT_EQ(kind_of(*made), Kind::jpeg) << "change " << round;
        else
            EXPECT_NE(made.error().message, "") << "change " << round;
    }
}

TEST(PublishedCopyReply, NothingIsBelievedBeyondBeingTheBytesOfAJpeg) {
    const auto jpeg = "\xFF\xD8 and more"s;
    EXPECT_EQ(copy_of(copy_line() + jpeg, Ending::by_itself).value_or(""), jpeg);
    const auto why = [](const std::string& reply, Ending ending = Ending::by_itself) {
        const auto copy = copy_of(reply, ending);
        return copy ? std::string{"taken"} : copy.error().message;
    };
    EXPECT_EQ(why(""), "it cannot be opened");
    EXPECT_EQ(why("", Ending::out_of_time), "opening it took too long");
    EXPECT_EQ(why(copy_line() + jpeg, Ending::out_of_time), "opening it took too long");
    EXPECT_EQ(why(refused_line("it is broken")), "it is broken");
    EXPECT_EQ(why(jpeg), "it cannot be opened");
    EXPECT_EQ(why(copy_line()), "no copy of it can be made");
    EXPECT_EQ(why(copy_line() + "<svg onload=alert(1)>"), "no copy of it can be made");
    EXPECT_EQ(why(copy_line() + jpeg + std::string(kPublishedBytes, 'x')), "no copy of it can be made");
}

TEST(PublishedCopyReply, AProgramThatEndsIsARefusal) {
    PictureReader reader{"true", Search::hashes};
    for (int i = 0; i < 2; ++i) {
        const auto copy = reader.copy("anything");
        ASSERT_FALSE(copy);
        EXPECT_EQ(copy.error().kind, runtime::ErrorKind::rejected);
    }
}

}  // namespace

}  // namespace models::image
