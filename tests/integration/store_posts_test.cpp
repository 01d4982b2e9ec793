// What the school says takes two people, one exact content, and is wanted once per channel. All names are invented.

#include "tests/integration/store_posts_fixture.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::PostContent;
using models::PostState;

class StorePostsTest : public StorePosts {
  protected:
    /// What happens when the only job of the post stops every worker that takes it.
    void given_up() {
        const auto job = jobs("posts").at(0);
        redis_command({"XCLAIM", "gh:{bramblecote}:jobs:posts", "workers", "dead-worker", "0", job.entry, "IDLE",
                       "61000", "RETRYCOUNT", std::to_string(moderation::Store::kJobDeliveriesMax), "JUSTID"});
        EXPECT_TRUE(jobs("posts").empty());
        EXPECT_EQ(ok(store->dead_jobs(10)).size(), 1u);
    }
};

TEST_F(StorePostsTest, IsPublishedWhenASecondColleagueHasAgreed) {
    submitted();
    EXPECT_EQ(length("posts"), 0u);
    ok(agreeing());
    EXPECT_EQ(post().state, PostState::approved);
    EXPECT_EQ(length("posts"), 1u);
    ok(beginning());
    EXPECT_EQ(post().state, PostState::publishing);
    finish(DeliveryState::published);
    EXPECT_EQ(post().state, PostState::published);
    EXPECT_NE(ok(posts->published_as("page", "ext-1")), "");
    EXPECT_EQ(ok(posts->published_as("page", "ext-2")), "");
    EXPECT_EQ(ok(posts->over(10)).size(), 1u);
    EXPECT_TRUE(ok(posts->open()).empty());
    EXPECT_EQ(count_kind("post.saved") + count_kind("post.submitted") + count_kind("post.agreed") +
                  count_kind("post.begun") + count_kind("post.published"),
              5u);
}

TEST_F(StorePostsTest, WhoeverWroteOrChangedItNeverAgrees) {
    save(fair());
    save(fair("The winter fair is on Sunday"), "trellis");
    EXPECT_EQ(refused(posts->submit(id, post().version - 1, "ottilie", now)), ErrorKind::conflict);
    ok(posts->submit(id, post().version, "ottilie", now));
    EXPECT_EQ(refused(agreeing("quill")), ErrorKind::forbidden);
    EXPECT_EQ(refused(agreeing("trellis")), ErrorKind::forbidden);
    EXPECT_EQ(length("posts"), 0u);
    ok(agreeing("ottilie"));
}

TEST_F(StorePostsTest, AnAgreementIsToWhatWasRead) {
    submitted();
    const auto read = models::fingerprint(post().content);
    save(fair("The winter fair is cancelled"));
    EXPECT_EQ(post().state, PostState::draft);
    ok(posts->submit(id, post().version, "quill", now));
    EXPECT_EQ(refused(posts->agree(id, read, "trellis", now)), ErrorKind::conflict);
    EXPECT_EQ(length("posts"), 0u);
}

TEST_F(StorePostsTest, AnEditEndsTheAgreementAlsoWhenItIsPlanned) {
    auto content = fair_at(now + 48h);
    agreed(content);
    const auto approval = post().approval;
    EXPECT_EQ(planned(), 1u);
    save(content);  // nothing was changed
    EXPECT_EQ(post().state, PostState::approved);
    content.text = "The winter fair is on Sunday";
    save(content);
    EXPECT_EQ(post().state, PostState::draft);
    EXPECT_EQ(planned(), 0u) << "its job is taken away";
    EXPECT_EQ(refused(posts->begin(id, "page", approval, false, now)), ErrorKind::conflict);
}

TEST_F(StorePostsTest, AJobOfAnEarlierAgreementDoesNothing) {
    agreed();
    const auto earlier = post().approval;
    save(fair("The winter fair is on Sunday"));
    ok(posts->submit(id, post().version, "quill", now));
    ok(agreeing());
    EXPECT_EQ(refused(posts->begin(id, "page", earlier, false, now)), ErrorKind::conflict);
    ok(beginning());
}

TEST_F(StorePostsTest, AnAgreementExpires) {
    agreed();
    now += moderation::PostStore::kAgreementKept + 1s;
    EXPECT_EQ(refused(beginning()), ErrorKind::conflict);
    EXPECT_EQ(post().state, PostState::draft);
    EXPECT_EQ(post().voided, "expired");
    EXPECT_EQ(length("alerts"), 1u);
}

TEST_F(StorePostsTest, ATimeThatHasPassedIsNotAgreedTo) {
    submitted(fair_at(now + 1h));
    now += 2h;
    EXPECT_EQ(refused(agreeing()), ErrorKind::rejected);
    submitted(fair_at(now + moderation::PostStore::kPlannedAhead + 1h));
    EXPECT_EQ(refused(agreeing()), ErrorKind::rejected);
}

