// From where pictures are fetched, and what each answer means. Every address is invented.

#include "ingest/picture_fetcher.hpp"

#include "ingest/picture_address.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ingest {
namespace {

using models::Network;
using runtime::ErrorKind;

TEST(PictureAddress, OnlyTheNetworksOwnPictureServersAndTheConfiguredHostAreAsked) {
    struct Case {
        const char* address;
        Network network;
        PictureReach reach;
    };
    constexpr auto kNowhere = PictureReach::nowhere;
    constexpr auto kInternet = PictureReach::internet;
    const std::vector<Case> cases{
        {"https://scontent-lhr8-1.xx.fbcdn.net/v/p.jpg?oh=1&oe=2", Network::facebook, kInternet},
        {"https://FBCDN.net/p.jpg", Network::facebook, kInternet},
        {"https://scontent.cdninstagram.com/v/p.jpg", Network::instagram, kInternet},
        {"https://scontent.xx.fbcdn.net/v/p.jpg", Network::instagram, kInternet},
        {"https://pbs.twimg.com/media/a.jpg", Network::x, kInternet},
        {"https://i.ytimg.com/vi/a/hqdefault.jpg", Network::youtube, kInternet},
        {"https://yt3.ggpht.com/a", Network::youtube, kInternet},
        {"https://lh3.googleusercontent.com/a", Network::youtube, kInternet},
        {"http://127.0.0.1:8123/pictures/1.jpg", Network::x, PictureReach::configured},
        // of another network
        {"https://scontent.xx.fbcdn.net/p.jpg", Network::x, kNowhere},
        {"https://pbs.twimg.com/media/a.jpg", Network::facebook, kNowhere},
        // not over TLS, another port, a user name
        {"http://scontent.xx.fbcdn.net/p.jpg", Network::facebook, kNowhere},
        {"https://scontent.xx.fbcdn.net:8443/p.jpg", Network::facebook, kNowhere},
        {"https://me@scontent.xx.fbcdn.net/p.jpg", Network::facebook, kNowhere},
        // looks like it
        {"https://fbcdn.net.example/p.jpg", Network::facebook, kNowhere},
        {"https://notfbcdn.net/p.jpg", Network::facebook, kNowhere},
        {"https://fbcdn.net./p.jpg", Network::facebook, kNowhere},
        {"https://example.com/?fbcdn.net", Network::facebook, kNowhere},
        // the school's own network, and the configured host otherwise than configured
        {"https://127.0.0.1/p.jpg", Network::facebook, kNowhere},
        {"http://169.254.169.254/latest", Network::facebook, kNowhere},
        {"http://127.0.0.1:8124/p.jpg", Network::x, kNowhere},
        {"https://127.0.0.1:8123/p.jpg", Network::x, kNowhere},
        {"http://localhost:8123/p.jpg", Network::x, kNowhere},
        // no address
        {"", Network::facebook, kNowhere},
        {"file:///etc/passwd", Network::facebook, kNowhere},
        {"//scontent.xx.fbcdn.net/p.jpg", Network::facebook, kNowhere},
    };
    for (const auto& each : cases)
        EXPECT_EQ(picture_reach(each.address, each.network, "http://127.0.0.1:8123/x"), each.reach) << each.address;
}

class PictureFetcherTest : public testing::Test {
  protected:
    /// Answers as the test says and keeps what it was asked.
    struct ScriptedHttp final : runtime::HttpClient {
        runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override {
            asked.push_back(std::move(request));
            co_return answer;
        }
        runtime::Result<runtime::HttpResponse> answer{runtime::HttpResponse{200, {}, "bytes"}};
        std::vector<runtime::HttpRequest> asked;
    };
    struct Book final : SilenceBook {
        runtime::Task<runtime::Result<Silences>> silences(std::string) override { co_return kept; }
        runtime::Task<runtime::Result<void>> be_silent(std::string, std::string account, Silence silence) override {
            kept[std::move(account)] = std::move(silence);
            co_return runtime::Result<void>{};
        }
        Silences kept;
    };

