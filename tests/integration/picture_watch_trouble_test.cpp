// Pictures that are on a list, and pictures that nobody can look at: the first are never opened, fetched again or
// shown, the second come to a person, whatever dies meanwhile. All names are invented.

#include "tests/integration/picture_watch_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::ReviewState;
using moderation::PictureWatch;
using moderation::SeenPicture;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class PictureWatchTroubleTest : public PictureWatchWorld {
  protected:
    void list(const std::string& address) {
        listed = moderation::ListedPictures{{.pdq = {}, .md5 = {runtime::md5(network.here.at(address))}}};
    }
    /// The comment says something else, with the same picture.
    Intaken edited(Intaken comment) {
        comment.item.text += " edited";
        return comment;
    }
};

TEST_F(PictureWatchTroubleTest, WhatIsOnAListIsNotOpenedAndComesToTheSafeguardingTeam) {
    list(kPortrait);
    begin("/nowhere/gatehouse-pictures");
    record(comment_with("c1", kPortrait));
    work();
    const auto comment = item("c1");
    EXPECT_TRUE(comment.listed);
    EXPECT_EQ(comment.severity, Severity::v4);
    EXPECT_EQ(comment.visibility, Visibility::dsl);
    EXPECT_EQ(comment.review, ReviewState::open);
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
    EXPECT_EQ(ok(store->queue_total(ottilie)), 1u);
    ASSERT_EQ(comment.actions.size(), 1u);
    EXPECT_EQ(comment.actions[0].verb, Verb::hide);
    EXPECT_THAT(alert_kinds(), ElementsAre(models::kListedPicture));
    EXPECT_EQ(count_kind("item.picture_listed"), 1u);
    EXPECT_THAT(dump(), Not(HasSubstr(runtime::sha256_hex(network.here.at(kPortrait)))))
        << "the journal holds a commitment";
}

TEST_F(PictureWatchTroubleTest, NothingLeadsToItAnyMore) {
    list(kPortrait);
    auto comment = concern("c1");
    comment.item.raw = "raw answer";
    record(comment);
    auto later_version = edited(comment);
    add(later_version.item, kPortrait);
    record(later_version);
    EXPECT_THAT(dump(), HasSubstr("evid:" + id_of("c1")));
    work();
    for (const auto& attachment : item("c1").latest.attachments) EXPECT_EQ(attachment.url, "");
    for (const auto& revision : item("c1").revisions)
        for (const auto& attachment : revision.attachments) EXPECT_EQ(attachment.url, "");
    EXPECT_THAT(dump(), Not(HasSubstr("evid:" + id_of("c1")))) << "what the network said holds the address";
    ok(store->begin_action(item("c1").actions.at(0).id, "raw answer", now));
    EXPECT_THAT(dump(), Not(HasSubstr("evid:" + id_of("c1")))) << "nor is it kept before something is hidden";
}

TEST_F(PictureWatchTroubleTest, ItIsNeverFetchedAgain) {
    list(kPortrait);
    record(comment_with("c1", kPortrait));
    work();
    record(edited(comment_with("c1", kPortrait)));
    EXPECT_EQ(length("pictures"), 0u);
    EXPECT_EQ(network.asked.size(), 1u);
    EXPECT_EQ(item("c1").revisions.size(), 2u);
    for (const auto& revision : item("c1").revisions) EXPECT_EQ(revision.attachments.at(0).url, "");
    EXPECT_EQ(item("c1").visibility, Visibility::dsl);
}

TEST_F(PictureWatchTroubleTest, AfterOneOfAListNoOtherOfTheSameItemIsFetched) {
    list(kPortrait);
    auto comment = comment_with("c1", kPortrait);
    add(comment.item, kBridge);
    record(comment);
    work();
    EXPECT_EQ(network.asked.size(), 1u);
    EXPECT_EQ(item("c1").pictures->size(), 2u);
}

TEST_F(PictureWatchTroubleTest, WhatTheWordsMakeSuspectIsNeverFetched) {
    for (const auto category : {models::Category::illegal_image, models::Category::image_extortion}) {
        auto comment = comment_with(std::string{to_string(category)}, kPortrait);
        comment.assessment.findings = {{category, Severity::v3, false}};
        record(comment);
    }
    auto held = comment_with("held", kPortrait);
    held.preserve = "hold_no_media";
    record(held);
    EXPECT_EQ(length("pictures"), 0u);
}

TEST_F(PictureWatchTroubleTest, WhatCannotBeHadComesToAPerson) {
    record(comment_with("c1", "https://elsewhere.example/1.jpg"));
    record(comment_with("c2", ""));
    record(own_post("p1", "https://elsewhere.example/2.jpg"));
    for (int i = 0; i < 3; ++i) work();
    for (const auto* each : {"c1", "c2", "p1"}) {
        EXPECT_EQ(item(each).review, ReviewState::open) << each;
        EXPECT_THAT(codes(item(each)), ElementsAre("picture:not_seen")) << each;
    }
    EXPECT_EQ(network.asked.size(), 2u) << "where nobody says where it lies nothing is asked";
}