TEST_F(StorePostsTest, WhilePostsArePausedNonePlannedGoesOut) {
    agreed(fair_at(now + 1h));
    ok(posts->pause(true, "trellis", now));
    EXPECT_EQ(refused(posts->pause(true, "ottilie", now)), ErrorKind::conflict);
    EXPECT_EQ(ok(posts->paused()).person, "trellis");
    now += 1h;
    EXPECT_EQ(refused(beginning()), ErrorKind::conflict);
    EXPECT_EQ(post().voided, "paused");
    ok(posts->pause(false, "trellis", now));
    EXPECT_EQ(post().state, PostState::draft) << "it does not go out late by itself";
    EXPECT_EQ(length("posts"), 0u);
}

TEST_F(StorePostsTest, NothingIsPublishedOnAChannelThatIsNotAuthorised) {
    agreed();
    ok(store->suspend_channel("page", "ottilie", "hacked", now));
    EXPECT_EQ(refused(beginning()), ErrorKind::conflict);
    EXPECT_EQ(delivery(), DeliveryState::failed);
    EXPECT_EQ(post().state, PostState::failed);
}

TEST_F(StorePostsTest, NothingIsPublishedLongAfterTheChannelWasToBeReviewed) {
    now = *ok(store->channel("page")).review_at + 24h * 15;
    agreed();
    EXPECT_EQ(refused(beginning()), ErrorKind::conflict);
    EXPECT_EQ(delivery(), DeliveryState::failed);
}

TEST_F(StorePostsTest, IsSentBackWithAReason) {
    agreed();
    EXPECT_EQ(refused(posts->send_back(id, post().version - 1, "Other words", "ottilie", now)), ErrorKind::conflict);
    ok(posts->send_back(id, post().version, "The date is wrong", "ottilie", now));
    EXPECT_EQ(post().state, PostState::draft);
    EXPECT_EQ(post().sent_back.person, "ottilie");
    EXPECT_EQ(post().sent_back.reason, "The date is wrong");
    EXPECT_EQ(refused(beginning()), ErrorKind::conflict);
    EXPECT_EQ(refused(posts->send_back(id, post().version, "Again", "ottilie", now)), ErrorKind::conflict);
}

TEST_F(StorePostsTest, ThatItWasSentBackIsToldOnceEachTime) {
    submitted();
    EXPECT_EQ(refused(posts->note_return_told(id, now, now)), ErrorKind::conflict);
    for (int round = 0; round < 2; ++round) {
        now += 1min;
        ok(posts->send_back(id, post().version, "It is on Sunday", "trellis", now));
        EXPECT_FALSE(post().return_told);
        EXPECT_EQ(refused(posts->note_return_told(id, now - 1min, now)), ErrorKind::conflict) << "of another time";
        ok(posts->note_return_told(id, now, now));
        EXPECT_TRUE(post().return_told);
        EXPECT_EQ(refused(posts->note_return_told(id, now, now)), ErrorKind::conflict);
        submitted(fair("The winter fair is on Sunday, day " + std::to_string(round)));
        EXPECT_FALSE(post().return_told);
    }
    EXPECT_EQ(count_kind("post.return_told"), 2u);
}

TEST_F(StorePostsTest, OnePersonPublishesForAReasonAndAnotherLooksAtIt) {
    save(fair());
    const auto print = models::fingerprint(post().content);
    EXPECT_EQ(refused(posts->publish_alone(id, print, "", "trellis", now + 24h, now)), ErrorKind::malformed);
    ok(posts->publish_alone(id, print, "The boiler has failed", "trellis", now + 24h, now));
    EXPECT_EQ(post().alone.reason, "The boiler has failed");
    EXPECT_EQ(length("posts"), 1u);
    EXPECT_EQ(length("alerts"), 1u);
    EXPECT_EQ(refused(posts->review(id, "trellis", now)), ErrorKind::forbidden);
    EXPECT_EQ(refused(posts->review(id, "quill", now)), ErrorKind::forbidden);
    ok(posts->review(id, "ottilie", now));
    EXPECT_EQ(post().reviewed.person, "ottilie");
    EXPECT_EQ(refused(posts->review(id, "ottilie", now)), ErrorKind::conflict);
}

TEST_F(StorePostsTest, WhatWasBegunIsNotEditedAnyMore) {
    agreed();
    ok(beginning());
    EXPECT_EQ(refused(posts->save(id, post().version, fair("Other words"), "quill", now)), ErrorKind::rejected);
    EXPECT_EQ(refused(posts->discard(id, post().version, "quill", now)), ErrorKind::conflict);
}

TEST_F(StorePostsTest, WhatWasTriedAndGivenUpIsUnknownAndTold) {
    agreed();
    ok(beginning());
    ok(posts->keep(id, "page", post().approval, "tried"));
    EXPECT_EQ(post().deliveries.at(0).progress, "tried");
    now += 48h;
    EXPECT_EQ(refused(beginning()), ErrorKind::conflict);
    EXPECT_EQ(delivery(), DeliveryState::unknown);
    EXPECT_EQ(post().state, PostState::failed);
    EXPECT_EQ(length("alerts"), 1u);
}

