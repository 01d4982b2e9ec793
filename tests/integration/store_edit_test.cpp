// What an edit must not lose: whoever was protected stays protected, and nothing becomes invisible to everybody.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using testing::UnorderedElementsAre;

class StoreEditTest : public StoreWorld {
  protected:
    /// The item after its author wrote `words` anew.
    static Intaken edited(Intaken intaken, const std::string& words = "other words") {
        intaken.item.text = words;
        return intaken;
    }
    static Intaken for_audience(Visibility visibility) {
        auto intaken = concern("c1");
        intaken.visibility = visibility;
        return intaken;
    }
    static Intaken about_the_head(Intaken intaken) {
        intaken.barred = {"quill"};
        intaken.head_barred = true;
        return intaken;
    }
};

TEST_F(StoreEditTest, AnEditKeepsTheOldRevisionAndReopensADecidedItem) {
    record(concern("c1"));
    decide(quill, "c1", Verb::leave);
    now += 60s;
    auto edited = concern("c1", Severity::v3);
    edited.item.text = "worse words";
    const auto done = record(edited);

    EXPECT_EQ(done.revised, 1u);
    const auto stored = item("c1");
    ASSERT_EQ(stored.revisions.size(), 2u);
    EXPECT_EQ(stored.revisions[0].text, "unkind words about somebody");
    EXPECT_EQ(stored.revisions[1].text, "worse words");
    EXPECT_EQ(stored.severity, Severity::v3);
    EXPECT_EQ(stored.review, models::ReviewState::open);
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
}

TEST_F(StoreEditTest, AnEditEndsAProposal) {
    record(concern("c1"));
    decide(quill, "c1", Verb::remove);
    auto edited = benign("c1");
    edited.item.text = "sorry";
    record(edited);

    EXPECT_FALSE(item("c1").proposal);
    EXPECT_EQ(item("c1").review, models::ReviewState::open);
    EXPECT_EQ(refused(store->agree(trellis, id_of("c1"), item("c1").version, now)), ErrorKind::conflict);
}

TEST_F(StoreEditTest, AnEditNeverWidensWhoMaySeeAnItem) {
    auto intaken = concern("c1");
    intaken.visibility = Visibility::cm;
    intaken.barred = {"trellis"};
    record(intaken);
    auto edited = concern("c1");
    edited.item.text = "edited";
    edited.barred = {"quill"};
    record(edited);

    EXPECT_EQ(item("c1").visibility, Visibility::cm);
    EXPECT_THAT(item("c1").barred, UnorderedElementsAre("trellis", "quill"));
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
}

TEST_F(StoreEditTest, TheNarrowerAudienceWinsInWhicheverOrderTheyCome) {
    constexpr std::array kAll{Visibility::open, Visibility::dsl, Visibility::cm, Visibility::gov};
    int number = 0;
    for (const auto first : kAll) {
        for (const auto second : kAll) {
            const auto id = "c" + std::to_string(++number);
            auto intaken = concern(id);
            intaken.visibility = first;
            record(intaken);
            intaken.visibility = second;
            record(edited(intaken));
            EXPECT_EQ(item(id).visibility, std::max(first, second)) << to_string(first) << " " << to_string(second);
        }
    }
}

TEST_F(StoreEditTest, AnAllegationIsForTheChairOnceItWasAboutTheHead) {
    record(about_the_head(for_audience(Visibility::gov)));
    record(edited(for_audience(Visibility::cm)));
    EXPECT_EQ(item("c1").visibility, Visibility::gov) << "the head is barred still, so nobody else would see it";
}

TEST_F(StoreEditTest, AnEditThatNamesTheHeadHandsAnAllegationToTheChair) {
    for (const auto named_in : {Visibility::open, Visibility::dsl, Visibility::cm}) {
        const auto before = ok(store->queue_total(ottilie));
        const auto id = "c-" + std::string{to_string(named_in)};
        auto allegation = concern(id);
        allegation.visibility = Visibility::cm;
        auto naming = about_the_head(concern(id));
        naming.visibility = named_in;
        record(allegation);
        record(edited(naming));
        EXPECT_EQ(item(id).visibility, Visibility::gov) << to_string(named_in);
        EXPECT_EQ(ok(store->queue_total(ottilie)), before + 1);
    }
}

TEST_F(StoreEditTest, AnAllegationAgainstSomebodyElseGoesToTheChairWhenTheHeadWasNamedBefore) {
    record(about_the_head(for_audience(Visibility::dsl)));
    EXPECT_EQ(item("c1").visibility, Visibility::dsl);
    record(edited(for_audience(Visibility::cm)));
    EXPECT_EQ(item("c1").visibility, Visibility::gov);
}

TEST_F(StoreEditTest, TheWorstThatWasSaidCountsUntilAPersonHasDecided) {
    record(concern("c1", Severity::v4));
    record(edited(concern("c1", Severity::v1), "sorry"));
    EXPECT_EQ(item("c1").severity, Severity::v4);
    EXPECT_EQ(item("c1").assessment.severity, Severity::v1);
    EXPECT_EQ(ok(store->queue(quill, {Severity::v4, ""}, "", 10)).items.size(), 1u) << "it keeps its place";

    decide(quill, "c1", Verb::leave);
    record(edited(concern("c1", Severity::v2), "and again"));
    EXPECT_EQ(item("c1").severity, Severity::v2);
}

TEST_F(StoreEditTest, TheStrongerHoldOnEvidenceStays) {
    const std::vector<std::string> from_the_weakest{"", "std", "snap_min", "snap", "hold", "hold_no_media"};
    for (std::size_t first = 0; first < from_the_weakest.size(); ++first) {
        for (std::size_t second = 0; second < from_the_weakest.size(); ++second) {
            const auto id = "c" + std::to_string(first) + std::to_string(second);
            auto intaken = concern(id);
            intaken.preserve = from_the_weakest[first];
            record(intaken);
            intaken.preserve = from_the_weakest[second];
            record(edited(intaken));
            const auto kept = redis_command({"HGET", "gh:{bramblecote}:item:" + id_of(id), "preserve"}).text;
            EXPECT_EQ(kept, from_the_weakest[std::max(first, second)]);
        }
    }
}

TEST_F(StoreEditTest, WhereNoPictureMayBeKeptALaterRevisionBringsNoneIn) {
    auto intaken = concern("c1");
    intaken.preserve = "hold_no_media";
    record(intaken);
    intaken.preserve = "hold";
    record(edited(intaken));
    EXPECT_EQ(redis_command({"HLEN", "gh:{bramblecote}:evid:" + id_of("c1")}).number, 0);
}

}  // namespace tests
