// What appears in the school's name and was not published from here is told; what was, is not. All names are invented.

#include "moderation/post_watch.hpp"

#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using moderation::PostWatch;

class PostWatchTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        clock.set(now);
        posts = std::make_unique<moderation::PostStore>(*redis, sealer, "bramblecote");
        watch = std::make_unique<PostWatch>(*store, *posts, clock, quiet_log());
    }
    void appears(const std::string& external_id, Time written) {
        auto post = benign(external_id);
        post.item.kind = models::ItemKind::own_post;
        post.item.post_external_id.clear();
        post.item.created_at = written;
        record(post);
    }
    static models::PostContent saying(std::string text, std::optional<Time> publish_at = {}) {
        models::PostContent content;
        content.text = std::move(text);
        content.channels = {"page"};
        content.publish_at = publish_at;
        return content;
    }
    /// By one person, who gives a reason. Somebody has to look at it within a day.
    std::string published_alone(std::string id, const std::string& text, std::optional<Time> publish_at = {}) {
        const auto content = saying(text, publish_at);
        const auto version = id.empty() ? 0 : ok(posts->post(id)).version;
        const auto at = clock.now();
        id = ok(posts->save(id, version, content, "quill", at));
        ok(posts->publish_alone(id, models::fingerprint(content), "The boiler", "trellis", at + 24h, at));
        return id;
    }
    /// On its way to the channel, under way since just now.
    std::string begun() {
        const auto content = saying("fair");
        auto id = ok(posts->save("", 0, content, "quill", now));
        ok(posts->submit(id, 1, "quill", now));
        ok(posts->agree(id, models::fingerprint(content), "trellis", now));
        ok(posts->begin(id, "page", "1", false, now));
        return id;
    }
    std::size_t told_after(std::chrono::milliseconds time) {
        clock.advance(time);
        return ok(watch->step());
    }

    FakeClock clock;
    std::unique_ptr<moderation::PostStore> posts;
    std::unique_ptr<PostWatch> watch;
};

TEST_F(PostWatchTest, TellsOnceOfWhatWasPostedElsewhere) {
    appears("p1", now + 1s);
    EXPECT_EQ(told_after(0min), 0u);
    EXPECT_EQ(told_after(PostWatch::kPatience), 1u);
    EXPECT_EQ(told_after(1h), 0u);
    EXPECT_EQ(length("alerts"), 1u);
    EXPECT_EQ(count_kind("item.posted_elsewhere"), 1u);
}

TEST_F(PostWatchTest, WhatStoodThereBeforeTheChannelWasAuthorisedIsNotTold) {
    appears("p1", now - 24h * 365);
    EXPECT_EQ(told_after(1h), 0u);
    EXPECT_EQ(length("alerts"), 0u);
}

TEST_F(PostWatchTest, KnowsWhatWasPublishedFromHereHoweverLateItIsNoted) {
    const auto id = begun();
    appears("ext-1", now + 1s);
    EXPECT_EQ(told_after(1h), 0u) << "somebody is at it";
    ok(posts->finish(id, {"page", DeliveryState::published, "", "", "ext-1", ""}, "1", now));
    EXPECT_EQ(told_after(1min), 0u);
    EXPECT_EQ(length("alerts"), 0u);
    EXPECT_TRUE(ok(posts->unexplained(clock.now(), 10)).empty());
}

TEST_F(PostWatchTest, RemindsOfWhatNobodyHasLookedAt) {
    const auto id = published_alone("", "closed");
    ASSERT_EQ(length("alerts"), 1u);
    EXPECT_EQ(told_after(23h), 0u);
    EXPECT_EQ(told_after(1h), 1u);
    EXPECT_EQ(length("alerts"), 1u) << "the first is still open";
    EXPECT_EQ(told_after(1h), 0u);
    ok(posts->review(id, "ottilie", clock.now()));
    EXPECT_EQ(told_after(48h), 0u);
    EXPECT_EQ(count_kind("post.review_overdue"), 1u);
}

TEST_F(PostWatchTest, WhatSomebodyLookedAtIsLookedAtAgainAfterAnEdit) {
    const auto id = published_alone("", "closed", now + 72h);
    ok(posts->save(id, 1, saying("open again"), "quill", now));
    EXPECT_EQ(told_after(25h), 0u) << "nobody publishes it alone any more";
    published_alone(id, "closed once more", now + 72h);
    ok(posts->review(id, "ottilie", clock.now()));
    published_alone(id, "closed for good");
    EXPECT_EQ(told_after(25h), 1u);
    EXPECT_TRUE(ok(posts->post(id)).reviewed.person.empty());
    ok(posts->review(id, "ottilie", clock.now()));
}

TEST_F(PostWatchTest, CommentsAreNotPosts) {
    record(concern("c1"));
    EXPECT_EQ(told_after(1h), 0u);
}

}  // namespace tests
