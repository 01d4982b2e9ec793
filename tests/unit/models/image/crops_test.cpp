// A picture that was withdrawn is recognised when somebody brings a cut of it, and no other picture is taken for it.

#include "models/image/crops.hpp"

#include "models/image/hash_index.hpp"
#include "models/image/picture_reader.hpp"
#include "tests/unit/models/image/files.hpp"

#include <set>

#include <gtest/gtest.h>
#include <turbojpeg.h>

namespace models::image {

namespace {

/// Different photographs; what is in a HEIC comes by way of a copy.
constexpr std::array kPhotographs{"dih__bridge-3-rotate-180.jpg", "gps_orient6.jpg", "labelme-subset__q0746.jpg",
                                  "labelme-subset__q2821.jpg", "portrait.jpg"};

class CropFamily : public testing::Test {
  protected:
    static Pixels upright(const Pixels& pixels) {
        return sampled(pixels, pixels.upright_width(), pixels.upright_height());
    }
    std::vector<Pixels> photographs() {
        std::vector<Pixels> all;
        for (const auto* name : kPhotographs) all.push_back(upright(tests::decoded(tests::picture_file(name))));
        all.push_back(tests::decoded(reader.copy(tests::picture_file("phone.heic")).value()));
        return all;
    }
    /// Exactly these points.
    static Pixels cut(const Pixels& from, const Part& part) {
        Pixels result;
        result.width = part.width;
        result.height = part.height;
        for (int y = part.top; y < part.top + part.height; ++y) {
            const auto* row = from.upright_at(part.left, y);
            result.rgb.insert(result.rgb.end(), row, row + static_cast<std::ptrdiff_t>(part.width) * 3);
        }
        return result;
    }
    /// As a network or an editor hands it on.
    static Pdq as_jpeg(const Pixels& pixels) {
        unsigned char* raw = nullptr;
        unsigned long size = 0;
        const std::unique_ptr<void, decltype(&tjDestroy)> encoder{tjInitCompress(), &tjDestroy};
        EXPECT_EQ(tjCompress2(encoder.get(), pixels.rgb.data(), pixels.width, 0, pixels.height, TJPF_RGB, &raw, &size,
                              TJSAMP_420, 75, 0),
                  0);
        const std::string file{reinterpret_cast<const char*>(raw), size};
        tjFree(raw);
        return pdq(tests::decoded(file));
    }
    static HashIndex index_of(const Pixels& pixels) {
        HashIndex index;
        for (const auto& hash : crop_family(pixels)) index.add(hash, 0);
        return index;
    }

    PictureReader reader{PICTURES_PROGRAM, Search::hashes};
};

TEST_F(CropFamily, HasEveryCutInsideThePicture) {
    for (const auto& [width, height] : {std::pair{1600, 1004}, std::pair{300, 1000}, std::pair{1, 1}}) {
        const auto parts = family_parts(width, height);
        EXPECT_EQ(parts.size(), kFamilyParts);
        for (const auto& part : parts) {
            EXPECT_TRUE(part.left >= 0 && part.top >= 0 && part.width > 0 && part.height > 0);
            EXPECT_TRUE(part.left + part.width <= width && part.top + part.height <= height);
        }
    }
    const auto parts = family_parts(1600, 1000);
    const auto has = [&](const Part& part) { return std::find(parts.begin(), parts.end(), part) != parts.end(); };
    EXPECT_TRUE(has({300, 0, 1000, 1000})) << "a square in the middle";
    EXPECT_TRUE(has({0, 81, 1600, 838})) << "as wide as Instagram takes";
    EXPECT_TRUE(has({0, 0, 1600, 900})) << "a tenth off the bottom";
    EXPECT_TRUE(has({80, 50, 1440, 900})) << "a twentieth off each side";
}

TEST_F(CropFamily, FindsWhatNetworksAndPeopleCutOut) {
    int asked = 0;
    int found = 0;
    int found_without = 0;
    for (const auto& photograph : photographs()) {
        const auto index = index_of(photograph);
        const auto plain = pdq(photograph);
        auto mirrored = photograph;
        mirrored.orientation = Orientation::mirrored;
        for (const auto& whole : {photograph, upright(mirrored)})
            for (const auto& part : family_parts(whole.width, whole.height)) {
                const auto look = as_jpeg(cut(whole, part));
                ++asked;
                found += index.nearest(look) ? 1 : 0;
                found_without += distance(look.hash, plain.hash) <= kPdqMatch ? 1 : 0;
            }
    }
    RecordProperty("asked", asked);
    RecordProperty("found", found);
    RecordProperty("found_without", found_without);
    EXPECT_EQ(asked, 6 * 2 * 47);
    EXPECT_EQ(found, asked) << found << " of " << asked << ", " << found_without << " without";
    EXPECT_LT(found_without * 100, asked * 10) << "the family would not be needed";
}

TEST_F(CropFamily, TakesNoOtherPhotographForOneOfItsCuts) {
    const auto all = photographs();
    int nearest = 256;
    std::vector<std::vector<Pdq>> cuts;
    for (const auto& photograph : all) {
        auto& looks = cuts.emplace_back();
        for (const auto& part : family_parts(photograph.width, photograph.height))
            looks.push_back(pdq(part_of(photograph, part)));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto index = index_of(all[i]);
        for (std::size_t j = 0; j < all.size(); ++j)
            for (const auto& look : cuts[j])
                if (const auto near = index.nearest(look, 256); near && i != j)
                    nearest = std::min(nearest, near->distance);
    }
    RecordProperty("nearest", nearest);
    EXPECT_GT(nearest, 2 * kPdqMatch);
}

TEST_F(CropFamily, IsMadeWhereThePictureIsOpened) {
    const auto file = tests::picture_file("gps_orient6.jpg");
    const auto family = reader.crops(file);
    ASSERT_TRUE(family) << family.error().message;
    EXPECT_EQ(family->size(), kCropFamily);
    EXPECT_EQ(*family, crop_family(tests::decoded(file))) << "as people see it";
    EXPECT_FALSE(reader.crops(std::string_view{file}.substr(0, 3000)));
    EXPECT_FALSE(reader.crops("no picture"));
}

TEST_F(CropFamily, NothingIsBelievedBeyondBeingHashes) {
    const std::vector<PdqHash> family(kCropFamily, PdqHash{1, 2, 3, 4});
    EXPECT_EQ(crops_of(crops_line(family), Ending::by_itself).value(), family);
    EXPECT_FALSE(crops_of(crops_line(family), Ending::killed));
    auto more = family;
    more.push_back({});
    EXPECT_FALSE(crops_of(crops_line(more), Ending::by_itself));
    for (const auto* reply : {"", "{}", R"({"crops":7})", R"({"crops":["x"]})", R"({"crops":[7]})"})
        EXPECT_FALSE(crops_of(reply, Ending::by_itself)) << reply;
    EXPECT_EQ(crops_of(refused_line("it is broken"), Ending::by_itself).error().message, "it is broken");
}

}  // namespace

}  // namespace models::image
