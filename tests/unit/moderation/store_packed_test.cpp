// What sealed content is packed in: any bytes go in and come out, and damage is noticed.

#include "moderation/store/item_fields.hpp"
#include "moderation/store/keys.hpp"
#include "moderation/store/packed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {

using moderation::Packer;
using moderation::Unpacker;
using testing::ElementsAre;

TEST(StorePackedTest, AnyBytesComeBackInOrder) {
    const std::string odd{"\0:3:\xff\n", 6};
    const auto packed = Packer{}.add(odd).add("").add(std::int64_t{-7}).take();
    Unpacker unpacker{packed};
    EXPECT_EQ(unpacker.text(), odd);
    EXPECT_EQ(unpacker.text(), "");
    EXPECT_EQ(unpacker.number(), -7);
    EXPECT_FALSE(unpacker.broken());
    EXPECT_FALSE(unpacker.next());
}

TEST(StorePackedTest, EveryCutIsNoticed) {
    models::CollectedItem item;
    item.text = "words";
    item.author_name = "Perpetua Hedgerow";
    item.attachments = {{"photo", "https://pictures.example/1"}};
    const auto packed = moderation::pack_content(item);
    for (std::size_t size = 0; size < packed.size(); ++size) {
        models::CollectedItem read;
        EXPECT_FALSE(moderation::unpack_content(packed.substr(0, size), read)) << size;
    }
    models::CollectedItem read;
    EXPECT_TRUE(moderation::unpack_content(packed, read));
    EXPECT_EQ(read.author_name, item.author_name);
    EXPECT_EQ(read.attachments.at(0).url, item.attachments.at(0).url);
    EXPECT_FALSE(read.created_at);
}

TEST(StorePackedTest, LengthsThatLieAreHarmless) {
    for (const auto* lie : {"99999999999999999999:x", "5:abc", "-1:x", ":", "18446744073709551615:x", "3abc"}) {
        Unpacker unpacker{lie};
        EXPECT_FALSE(unpacker.next()) << lie;
        EXPECT_TRUE(unpacker.broken()) << lie;
    }
    models::CollectedItem read;
    EXPECT_FALSE(moderation::unpack_content("0:0:0:0:0:10:9999999999", read));
}

TEST(StorePackedTest, AnAssessmentComesBackWhole) {
    models::Assessment assessment;
    assessment.severity = models::Severity::v3;
    assessment.target = models::Target::head;
    assessment.findings = {{models::Category::threat, models::Severity::v3, true}};
    assessment.scores[0] = 0.8125F;
    assessment.reasons = {
        {models::Category::threat, "weapon_time_place", "mentions a weapon together with a time", 3, 9}};
    assessment.features.slur = true;
    assessment.features.two_identifiers = true;
    assessment.version = "m:3f9a12 r:7";

    const auto read = moderation::unpack_assessment(moderation::pack_assessment(assessment));
    EXPECT_EQ(read.severity, models::Severity::v3);
    EXPECT_EQ(read.target, models::Target::head);
    ASSERT_EQ(read.findings.size(), 1u);
    EXPECT_TRUE(read.findings[0].sure);
    EXPECT_FLOAT_EQ(read.scores[0], 0.8125F);
    EXPECT_FLOAT_EQ(read.scores[1], 0.0F);
    ASSERT_EQ(read.reasons.size(), 1u);
    EXPECT_EQ(read.reasons[0].sentence, "mentions a weapon together with a time");
    EXPECT_EQ(read.reasons[0].end, 9u);
    EXPECT_TRUE(read.features.slur);
    EXPECT_TRUE(read.features.two_identifiers);
    EXPECT_FALSE(read.features.named);
    EXPECT_EQ(read.version, "m:3f9a12 r:7");
}

TEST(StoreKeyNamesTest, WhatComesFromOutsideIsCheckedBeforeItStandsInAKey) {
    EXPECT_TRUE(moderation::valid_id("quill.2_x-1:a"));
    for (const auto* id : {"", "a b", "a,b", "a|b", "{x}", "a/b", "\n", "caf\xc3\xa9"})
        EXPECT_FALSE(moderation::valid_id(id)) << id;
    EXPECT_FALSE(moderation::valid_id(std::string(129, 'a')));
    EXPECT_TRUE(moderation::valid_code(""));
    EXPECT_FALSE(moderation::valid_code("two words"));
}

TEST(StoreKeyNamesTest, ListsOfWordsComeBack) {
    EXPECT_EQ(moderation::joined({"a", "b"}), ",a,b,");
    EXPECT_EQ(moderation::joined({}), "");
    EXPECT_THAT(moderation::split(",a,b,"), ElementsAre("a", "b"));
    EXPECT_TRUE(moderation::split("").empty());
}

TEST(StoreKeyNamesTest, EveryKeyOfASchoolCarriesItsHashTag) {
    const moderation::Keys keys{"bramblecote"};
    EXPECT_EQ(keys.of("item", "i1"), "gh:{bramblecote}:item:i1");
    for (const auto& key : keys.common()) EXPECT_EQ(key.rfind("gh:{bramblecote}:", 0), 0u);
}

}  // namespace tests