    static ByNetwork<Silence> each(Silence& one) {
        ByNetwork<Silence> all;
        for (const auto network : models::kNetworks) all.put(network, one);
        return all;
    }
    runtime::Result<std::string> fetch(std::string address = "https://scontent.xx.fbcdn.net/v/p.jpg?oh=secret") {
        models::Channel channel;
        channel.external_id = "104";
        return runner.run(fetcher.fetch(std::move(channel), std::move(address)));
    }
    ErrorKind refused_with(unsigned status) {
        http.answer = runtime::HttpResponse{status, {}, "no picture"};
        const auto fetched = fetch();
        return fetched ? ErrorKind::conflict : fetched.error().kind;
    }
    ErrorKind failed_with(ErrorKind kind) {
        http.answer = runtime::fail(kind, "scontent.xx.fbcdn.net: something");
        const auto fetched = fetch();
        EXPECT_THAT(fetched.error().message, testing::Not(testing::HasSubstr("fbcdn")));
        return fetched.error().kind;
    }

    tests::TaskRunner runner;
    tests::FakeClock clock;
    Book book;
    Silence quiet{book, clock, "graph"};
    ScriptedHttp http;
    config::Settings settings;
    PictureFetcher fetcher{http, settings, each(quiet)};
};

TEST_F(PictureFetcherTest, AsksWithoutATokenWithinLimitsAndOnlyTheInternet) {
    EXPECT_EQ(fetch(), "bytes");
    ASSERT_EQ(http.asked.size(), 1U);
    EXPECT_TRUE(http.asked[0].headers.empty());
    EXPECT_TRUE(http.asked[0].public_only);
    EXPECT_EQ(http.asked[0].body_limit, PictureFetcher::kBytesMax);
    EXPECT_EQ(http.asked[0].timeout, PictureFetcher::kTimeout);
}

TEST_F(PictureFetcherTest, TheHostOfTheConfigurationMayLieAnywhere) {
    settings.facebook.base_url = "http://127.0.0.1:8123";
    EXPECT_TRUE(fetch("http://127.0.0.1:8123/p.jpg"));
    EXPECT_FALSE(http.asked.at(0).public_only);
}

TEST_F(PictureFetcherTest, AnAddressOfNobodysPictureServerIsNotAsked) {
    const auto fetched = fetch("https://harm.example/p.jpg");
    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error().kind, ErrorKind::rejected);
    EXPECT_TRUE(http.asked.empty());
}

TEST_F(PictureFetcherTest, NothingIsAskedWhileTheNetworkWantsToBeLeftAlone) {
    book.kept["104"] = {clock.now() + std::chrono::minutes{5}, "Facebook"};
    const auto fetched = fetch();
    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error().kind, ErrorKind::rate_limited);
    EXPECT_TRUE(http.asked.empty());
    clock.advance(std::chrono::minutes{6});
    EXPECT_TRUE(fetch());
}

TEST_F(PictureFetcherTest, WhatAnotherTryWouldNotChangeIsRefused) {
    for (const unsigned status : {204U, 301U, 302U, 307U, 400U, 403U, 404U, 410U})
        EXPECT_EQ(refused_with(status), ErrorKind::rejected) << status;
    EXPECT_EQ(failed_with(ErrorKind::malformed), ErrorKind::rejected);
    EXPECT_EQ(failed_with(ErrorKind::rejected), ErrorKind::rejected);
    http.answer = runtime::HttpResponse{200, {}, ""};
    EXPECT_FALSE(fetch());
}

TEST_F(PictureFetcherTest, WhatMayPassIsTriedAgain) {
    for (const unsigned status : {408U, 500U, 503U}) EXPECT_EQ(refused_with(status), ErrorKind::unreachable) << status;
    EXPECT_EQ(refused_with(429), ErrorKind::rate_limited);
    EXPECT_EQ(failed_with(ErrorKind::unreachable), ErrorKind::unreachable);
}

}  // namespace
}  // namespace ingest
