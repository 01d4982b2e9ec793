// What stands in files, URLs and journals by name reads back as what it was.

#include "models/domain/category.hpp"
#include "models/domain/decision.hpp"
#include "models/domain/item.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace models {

TEST(CategoryNames, ReadBackAsTheyWereWritten) {
    std::set<std::string_view> names;
    for (const auto category : all_categories()) {
        EXPECT_EQ(category_from(to_string(category)), category);
        names.insert(to_string(category));
    }
    EXPECT_EQ(names.size(), kCategoryCount);
    EXPECT_EQ(to_string(Category::benign), "benign");
    EXPECT_EQ(category_from("Threat"), std::nullopt);
}

TEST(SeverityNames, CoverV0ToV4AndNothingElse) {
    for (int i = 0; i <= 4; ++i) {
        const auto severity = severity_from(i);
        ASSERT_TRUE(severity);
        EXPECT_EQ(level(*severity), i);
        EXPECT_EQ(to_string(*severity), "V" + std::to_string(i));
    }
    EXPECT_FALSE(severity_from(-1));
    EXPECT_FALSE(severity_from(5));
}

TEST(TargetNames, ReadBackAsTheyWereWritten) {
    for (const auto target : {Target::pupil, Target::staff, Target::head, Target::dsl, Target::governor, Target::parent,
                              Target::group, Target::self, Target::school, Target::other, Target::unknown})
        EXPECT_EQ(target_from(to_string(target)), target);
}

TEST(VerbNames, CallRemovingDeleting) {
    EXPECT_EQ(to_string(Verb::remove), "delete");
    EXPECT_EQ(verb_from("delete"), Verb::remove);
}

TEST(ItemIds, DifferWhenAnyPartDiffersAndNotOtherwise) {
    const auto id = item_id(Network::facebook, "ch1", "77");
    EXPECT_EQ(id, item_id(Network::facebook, "ch1", "77"));
    EXPECT_NE(id, item_id(Network::facebook, "ch17", "7"));
    EXPECT_NE(id, item_id(Network::facebook, "ch1", "78"));
}

TEST(RevisionIds, FollowTheContentAndNotTheSignatureOfAPicture) {
    CollectedItem item;
    item.text = "Lovely day";
    item.attachments.push_back({"photo", "https://pictures.example/1.jpg?sig=a"});
    auto again = item;
    again.attachments[0].url = "https://pictures.example/1.jpg?sig=b";
    EXPECT_EQ(revision_id(item), revision_id(again));
    again.text = "Lovely day!";
    EXPECT_NE(revision_id(item), revision_id(again));
}

}  // namespace models
