// What one person wrote before: counted and shown only as far as it needed somebody and the viewer may see it.

#include "tests/integration/store_world.hpp"

namespace tests {

using namespace std::chrono_literals;

class StoreAuthorTest : public StoreWorld {
  protected:
    void write(Intaken intaken, const std::string& author = "author-7") {
        intaken.item.author_id = author;
        now += 1min;
        record(std::move(intaken));
    }
    moderation::EarlierItems before(const Viewer& viewer, const std::string& external_id) {
        return ok(store->earlier_items(viewer, item(external_id)));
    }
};

TEST_F(StoreAuthorTest, CountsWhatThePersonWroteBeforeNewestFirst) {
    write(concern("c1"));
    write(concern("c2"));
    write(concern("other"), "author-8");
    write(benign("harmless"));
    write(concern("c3"));
    write(concern("later"));

    const auto earlier = before(quill, "c3");
    EXPECT_EQ(earlier.count, 2u);
    ASSERT_EQ(earlier.newest.size(), 2u);
    EXPECT_EQ(earlier.newest[0].id, id_of("c2"));
    EXPECT_EQ(earlier.newest[1].id, id_of("c1"));
    EXPECT_EQ(before(quill, "c1").count, 0u);
}

TEST_F(StoreAuthorTest, NeitherCountsNorShowsWhatTheViewerMustNotSee) {
    auto barred = concern("c1");
    barred.barred = {"quill"};
    write(barred);
    auto safeguarding = concern("c2");
    safeguarding.visibility = Visibility::dsl;
    write(safeguarding);
    write(concern("c3"));

    EXPECT_EQ(before(quill, "c3").count, 0u);
    EXPECT_EQ(before(trellis, "c3").count, 1u);
    EXPECT_EQ(before(ottilie, "c3").count, 2u);
}

TEST_F(StoreAuthorTest, WithheldAuthorsAreNobody) {
    write(concern("c1"), "");
    write(concern("c2"), "");
    EXPECT_EQ(before(quill, "c2").count, 0u);
}

TEST_F(StoreAuthorTest, AnItemThatNeededSomebodyOnlyAfterAnEditIsCounted) {
    write(benign("c1"));
    auto edited = concern("c1");
    edited.item.text = "no longer kind";
    write(edited);
    write(concern("c2"));
    EXPECT_EQ(before(quill, "c2").count, 1u);
}

TEST_F(StoreAuthorTest, TheIndexDoesNotSayWhoItIs) {
    write(concern("c1"));
    for (const auto& key : redis_command({"KEYS", "*author*"}).items)
        EXPECT_EQ(key.text.find("author-7"), std::string::npos);
}

}  // namespace tests
