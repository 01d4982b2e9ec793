// What people say of items and the classifier learns from: kept with the decision, journalled, and forgotten in time.

#include "tests/integration/store_world.hpp"

namespace tests {

using namespace std::chrono_literals;
using moderation::Label;

class StoreLabelsTest : public StoreWorld {
  protected:
    void call(const std::string& external_id, Verb verb, Label label, const Viewer& viewer) {
        auto request = decision(external_id, verb, viewer.person);
        request.label = label;
        ok(store->decide(viewer, request, now));
    }
    std::vector<Item> examples() { return ok(store->examples(now, 100)); }

    const Label abuse{models::Category::staff_abuse, Severity::v2};
};

TEST_F(StoreLabelsTest, ADecisionMakesAnExampleThatTheJournalNames) {
    record(concern("c1"));
    call("c1", Verb::leave, Label{}, quill);
    ASSERT_EQ(examples().size(), 1u);
    EXPECT_FALSE(examples()[0].label->category);
    EXPECT_FALSE(examples()[0].label->agreed);
    const auto history = ok(store->item_history(quill, id_of("c1")));
    EXPECT_NE(history.back().data.find("\"label\":\"none:0\""), std::string::npos);
}

TEST_F(StoreLabelsTest, TheSecondColleagueAgreesToTheLabelToo) {
    record(concern("c1"));
    call("c1", Verb::remove, abuse, quill);
    EXPECT_TRUE(examples().empty());
    ok(store->agree(trellis, id_of("c1"), item("c1").version, now));
    ASSERT_EQ(examples().size(), 1u);
    EXPECT_EQ(examples()[0].label->category, models::Category::staff_abuse);
    EXPECT_EQ(examples()[0].label->severity, Severity::v2);
    EXPECT_TRUE(examples()[0].label->agreed);
}

TEST_F(StoreLabelsTest, WhatIsUndoneTeachesNothing) {
    record(concern("c1"));
    call("c1", Verb::leave, Label{}, quill);
    ok(store->undo(quill, id_of("c1"), item("c1").version, now));
    EXPECT_TRUE(examples().empty());
}

TEST_F(StoreLabelsTest, OtherWordsAreAnotherMatter) {
    record(concern("c1"));
    call("c1", Verb::leave, Label{}, quill);
    auto edited = concern("c1");
    edited.item.text = "no longer kind";
    record(edited);
    EXPECT_TRUE(examples().empty());
    EXPECT_EQ(ok(store->count_examples(now, 100)), 0u);
}

TEST_F(StoreLabelsTest, NothingIsLearntFromLongerThanItsWordsMayBeKept) {
    record({concern("mild", Severity::v1), concern("grave", Severity::v2)});
    call("mild", Verb::leave, Label{}, quill);
    call("grave", Verb::leave, Label{}, quill);
    now += 24h * 89;
    EXPECT_EQ(examples().size(), 2u);
    now += 24h * 2;
    ASSERT_EQ(examples().size(), 1u);
    EXPECT_EQ(examples()[0].id, id_of("grave"));
    now += 24h * 300;
    EXPECT_TRUE(examples().empty());
}

TEST_F(StoreLabelsTest, NothingIsLearntFromWhatSomebodyIsBarredFrom) {
    auto kept = concern("c1");
    kept.barred = {"trellis"};
    record({kept, concern("c2")});
    for (const auto* id : {"c1", "c2"}) call(id, Verb::leave, Label{}, quill);
    ASSERT_EQ(examples().size(), 1u);
    EXPECT_EQ(examples()[0].id, id_of("c2"));
    ok(store->bar(id_of("c2"), {{"trellis"}}, now));
    EXPECT_EQ(ok(store->count_examples(now, 100)), 0u);
}

TEST_F(StoreLabelsTest, ADecisionWithoutALabelMakesNoExample) {
    record(concern("c1"));
    decide(quill, "c1", Verb::hide);
    EXPECT_TRUE(examples().empty());
}

}  // namespace tests
