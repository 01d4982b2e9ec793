// Pictures are fetched from the simulated networks, which know nothing of the fetcher: what is served is had, and no
// answer leads anywhere else.

#include "config/runtime/http_client.hpp"
#include "ingest/picture_fetcher.hpp"
#include "tests/integration/simulator_process.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace tests {
namespace {

using boost::json::object;
using models::Network;
using runtime::ErrorKind;

class PictureFetchingTest : public testing::Test {
  protected:
    /// Nothing is silent.
    struct NoSilence final : ingest::SilenceBook {
        runtime::Task<runtime::Result<Silences>> silences(std::string) override { co_return Silences{}; }
        runtime::Task<runtime::Result<void>> be_silent(std::string, std::string, Silence) override {
            co_return runtime::Result<void>{};
        }
    };

    void SetUp() override {
        settings.facebook.base_url = simulator.base_url();
        settings.x.base_url = simulator.base_url() + "/x";
        simulator.control("page", {{"id", "104"}, {"token", "page-token"}});
    }
    void TearDown() override { runner.stop(); }

    /// Where the picture of a new post lies.
    std::string posted(const std::string& base64) {
        const auto made = simulator.control("post", {{"message", "Our fair"}, {"pictures", {base64}}});
        return simulator.base_url() + "/pictures/" + boost::json::value_to<std::string>(made.at("photos").at(0)) +
               ".jpg";
    }
    runtime::Result<std::string> fetch(const std::string& address, Network network = Network::facebook) {
        models::Channel channel;
        channel.network = network;
        return runner.run(fetcher.fetch(std::move(channel), address));
    }
    ErrorKind refused(const std::string& address, Network network = Network::facebook) {
        const auto fetched = fetch(address, network);
        EXPECT_FALSE(fetched);
        return fetched ? ErrorKind::conflict : fetched.error().kind;
    }
    void fault(object given) {
        given["path"] = "^/pictures/";
        simulator.control("fault", given);
    }
    std::size_t asked() { return simulator.look("requests?match=/pictures/").as_array().size(); }
    ingest::ByNetwork<ingest::Silence> silences() {
        ingest::ByNetwork<ingest::Silence> all;
        for (const auto network : models::kNetworks) all.put(network, quiet);
        return all;
    }

    SimulatorProcess simulator;
    TaskRunner runner;
    FakeClock clock;
    NoSilence book;
    ingest::Silence quiet{book, clock, "graph"};
    config::Settings settings;
    std::unique_ptr<runtime::HttpClient> http =
        runtime::make_http_client(runner.executor(), runtime::HttpClientSettings{}, quiet_log());
    ingest::PictureFetcher fetcher{*http, settings, silences()};
};

TEST_F(PictureFetchingTest, WhatIsServedIsHad) {
    EXPECT_EQ(fetch(posted("cGljdHVyZQ==")), "picture");
}

TEST_F(PictureFetchingTest, WhatIsGoneIsRefused) {
    EXPECT_EQ(refused(simulator.base_url() + "/pictures/1.jpg"), ErrorKind::rejected);
}

TEST_F(PictureFetchingTest, ARedirectIsNotFollowed) {
    const auto elsewhere = posted("cGljdHVyZQ==");
    const auto here = posted("b3RoZXI=");
    fault({{"name", "redirect"}, {"location", elsewhere}});
    EXPECT_EQ(refused(here), ErrorKind::rejected);
    EXPECT_EQ(asked(), 1u);
}

TEST_F(PictureFetchingTest, NoMoreIsReadThanAPictureMayHave) {
    const auto bytes = ingest::PictureFetcher::kBytesMax + 3;
    const auto address = posted(std::string(bytes / 3 * 4, 'A'));
    EXPECT_EQ(refused(address), ErrorKind::rejected);
}

TEST_F(PictureFetchingTest, WhatIsCutOffIsTriedAgainAndNotTakenForTheWhole) {
    const auto address = posted("cGljdHVyZSBvZiBhIGZhaXI=");
    fault({{"name", "cut_off"}, {"times", 0}});
    EXPECT_EQ(refused(address), ErrorKind::unreachable);
    fault({{"name", "html_502"}});
    EXPECT_EQ(refused(address), ErrorKind::unreachable);
}

TEST_F(PictureFetchingTest, AnotherNetworksHostIsNotAsked) {
    const auto address = posted("cGljdHVyZQ==");
    EXPECT_EQ(refused(address, Network::youtube), ErrorKind::rejected);
    EXPECT_EQ(asked(), 0u);
    EXPECT_TRUE(fetch(address, Network::x)) << "there it is the same host";
}

}  // namespace
}  // namespace tests
