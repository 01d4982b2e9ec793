// A picture on a list is found as a file and by its look, also turned and mirrored; a hash that says nothing finds
// none.

#include "moderation/listed_pictures.hpp"

#include <gtest/gtest.h>

namespace moderation {

namespace {

using models::image::Picture;
using models::image::Turn;

const std::string kBridge = "d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22";

ListedPictures lists(const std::string& pdq, const std::string& md5) {
    config::HashLists lists;
    if (!pdq.empty()) lists.pdq = {*config::pdq_bytes_from(pdq)};
    if (!md5.empty())
        lists.md5 = {*config::md5_bytes_from(std::string(32, 'f')), *config::md5_bytes_from(md5),
                     *config::md5_bytes_from(std::string(32, '0'))};
    return ListedPictures{lists};
}

Picture looking_like(const std::string& hex, int quality = 100) {
    Picture picture;
    picture.frames = {{*models::image::pdq_from_hex(hex), quality}};
    return picture;
}

TEST(ListedPictures, AFileIsFoundByExactlyItsBytes) {
    const auto listed = lists("", "900150983cd24fb0d6963f7d28e17f72");  // RFC 1321: "abc"
    EXPECT_TRUE(listed.has_file("abc"));
    EXPECT_FALSE(listed.has_file("abd"));
    EXPECT_FALSE(listed.has_file(""));
    EXPECT_FALSE(ListedPictures{}.has_file("abc"));
}

TEST(ListedPictures, ALookIsFoundToTheLastBitOfAMatch) {
    const auto listed = lists(kBridge, "");
    auto picture = looking_like(kBridge);
    EXPECT_TRUE(listed.has_look_of(picture));
    picture.frames[0].hash[1] ^= (std::uint64_t{1} << 31) - 1;
    EXPECT_TRUE(listed.has_look_of(picture));
    picture.frames[0].hash[1] ^= std::uint64_t{1} << 40;
    EXPECT_FALSE(listed.has_look_of(picture));
    EXPECT_FALSE(ListedPictures{}.has_look_of(looking_like(kBridge)));
    EXPECT_FALSE(listed.has_look_of(Picture{}));
}

TEST(ListedPictures, ALookIsFoundInEveryFrameAndTurnedInEveryWay) {
    const auto listed = lists(kBridge, "");
    const auto other = std::string(32, '5') + std::string(32, 'a');
    auto picture = looking_like(other);
    EXPECT_FALSE(listed.has_look_of(picture));
    picture.frames.push_back({*models::image::pdq_from_hex(kBridge), 100});
    EXPECT_TRUE(listed.has_look_of(picture));
    picture = looking_like(other);
    picture.turned.assign(models::image::kTurns, picture.frames[0].hash);
    EXPECT_FALSE(listed.has_look_of(picture));
    picture.turned[static_cast<std::size_t>(Turn::flip_y)] = *models::image::pdq_from_hex(kBridge);
    EXPECT_TRUE(listed.has_look_of(picture));
}

TEST(ListedPictures, ALookIsFoundWithinABorder) {
    const auto listed = lists(kBridge, "");
    auto picture = looking_like(std::string(32, '5') + std::string(32, 'a'));
    picture.trimmed = {*models::image::pdq_from_hex(kBridge), 50};
    EXPECT_TRUE(listed.has_look_of(picture));
    picture.trimmed->quality = 49;
    EXPECT_FALSE(listed.has_look_of(picture));
}

TEST(ListedPictures, ALookThatSaysNothingIsFoundNowhere) {
    const auto listed = lists(kBridge, "");
    auto picture = looking_like(kBridge, 49);
    picture.turned.assign(models::image::kTurns, picture.frames[0].hash);
    EXPECT_FALSE(listed.has_look_of(picture));
}

}  // namespace

}  // namespace moderation
