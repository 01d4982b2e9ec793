// What the collector promises of trouble: each kind looks different from outside, and none is taken for a
// deletion.

#include "tests/contract/ingest_collector_fixture.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

using ingest::RoundReport;
using models::ChannelHealth;

class CollectorTroubleTest : public CollectorFixture {};

TEST_F(CollectorTroubleTest, SaysThatTheTaskModerateIsMissing) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 2);
    facebook.withhold_ids = true;
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::permission_trouble);
    EXPECT_THAT(report.detail, testing::HasSubstr("Moderate"));
}

TEST_F(CollectorTroubleTest, SaysThatTheTokenIsOfTheWrongKindAndCallsNothingGone) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 2);
    round();
    facebook.lists_no_comments = true;
    for (int i = 0; i < 3; ++i) {
        const auto report = round();
        EXPECT_EQ(report.health, ChannelHealth::permission_trouble);
        EXPECT_THAT(report.detail, testing::HasSubstr("page token"));
        EXPECT_EQ(report.gone, 0U);
    }
}

TEST_F(CollectorTroubleTest, StopsAtOnceWhenThrottledAndTellsForHowLong) {
    add_post(kPost, 2h);
    add_post("104000000000011_150", 3h);
    facebook.usage = R"({"104000000000011":[{"type":"pages","call_count":101,"estimated_time_to_regain_access":17}]})";
    facebook.instead = [](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (seen.path == "104000000000011/published_posts") return std::nullopt;
        return MemoryFacebook::error(80001);
    };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::rate_limited);
    EXPECT_EQ(report.asked_silence, 17min);
    EXPECT_EQ(facebook.requests.size(), 1U);  // the usage of the first answer was warning enough
}

TEST_F(CollectorTroubleTest, StopsAtAThrottleCodeWithoutHeaders) {
    add_post(kPost, 2h);
    facebook.instead = [](const MemoryFacebook::Seen&) { return MemoryFacebook::error(4); };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::rate_limited);
    EXPECT_FALSE(report.asked_silence);
    EXPECT_EQ(facebook.requests.size(), 1U);
}

TEST_F(CollectorTroubleTest, SaysThatTheTokenIsDeadAndStops) {
    facebook.instead = [](const MemoryFacebook::Seen&) { return MemoryFacebook::error(190, 463, 401); };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::token_trouble);
    EXPECT_THAT(report.detail, testing::HasSubstr("expired"));
    EXPECT_EQ(facebook.requests.size(), 1U);
}

TEST_F(CollectorTroubleTest, ReadsWhatItMayWhenOnePermissionIsMissing) {
    add_post(kPost, 2h);
    add_comment(kPost, 1);
    facebook.instead = [](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (!seen.path.ends_with("visitor_posts")) return std::nullopt;
        return MemoryFacebook::error(200);
    };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::permission_trouble);
    EXPECT_TRUE(recorded().contains("201_1"));
}

TEST_F(CollectorTroubleTest, GivesUpAfterThreeFailuresInARow) {
    for (int i = 0; i < 8; ++i) add_post("104000000000011_" + std::to_string(300 + i), 2h);
    facebook.instead = [](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (!seen.path.ends_with("comments")) return std::nullopt;
        return runtime::fail(runtime::ErrorKind::unreachable, "cut off");
    };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::unreachable);
    EXPECT_EQ(facebook.requests.size(), 6U);
}

TEST_F(CollectorTroubleTest, OneThreadThatFailsDoesNotStopTheOthers) {
    add_post(kPost, 2h);
    add_comment(kPost, 1);
    add_post("104000000000011_300", 3h);
    add_comment("104000000000011_300", 2);
    facebook.instead = [](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (seen.path != "104000000000011_201/comments") return std::nullopt;
        return MemoryFacebook::error(2, 0, 500);
    };
    round();
    EXPECT_TRUE(recorded().contains("300_2"));
    EXPECT_FALSE(recorded().contains("201_1"));
    facebook.instead = nullptr;
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTroubleTest, AsksNothingMoreOnceTheChannelIsNoLongerAuthorised) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 5);
    inbox.refuses = true;
    const auto report = round();
    EXPECT_EQ(report.outcome, RoundReport::Outcome::lease_lost);
    EXPECT_EQ(facebook.requests.size(), 1U);
}

TEST_F(CollectorTroubleTest, EndsTheRoundWhenNothingCanBeRecorded) {
    add_post(kPost, 2h);
    facebook.before = [&](const MemoryFacebook::Seen&) { inbox.down = true; };
    const auto report = round();
    EXPECT_EQ(report.outcome, RoundReport::Outcome::store_down);
    EXPECT_EQ(facebook.requests.size(), 1U);
    inbox.down = false;
    facebook.before = nullptr;
    clock.advance(3min);
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTroubleTest, RenewsTheLeaseDuringALongRound) {
    for (int i = 0; i < 20; ++i) add_post("104000000000011_" + std::to_string(300 + i), 2h);
    facebook.before = [&](const MemoryFacebook::Seen&) { clock.advance(15s); };
    const auto report = round();
    EXPECT_EQ(report.outcome, RoundReport::Outcome::finished);
    EXPECT_GE(inbox.renewals, 5U);
}

TEST_F(CollectorTroubleTest, StopsWhenSomebodyElseHasTheLease) {
    for (int i = 0; i < 20; ++i) add_post("104000000000011_" + std::to_string(300 + i), 2h);
    std::size_t after_loss = 0;
    facebook.before = [&](const MemoryFacebook::Seen&) {
        clock.advance(50s);
        if (facebook.requests.size() == 5) inbox.leases[channel.id].fence += 1;
        if (facebook.requests.size() > 5) ++after_loss;
    };
    const auto report = round();
    EXPECT_EQ(report.outcome, RoundReport::Outcome::lease_lost);
    EXPECT_EQ(after_loss, 0U);
}

TEST_F(CollectorTroubleTest, SendsTheProofWhenThereIsAnAppSecret) {
    facebook.app_secret = "meta-app-secret-0001";
    add_post(kPost, 2h);
    EXPECT_NE(round().health, ChannelHealth::reading);
    ingest::GraphClient proving{facebook, {.app_secret = "meta-app-secret-0001"}, "Facebook"};
    ingest::FacebookCollector with_proof{{proving, inbox, clock}, 60 * 24h};
    const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
    ASSERT_TRUE(lease);
    ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
    const auto report = runner.run(with_proof.round(channel, MemoryFacebook::kToken, {}, keeper));
    EXPECT_EQ(report.health, ChannelHealth::reading);
    EXPECT_EQ(facebook.requests.back().parameters.at("appsecret_proof"),
              "1893f70dc15183aa6526376fbc916fb35e7e0aed8ed736cdb331720460e96dcc");
}

}  // namespace
}  // namespace tests
