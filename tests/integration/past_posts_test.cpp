// What somebody posted on a channel past Gatehouse, with pictures in which somebody may be seen, is found by what was
// read there. With the real program that opens pictures. All names are invented.

#include "moderation/past_posts.hpp"

#include "tests/integration/picture_watch_world.hpp"

namespace tests {

using namespace std::chrono_literals;

class PastPostsTest : public PictureWatchWorld {
  protected:
    std::vector<std::string> listed_for(const Viewer& viewer) {
        moderation::PastPosts past{*store, *posts};
        std::vector<std::string> ids;
        const auto list = ok(past.with_pictures(viewer));
        EXPECT_TRUE(list.partly.empty());
        for (const auto& item : list.items) ids.push_back(item.latest.external_id);
        return ids;
    }
    Intaken own_post_of(const std::string& external_id, const std::string& picture, Time written) {
        auto post = own_post(external_id, picture);
        post.item.created_at = written;
        return post;
    }
};

TEST_F(PastPostsTest, HasThoseInWhichSomebodyMayBeSeenTheOldestFirst) {
    record(own_post_of("p1", kPortrait, now + 9s));
    record(own_post_of("p2", kPortrait, now + 3s));
    record(own_post_of("p3", kBridge, now + 5s));
    EXPECT_EQ(listed_for(quill), (std::vector<std::string>{"p2", "p3", "p1"})) << "before anybody looked";
    while (work() > 0) {
    }
    EXPECT_EQ(listed_for(quill), (std::vector<std::string>{"p2", "p1"})) << "nobody is on the bridge";
}

TEST_F(PastPostsTest, NamesTheChannelsOfWhichItDidNotLookAtEverything) {
    record(own_post_of("p10", kPortrait, now + 9s));
    record(own_post_of("p8", kPortrait, now + 3s));
    record(own_post_of("p9", kPortrait, now + 5s));
    moderation::PastPosts past{*store, *posts};
    EXPECT_TRUE(ok(past.with_pictures(quill, 3)).partly.empty());
    const auto list = ok(past.with_pictures(quill, 2));
    ASSERT_EQ(list.partly.size(), 1u);
    EXPECT_EQ(list.partly.at(0).id, "page");
    ASSERT_EQ(list.items.size(), 2u) << "p10 is the newest and not looked at: its number does not come last";
    EXPECT_EQ(list.items.at(1).latest.external_id, "p9");
}

TEST_F(PastPostsTest, LeavesOutCommentsWordsAndWhatGatehousePublished) {
    record(comment_with("c1", kPortrait));
    auto words = own_post("p1", kPortrait);
    words.item.attachments.clear();
    record(words);
    record(own_post("p2", kPortrait));
    published(agreed("portrait.jpg"), "p2");
    EXPECT_TRUE(listed_for(quill).empty());
}

TEST_F(PastPostsTest, LeavesOutWhatIsGoneAndWhatAPersonMayNotKnowOf) {
    record(own_post("p1", kPortrait));
    auto barred = own_post("p2", kPortrait);
    barred.barred = {"quill"};
    record(barred);
    EXPECT_EQ(listed_for(quill), (std::vector<std::string>{"p1"}));
    EXPECT_EQ(listed_for(trellis), (std::vector<std::string>{"p1", "p2"}));
    while (work() > 0) {
    }
    decide(trellis, "p1", Verb::remove);
    ok(store->agree(quill, id_of("p1"), item("p1").version, now));
    finish_newest("p1", models::ActionState::done);
    EXPECT_EQ(listed_for(trellis), (std::vector<std::string>{"p2"}));
}

}  // namespace tests