TEST_F(StorePostsTest, WhoseJobStopsEveryWorkerIsUnknownOnceItWasBegunAndTold) {
    agreed();
    ok(beginning());
    given_up();
    EXPECT_EQ(delivery(), DeliveryState::unknown);
    EXPECT_FALSE(post().deliveries.at(0).detail.empty());
    EXPECT_EQ(post().state, PostState::failed);
    EXPECT_EQ(count_kind("post.unknown"), 1u);
    EXPECT_EQ(count_kind("job.dead"), 1u);
    const auto told = ok(store->open_alerts(quill));
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].kind, "post_failed");
    EXPECT_EQ(told[0].subject, "post:" + id);
    EXPECT_THAT(told[0].concerned, testing::UnorderedElementsAre("quill", "trellis")) << "who wrote and who agreed";
}

TEST_F(StorePostsTest, WhoseJobStopsEveryWorkerBeforeItBeganIsNotPublishedAndTold) {
    agreed();
    given_up();
    EXPECT_EQ(delivery(), DeliveryState::failed);
    EXPECT_EQ(post().state, PostState::failed);
    EXPECT_EQ(length("alerts"), 1u);
}

TEST_F(StorePostsTest, WhoseRemovalStopsEveryWorkerStandsThereStillAndIsTold) {
    agreed();
    ok(store->job_done(jobs("posts").at(0)));
    ok(beginning());
    finish(DeliveryState::published);
    ok(posts->take_down(id, "A wrong date", "quill", now));
    given_up();
    EXPECT_EQ(delivery(), DeliveryState::published);
    EXPECT_EQ(length("alerts"), 1u);
    ok(posts->take_down(id, "A wrong date", "quill", now));  // once more
    EXPECT_EQ(delivery(), DeliveryState::taking_down);
}

TEST_F(StorePostsTest, WhatIsOverIsLeftAloneWhenAJobOfItIsGivenUp) {
    agreed();
    ok(beginning());
    finish(DeliveryState::published);
    given_up();
    EXPECT_EQ(delivery(), DeliveryState::published);
    EXPECT_EQ(post().state, PostState::published);
    EXPECT_EQ(count_kind("post.unknown") + count_kind("post.failed"), 0u);
    EXPECT_EQ(length("alerts"), 0u);
}

TEST_F(StorePostsTest, WhatWasTakenDownIsLeftAloneWhenAJobOfItIsGivenUp) {
    agreed();
    ok(beginning());
    ok(posts->take_down(id, "A wrong date", "quill", now));
    const auto before = post().deliveries.at(0);
    given_up();
    EXPECT_EQ(post().state, PostState::taken_down);
    EXPECT_EQ(delivery(), before.state);
    EXPECT_EQ(post().deliveries.at(0).detail, before.detail);
    EXPECT_EQ(length("alerts"), 0u);
}

TEST_F(StorePostsTest, IsTakenDownForAReason) {
    agreed();
    ok(beginning());
    finish(DeliveryState::published);
    const auto before = length("posts");
    EXPECT_EQ(refused(posts->take_down(id, "", "quill", now)), ErrorKind::malformed);
    ok(posts->take_down(id, "A wrong date", "quill", now));
    EXPECT_EQ(delivery(), DeliveryState::taking_down);
    EXPECT_EQ(length("posts"), before + 1);
    ok(posts->removed(id, {"page", DeliveryState::taken_down}, now));
    EXPECT_EQ(delivery(), DeliveryState::taken_down);
    EXPECT_EQ(post().state, PostState::taken_down);
}

TEST_F(StorePostsTest, WhatAppearsAfterItWasStoppedIsTakenDown) {
    agreed();
    ok(beginning());
    ok(posts->take_down(id, "A wrong date", "quill", now));
    EXPECT_EQ(delivery(), DeliveryState::failed);
    finish(DeliveryState::published);
    EXPECT_EQ(delivery(), DeliveryState::taking_down);
    EXPECT_EQ(length("posts"), 2u);
}

TEST_F(StorePostsTest, RemembersWhatSomebodyHasRead) {
    save(fair());
    EXPECT_FALSE(ok(posts->last_read(id, "trellis")));
    ok(posts->note_read(id, post().content, "trellis"));
    EXPECT_EQ(ok(posts->last_read(id, "trellis")), fair());
}

TEST_F(StorePostsTest, NoWordOfItStandsOpenlyInRedis) {
    agreed(fair("The marker word is zanzibar"));
    ok(posts->send_back(id, post().version, "zanzibar is wrong", "trellis", now));
    EXPECT_EQ(dump().find("zanzibar"), std::string::npos);
    EXPECT_EQ(dump().find(models::fingerprint(post().content)), std::string::npos);
}

}  // namespace tests
