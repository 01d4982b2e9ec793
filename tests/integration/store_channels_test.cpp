// What the register of channels promises: a channel is read only after two people looked at it, and by one process.

#include "tests/integration/store_world.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::ChannelState;

class StoreChannelsTest : public StoreWorld {
  protected:
    models::Channel propose(const std::string& page_id = "page-77") {
        models::Channel proposal;
        proposal.external_id = page_id;
        proposal.handle = "BramblecotePrimary";
        proposal.purpose = "Tell families what happens";
        proposal.outcomes = "Families come to the summer fair";
        proposal.owner = "quill";
        return ok(store->propose_channel(proposal, "quill", now));
    }
    models::RiskAssessment risk(const std::string& assessor = "trellis") {
        models::RiskAssessment assessment;
        assessment.assessor = assessor;
        assessment.answers = {{"audience", "Families"}, {"images", "Only with consent: 12:3:"}};
        return assessment;
    }
};

TEST_F(StoreChannelsTest, AChannelIsProposedAssessedAndAuthorised) {
    const auto proposed = propose();
    EXPECT_EQ(proposed.state, ChannelState::proposed);
    EXPECT_EQ(proposed.proposed_by, "quill");
    EXPECT_EQ(proposed.handle, "BramblecotePrimary");
    EXPECT_FALSE(proposed.id.empty());

    const auto assessed = ok(store->assess_channel(proposed.id, proposed.version, risk(), now));
    EXPECT_EQ(assessed.state, ChannelState::risk_assessed);
    ASSERT_TRUE(assessed.risk_assessment);
    EXPECT_EQ(assessed.risk_assessment->answers.at(1).second, "Only with consent: 12:3:");

    const auto authorised = ok(store->authorise_channel(proposed.id, assessed.version, "ottilie", now));
    EXPECT_EQ(authorised.state, ChannelState::authorised);
    EXPECT_EQ(authorised.authorised_by, "ottilie");
    EXPECT_EQ(authorised.authorised_at, now);
    ASSERT_TRUE(authorised.review_at);
    EXPECT_GT(*authorised.review_at, now);
    EXPECT_EQ(count_kind("channel.authorised"), 2u);
}

TEST_F(StoreChannelsTest, TheAssessorCannotAuthorise) {
    const auto proposed = propose();
    const auto assessed = ok(store->assess_channel(proposed.id, proposed.version, risk(), now));
    const auto before = dump();
    EXPECT_EQ(refused(store->authorise_channel(proposed.id, assessed.version, "trellis", now)), ErrorKind::forbidden);
    EXPECT_EQ(refused(store->authorise_channel(proposed.id, assessed.version, "", now)), ErrorKind::forbidden);
    EXPECT_EQ(dump(), before);
}

TEST_F(StoreChannelsTest, WhereTwoSignedOneOfThemMayAuthorise) {
    const auto proposed = propose();
    const auto id = proposed.id;
    EXPECT_EQ(refused(store->cosign_assessment(id, proposed.version, "ottilie", now)), ErrorKind::rejected);
    auto assessed = ok(store->assess_channel(id, proposed.version, risk(), now));
    EXPECT_EQ(refused(store->cosign_assessment(id, assessed.version, "trellis", now)), ErrorKind::forbidden);
    const auto cosigned = ok(store->cosign_assessment(id, assessed.version, "ottilie", now));
    EXPECT_EQ(cosigned.risk_assessment->cosigner, "ottilie");
    EXPECT_EQ(refused(store->cosign_assessment(id, cosigned.version, "quill", now)), ErrorKind::conflict);

    assessed = ok(store->assess_channel(id, cosigned.version, risk(), now));
    EXPECT_EQ(assessed.risk_assessment->cosigner, "") << "what was signed is not what stands there now";
    EXPECT_EQ(refused(store->authorise_channel(id, assessed.version, "trellis", now)), ErrorKind::forbidden);
    const auto again = ok(store->cosign_assessment(id, assessed.version, "ottilie", now));
    EXPECT_EQ(ok(store->authorise_channel(id, again.version, "trellis", now)).state, ChannelState::authorised);
}

TEST_F(StoreChannelsTest, AnAuthorisationThatIsOverIsRenewedWhileReadingGoesOn) {
    auto page = ok(store->channel("page"));
    EXPECT_EQ(refused(store->assess_channel("page", page.version, risk(), now)), ErrorKind::rejected);
    record(concern("c1"));
    now = *page.review_at;
    ASSERT_TRUE(models::reauthorisation_due(page, now));
    EXPECT_EQ(refused(store->authorise_channel("page", page.version, "ottilie", now)), ErrorKind::rejected);
    EXPECT_NO_THROW(decide(quill, "c1", models::Verb::hide)) << "what protects people goes on";

    page = ok(store->assess_channel("page", page.version, risk(), now));
    EXPECT_EQ(page.state, ChannelState::authorised);
    page = ok(store->authorise_channel("page", page.version, "ottilie", now));
    EXPECT_FALSE(models::reauthorisation_due(page, now));
    EXPECT_EQ(refused(store->authorise_channel("page", page.version, "ottilie", now)), ErrorKind::conflict);
}

