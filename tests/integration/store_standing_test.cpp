// What goes on until somebody lifts it: listed once for each author and post, and only for whom the item exists.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using testing::ElementsAre;
using testing::IsEmpty;

class StoreStandingTest : public StoreWorld {
  protected:
    void write(Intaken intaken, const std::string& author = "author-7") {
        intaken.item.author_id = author;
        record(std::move(intaken));
    }
    /// Proposed by one, agreed to by another, carried out.
    void carry_out(const std::string& external_id, Verb verb, models::ActionState outcome = models::ActionState::done) {
        decide(ottilie, external_id, verb);
        ok(store->agree(trellis, id_of(external_id), item(external_id).version, now));
        finish_newest(external_id, outcome);
    }
    std::vector<std::string> standing(const Viewer& viewer, const std::string& channel = "page") {
        std::vector<std::string> all;
        for (const auto& one : ok(store->standing(viewer, channel)))
            all.push_back(one.item.latest.external_id + " " + std::string{to_string(one.deed.verb)});
        return all;
    }
};

TEST_F(StoreStandingTest, ABanGoesOnUntilItIsLiftedAlsoFromAnotherItemOfTheSameAuthor) {
    write(concern("c1"));
    write(concern("c2"));
    carry_out("c1", Verb::ban);
    ASSERT_THAT(standing(quill), ElementsAre("c1 ban"));
    const auto deed = ok(store->standing(quill, "page")).front().deed;
    EXPECT_EQ(deed.wanted_by, "ottilie");
    EXPECT_EQ(deed.agreed_by, "trellis");
    EXPECT_THAT(standing(quill, "elsewhere"), IsEmpty());
    carry_out("c2", Verb::unban);
    EXPECT_THAT(standing(quill), IsEmpty());
}

TEST_F(StoreStandingTest, EachAuthorIsListedOnceAndWhatWasRefusedNotAtAll) {
    write(concern("c1"));
    write(concern("c2"));
    write(concern("c3"), "author-8");
    carry_out("c1", Verb::ban);
    carry_out("c2", Verb::ban);
    carry_out("c3", Verb::ban, models::ActionState::refused);
    EXPECT_THAT(standing(quill), ElementsAre("c2 ban"));
    carry_out("c1", Verb::mute);
    EXPECT_EQ(standing(quill).size(), 2u) << "muting is another thing";
}

TEST_F(StoreStandingTest, CommentsAreOffUnderAPostUntilTheyAreOnAgain) {
    write(concern("c1"));
    write(concern("c2"), "author-8");
    carry_out("c1", Verb::comments_off);
    EXPECT_THAT(standing(quill), ElementsAre("c1 comments_off"));
    carry_out("c2", Verb::comments_on);
    EXPECT_THAT(standing(quill), IsEmpty());
}

TEST_F(StoreStandingTest, WhoIsBarredFromTheItemSeesNoTraceOfIt) {
    auto barred = concern("c1");
    barred.barred = {"quill"};
    write(barred);
    carry_out("c1", Verb::ban);
    EXPECT_THAT(standing(quill), IsEmpty());
    EXPECT_THAT(standing(ottilie), ElementsAre("c1 ban"));
    EXPECT_THAT(standing({"byte", {}}), IsEmpty());
}

}  // namespace tests
