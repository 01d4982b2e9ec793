// What a decision teaches: by itself what follows from it, and what the person corrects.

#include "site_world.hpp"

namespace tests {

using models::Category;
using models::Severity;

class LabellingTest : public SiteWorld {
  protected:
    /// What is kept of the item after Mrs Quill decided so; "" when nothing is.
    std::string kept(const std::string& external_id, Fields fields,
                     moderation::Intaken intaken = concern(Severity::v2, Category::staff_abuse)) {
        auto quill = signed_in("quill");
        const auto id = comment(external_id, "a comment", std::move(intaken));
        get(quill, "/items/" + id);
        fields.emplace_back("version", version_of(id));
        EXPECT_EQ(post(quill, "/items/" + id + "/decide", fields).status, 303U);
        const auto label = item(id).label;
        return label ? moderation::to_string(*label) : "";
    }
};

TEST_F(LabellingTest, TheDecisionAloneSaysWhetherGatehouseWasRight) {
    EXPECT_EQ(kept("c1", {{"verb", "leave"}}), "none:0");
    EXPECT_EQ(kept("c2", {{"verb", "hide"}}), "staff_abuse:2");
    EXPECT_EQ(kept("c3", {{"verb", "escalate"}}), "");
    EXPECT_EQ(kept("c4", {{"verb", "leave"}}, concern(Severity::v1, Category::criticism)), "criticism:1");
}

TEST_F(LabellingTest, ACorrectionCountsMoreThanWhatFollowsFromTheDecision) {
    EXPECT_EQ(kept("c1", {{"verb", "hide"}, {"is", "bullying_pupil"}, {"severity", "3"}}), "bullying_pupil:3");
    EXPECT_EQ(kept("c2", {{"verb", "leave"}, {"is", "criticism"}}), "criticism:2");
    EXPECT_EQ(kept("c3", {{"verb", "hide"}, {"is", "none"}}), "none:0");
    EXPECT_EQ(kept("c4", {{"verb", "hide"}, {"severity", "1"}}), "staff_abuse:1");
    EXPECT_EQ(kept("c5", {{"verb", "hide"}, {"is", "nonsense"}}), "");
}

TEST_F(LabellingTest, TheUsualCaseNeedsNoChoice) {
    auto quill = signed_in("quill");
    const auto page = get(quill, "/items/" + comment("c1", "a comment")).body;
    EXPECT_TRUE(has(page, "What it is (c)"));
    EXPECT_TRUE(has(page, "As Gatehouse saw it"));
}

}  // namespace tests