TEST_F(StoreChannelsTest, AfterAGraceNothingIsSaidOnAChannelThatNobodyAuthorisedAnew) {
    record(concern("c1"));
    const auto answer = [&] {
        auto request = decision("c1", models::Verb::reply, "quill");
        request.text = "At eleven.";
        return store->decide(quill, request, now);
    };
    now = *ok(store->channel("page")).review_at + 24h * 13;
    const auto proposed = ok(answer());
    now += 24h * 2;
    EXPECT_EQ(refused(answer()), ErrorKind::rejected);
    EXPECT_EQ(refused(store->agree(trellis, proposed.id, proposed.version, now)), ErrorKind::rejected);
}

TEST_F(StoreChannelsTest, NothingIsAuthorisedWithoutARiskAssessment) {
    const auto proposed = propose();
    EXPECT_EQ(refused(store->authorise_channel(proposed.id, proposed.version, "ottilie", now)), ErrorKind::rejected);
    EXPECT_EQ(refused(store->take_lease(proposed.id, "process-1", 60s, now)), ErrorKind::rejected);
}

TEST_F(StoreChannelsTest, AnOldVersionIsRefused) {
    const auto proposed = propose();
    ok(store->assess_channel(proposed.id, proposed.version, risk(), now));
    EXPECT_EQ(refused(store->assess_channel(proposed.id, proposed.version, risk(), now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->authorise_channel(proposed.id, proposed.version, "ottilie", now)), ErrorKind::conflict);
}

TEST_F(StoreChannelsTest, TheSamePageIsNotProposedTwiceUnlessItWasClosed) {
    const auto proposed = propose();
    models::Channel again;
    again.external_id = "page-77";
    EXPECT_EQ(refused(store->propose_channel(again, "trellis", now)), ErrorKind::conflict);
    ok(store->close_channel(proposed.id, "ottilie", now));
    EXPECT_EQ(ok(store->propose_channel(again, "trellis", now)).state, ChannelState::proposed);
    EXPECT_EQ(ok(store->channels()).size(), 2u);
}

TEST_F(StoreChannelsTest, ASuspendedChannelComesBackOnlyThroughSomebodyElseThanTheAssessor) {
    const auto suspended = ok(store->suspend_channel("page", "ottilie", "Mr Trellis is away", now));
    EXPECT_EQ(suspended.state, ChannelState::suspended);
    EXPECT_EQ(refused(store->suspend_channel("page", "ottilie", "", now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->authorise_channel("page", suspended.version, "trellis", now)), ErrorKind::forbidden);
    EXPECT_EQ(ok(store->authorise_channel("page", suspended.version, "ottilie", now)).state, ChannelState::authorised);
}

TEST_F(StoreChannelsTest, WhatSomebodyWroteWhenSuspendingStaysOutOfTheJournal) {
    ok(store->suspend_channel("page", "ottilie", "Perpetua Hedgerow wrote again", now));
    for (const auto& entry : ok(store->journal_after(0, 1000)))
        EXPECT_EQ(entry.data.find("Hedgerow"), std::string::npos);
}

TEST_F(StoreChannelsTest, AClosedChannelStaysClosed) {
    ok(store->close_channel("page", "ottilie", now));
    EXPECT_EQ(refused(store->close_channel("page", "ottilie", now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->suspend_channel("page", "ottilie", "", now)), ErrorKind::rejected);
    const auto version = ok(store->channel("page")).version;
    EXPECT_EQ(refused(store->assess_channel("page", version, risk(), now)), ErrorKind::rejected);
    EXPECT_EQ(refused(store->authorise_channel("page", version, "ottilie", now)), ErrorKind::rejected);
    EXPECT_EQ(refused(store->take_lease("page", "process-1", 60s, now)), ErrorKind::rejected);
}

TEST_F(StoreChannelsTest, AnUnknownChannelIsNotFound) {
    EXPECT_EQ(refused(store->channel("nowhere")), ErrorKind::not_found);
    EXPECT_EQ(refused(store->close_channel("no/where", "ottilie", now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->authorise_channel("nowhere", 1, "ottilie", now)), ErrorKind::not_found);
}

TEST_F(StoreChannelsTest, HealthIsJournalledWhenItChangesAndCountsAddUp) {
    models::HealthReport report;
    report.channel_id = "page";
    report.health = models::ChannelHealth::rate_limited;
    report.detail = "Asked too often";
    report.until = now + 5min;
    report.malformed = 2;
    ok(store->record_health(report, now));
    ok(store->record_health(report, now));
    auto channel = ok(store->channel("page"));
    EXPECT_EQ(channel.health, models::ChannelHealth::rate_limited);
    EXPECT_EQ(channel.health_until, now + 5min);
    EXPECT_EQ(channel.malformed, 4u);
    EXPECT_FALSE(channel.last_read_at);
    EXPECT_EQ(count_kind("channel.health"), 1u);

    report.health = models::ChannelHealth::nothing_new;
    report.until.reset();
    ok(store->record_health(report, now));
    channel = ok(store->channel("page"));
    EXPECT_EQ(channel.last_read_at, now);
    EXPECT_FALSE(channel.health_until);
}

// ---- leases

TEST_F(StoreChannelsTest, OneProcessReadsAChannelUntilItsLeaseEnds) {
    EXPECT_EQ(refused(store->take_lease("page", "process-2", 60s, now)), ErrorKind::conflict);
    ok(store->renew_lease(lease, 60s, now + 59s));
    EXPECT_EQ(refused(store->take_lease("page", "process-2", 60s, now + 118s)), ErrorKind::conflict);
    const auto taken = ok(store->take_lease("page", "process-2", 60s, now + 119s));

    EXPECT_GT(taken.fence, lease.fence);
    EXPECT_EQ(refused(store->renew_lease(lease, 60s, now + 119s)), ErrorKind::conflict);
}

TEST_F(StoreChannelsTest, AnOwnerTakesItsOwnLeaseAnewAndWhatTheDeadOneSentIsRefused) {
    const auto anew = ok(store->take_lease("page", "process-1", 60s, now));
    EXPECT_GT(anew.fence, lease.fence);
    EXPECT_EQ(refused(store->record_page(page("late"), {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(refused(store->renew_lease(lease, 60s, now)), ErrorKind::conflict);
    ok(store->release_lease(lease));  // the dead one's too
    EXPECT_EQ(refused(store->take_lease("page", "process-2", 60s, now)), ErrorKind::conflict);
    lease = anew;
    record(concern("c1"));
}

TEST_F(StoreChannelsTest, WhoIsRefusedALeaseIsToldWhoHoldsIt) {
    EXPECT_EQ(refused(store->take_lease("page", "process-2", 60s, now)), ErrorKind::conflict);
    EXPECT_NE(refusal.find("process-1"), std::string::npos);
}

TEST_F(StoreChannelsTest, ALeaseSaysWhenTheLastRoundEnded) {
    EXPECT_FALSE(lease.last_round_at);
    record(concern("c1"));  // a part of a round
    EXPECT_FALSE(ok(store->take_lease("page", "process-1", 60s, now + 1s)).last_round_at);
    models::HealthReport report;
    report.channel_id = "page";
    report.health = models::ChannelHealth::reading;
    ok(store->record_health(report, now + 2s));
    EXPECT_EQ(ok(store->take_lease("page", "process-1", 60s, now + 3s)).last_round_at, now + 2s);
}

TEST_F(StoreChannelsTest, AReleasedLeaseIsFreeAtOnceAndOnlyItsOwnerReleasesIt) {
    auto forged = lease;
    forged.owner = "process-2";
    ok(store->release_lease(forged));
    EXPECT_EQ(refused(store->take_lease("page", "process-2", 60s, now)), ErrorKind::conflict);
    ok(store->release_lease(lease));
    EXPECT_GT(ok(store->take_lease("page", "process-2", 60s, now)).fence, lease.fence);
}

TEST_F(StoreChannelsTest, TwoProcessesNeverBothRecord) {
    const auto connection = redis_server->connect(runner.executor());
    moderation::Store second{*connection, sealer, "bramblecote"};
    now += 2min;
    models::CollectedPage theirs;
    theirs.lease = ok(second.take_lease("page", "process-2", 60s, now));
    theirs.feed = "comments:post-1";
    theirs.cursor = "theirs";

    EXPECT_EQ(ok(second.record_page(theirs, {concern("c1")}, now)).fresh, 1u);
    EXPECT_EQ(refused(store->record_page(page("ours"), {concern("c2")}, now)), ErrorKind::rejected);
    EXPECT_EQ(ok(store->cursors("page")).at("comments:post-1"), "theirs");
}

}  // namespace tests