TEST_F(PictureWatchTroubleTest, WhatIsNoPictureComesToAPerson) {
    network.here["https://pictures.example/broken.jpg"] = file("portrait.jpg").substr(0, 900);
    record(comment_with("c1", "https://pictures.example/broken.jpg"));
    work();
    EXPECT_THAT(codes(item("c1")), ElementsAre("picture:not_seen"));
}

TEST_F(PictureWatchTroubleTest, WhatMayPassIsTriedAgainAndInTheEndComesToAPerson) {
    network.answer = runtime::Error{ErrorKind::unreachable, "nobody answered"};
    record(comment_with("c1", kPortrait));
    for (int i = 0; i <= PictureWatch::kAttemptsMax; ++i) {
        EXPECT_FALSE(item("c1").pictures) << i;
        EXPECT_EQ(work(), 1u) << i;
        later(15min);
    }
    EXPECT_EQ(work(), 0u);
    EXPECT_THAT(codes(item("c1")), ElementsAre("picture:not_seen"));
}

TEST_F(PictureWatchTroubleTest, OnePictureThatCannotBeHadHidesNoOther) {
    auto comment = comment_with("c1", "https://pictures.example/gone.jpg");
    add(comment.item, kPortrait);
    list(kPortrait);
    record(comment);
    work();
    EXPECT_TRUE(item("c1").listed);
}

TEST_F(PictureWatchTroubleTest, AsLongAsTheNetworkWantsToBeLeftAloneNothingIsCounted) {
    network.answer = runtime::Error{ErrorKind::rate_limited, "later", 10min};
    record(comment_with("c1", kPortrait));
    for (int i = 0; i < 3 * PictureWatch::kAttemptsMax; ++i) {
        EXPECT_EQ(work(), 1u);
        later(10min);
    }
    network.answer.reset();
    work();
    EXPECT_EQ(item("c1").pictures->at(0).state, SeenPicture::State::seen);
}

TEST_F(PictureWatchTroubleTest, WithoutTheProgramItIsTriedAgain) {
    begin("/nowhere/gatehouse-pictures");
    record(comment_with("c1", kPortrait));
    work();
    EXPECT_FALSE(item("c1").pictures);
    begin();
    later(1min);
    work();
    EXPECT_EQ(item("c1").pictures->at(0).state, SeenPicture::State::seen);
}

TEST_F(PictureWatchTroubleTest, WhoeverStartsAfterACrashLooksAtWhatTheDeadOneHadTaken) {
    record(comment_with("c1", kPortrait));
    ASSERT_EQ(jobs("pictures").size(), 1u);  // and then its process dies
    begin();
    EXPECT_EQ(work(), 0u);
    ok(store->resume_jobs("pictures", "worker-1"));
    EXPECT_EQ(work(), 1u);
    EXPECT_TRUE(item("c1").pictures);
}

TEST_F(PictureWatchTroubleTest, WhatIsRecordedTwiceCountsOnce) {
    record(comment_with("c1", kPortrait));
    const auto job = jobs("pictures").at(0);
    moderation::FoundInPictures twice{id_of("c1"), job.fields.at("rev"), {SeenPicture{}}, "", comment_with("c1", "")};
    twice.outcome.queue = true;
    EXPECT_TRUE(ok(found->record(twice, now)));
    const auto version = item("c1").version;
    EXPECT_FALSE(ok(found->record(twice, now)));
    EXPECT_EQ(item("c1").version, version);
    EXPECT_EQ(count_kind("item.pictures_seen"), 1u);
}

TEST_F(PictureWatchTroubleTest, OfAnEarlierVersionNothingIsRecorded) {
    record(comment_with("c1", kPortrait));
    record(edited(comment_with("c1", kBridge)));
    EXPECT_EQ(work(), 1u);
    EXPECT_TRUE(network.asked.empty());
    EXPECT_EQ(work(), 1u);
    EXPECT_THAT(network.asked, ElementsAre(kBridge));
}

TEST_F(PictureWatchTroubleTest, NothingIsFetchedFromAChannelThatIsNotAuthorised) {
    record(comment_with("c1", kPortrait));
    ok(store->suspend_channel("page", "quill", "a reason", now));
    work();
    EXPECT_TRUE(network.asked.empty());
    EXPECT_EQ(item("c1").review, ReviewState::open);
}

TEST_F(PictureWatchTroubleTest, WhatKillsWhoeverLooksComesToAPerson) {
    record(comment_with("c1", kPortrait));
    ok(store->job_dead(jobs("pictures").at(0), "its worker stopped each time", now));
    EXPECT_EQ(item("c1").review, ReviewState::open);
    EXPECT_EQ(item("c1").severity, Severity::v1);
    EXPECT_THAT(item("c1").pictures, testing::Optional(ElementsAre(SeenPicture{})));
    const auto dead = ok(store->dead_jobs(10));
    ASSERT_EQ(dead.size(), 1u);
    EXPECT_EQ(dead[0].fields.count("addresses"), 0u);
    EXPECT_EQ(length("alerts"), 0u);
}

}  // namespace tests
