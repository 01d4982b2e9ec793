// The collector against the simulated Facebook: two readings of the same contract, written apart.

#include "ingest/facebook/collector.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/integration/simulator_process.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <map>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <boost/json/value_to.hpp>

namespace {

using namespace std::chrono_literals;
using boost::json::object;
using boost::json::value;
using runtime::Result;
using runtime::Task;
using Texts = std::map<std::string, std::set<std::string>>;  // by external id

constexpr const char* kPage = "104000000000011";
constexpr const char* kToken = "bramblecote-page-token";

/// Remembers what it is given; leases are never lost.
class RememberingInbox final : public ingest::Inbox, public ingest::ChannelRegister {
  public:
    Texts texts;
    std::map<std::string, models::CollectedItem> living;
    std::map<std::string, std::string> cursors_by_feed;

    Task<Result<models::RecordedPage>> record(models::CollectedPage page) override {
        for (const auto& item : page.items) {
            texts[item.external_id].insert(item.text);
            living[item.external_id] = item;
        }
        for (const auto& id : page.gone) living.erase(id);
        cursors_by_feed[page.feed] = page.cursor;
        co_return models::RecordedPage{};
    }
    Task<Result<std::vector<std::string>>> known_under(std::string, std::string post) override {
        std::vector<std::string> known;
        for (const auto& [id, item] : living)
            if (item.post_external_id == post) known.push_back(id);
        co_return known;
    }
    Task<Result<std::vector<models::Channel>>> authorised() override { co_return std::vector<models::Channel>{}; }
    Task<Result<std::map<std::string, std::string>>> cursors(std::string) override { co_return cursors_by_feed; }
    Task<Result<models::Lease>> take_lease(std::string, std::string, std::chrono::milliseconds) override {
        co_return models::Lease{};
    }
    Task<Result<void>> renew_lease(models::Lease, std::chrono::milliseconds) override { co_return Result<void>{}; }
    Task<Result<void>> release_lease(models::Lease) override { co_return Result<void>{}; }
    Task<Result<void>> report_health(models::HealthReport) override { co_return Result<void>{}; }
    Task<Result<std::vector<models::Notice>>> notices(std::string) override {
        co_return std::vector<models::Notice>{};
    }
    Task<Result<void>> answer_notices(models::Lease, std::vector<models::Notice>) override {
        co_return Result<void>{};
    }
};

class SimulatedPage : public testing::Test {
  protected:
    void SetUp() override {
        facebook.control("clock", {{"stop_at", "2026-11-20T09:15:00+0000"}});  // where FakeClock starts
        facebook.control("seed_demo", {});
        channel.id = "c1";
        channel.external_id = kPage;
    }

    ingest::RoundReport round() {
        models::Lease lease;
        lease.channel_id = channel.id;
        ingest::LeaseKeeper keeper{inbox, clock, lease, 1h};
        return runner.run(collector.round(channel, kToken, inbox.cursors_by_feed, keeper));
    }

    void advance(std::chrono::seconds time) {
        clock.advance(time);
        facebook.control("clock", {{"advance", time.count()}});
    }

    /// What went out in whole answers, by id.
    Texts served() {
        Texts result;
        const auto dumped = facebook.look("served");
        for (const auto& [id, entry] : dumped.as_object())
            for (const auto& revision : entry.at("revisions").as_array())
                result[id].insert(boost::json::value_to<std::string>(revision.at("message")));
        return result;
    }

    /// Comments that stand there now, with their text.
    std::map<std::string, std::string> truth() {
        std::map<std::string, std::string> result;
        const auto state = facebook.look("state");
        for (const auto& [id, comment] : state.at("comments").as_object())
            if (!comment.at("deleted").as_bool())
                result[id] = boost::json::value_to<std::string>(comment.at("message"));
        return result;
    }

    std::map<std::string, std::string> recorded() {
        std::map<std::string, std::string> result;
        for (const auto& [id, item] : inbox.living)
            if (item.kind == models::ItemKind::comment || item.kind == models::ItemKind::reply) result[id] = item.text;
        return result;
    }

    void expect_nothing_served_was_lost() {
        for (const auto& [id, texts] : served())
            for (const auto& text : texts) EXPECT_TRUE(inbox.texts[id].contains(text)) << id << ": " << text;
    }

    void disturb(std::mt19937& dice);

    tests::SimulatorProcess facebook;
    tests::FakeClock clock;
    RememberingInbox inbox;
    tests::BlockingHttpClient http;
    ingest::GraphClient client{http, {facebook.base_url(), "v26.0", {}}, "Facebook"};
    ingest::FacebookCollector collector{{client, inbox, clock}, std::chrono::hours{24 * 60}};
    models::Channel channel;
    tests::TaskRunner runner;
};

/// What people do to the page between two rounds.
void SimulatedPage::disturb(std::mt19937& dice) {
    const auto standing = truth();
    for (const auto& [id, text] : standing) {
        if (dice() % 12 == 0) facebook.control("edit", {{"id", id}, {"message", text + "."}});
        if (dice() % 25 == 0) {
            try {
                facebook.control("delete", {{"id", id}});
            } catch (const std::runtime_error&) {
                continue;  // it went with the comment it replied to
            }
        }
    }
    const auto state = facebook.look("state");
    for (const auto& [id, post] : state.at("posts").as_object()) {
        const auto count = static_cast<int>(dice() % 4);
        facebook.control("load", {{"object", id}, {"count", count}, {"seed", static_cast<int>(dice() % 1000)}});
    }
}

TEST_F(SimulatedPage, IsReadCompletelyInOneRound) {
    const auto report = round();
    EXPECT_EQ(report.outcome, ingest::RoundReport::Outcome::finished);
    EXPECT_EQ(recorded(), truth());
    expect_nothing_served_was_lost();
}

TEST_F(SimulatedPage, IsAskedWithoutATokenInAnyAddress) {
    round();
    const auto requests = facebook.look("requests");
    ASSERT_FALSE(requests.as_array().empty());
    for (const auto& request : requests.as_array()) {
        EXPECT_FALSE(request.at("token_in_url").as_bool());
        EXPECT_EQ(request.at("status").to_number<int>(), 200) << request.at("path").as_string();
    }
}

TEST_F(SimulatedPage, IsReadWithAProofWhereTheAppWantsOne) {
    facebook.control("application", {{"secret", "bramblecote-app-secret"}, {"require_proof", true}});
    ingest::GraphClient proving{http, {facebook.base_url(), "v26.0", "bramblecote-app-secret"}, "Facebook"};
    ingest::FacebookCollector careful{{proving, inbox, clock}, std::chrono::hours{24 * 60}};
    ingest::LeaseKeeper keeper{inbox, clock, models::Lease{}, 1h};
    runner.run(careful.round(channel, kToken, {}, keeper));
    EXPECT_EQ(recorded(), truth());
}

TEST_F(SimulatedPage, GivesUpChangedAndDeletedCommentsAtTheNextFullReading) {
    round();
    std::mt19937 dice{1};
    disturb(dice);
    advance(25h);
    round();
    EXPECT_EQ(recorded(), truth());
    expect_nothing_served_was_lost();
}

struct Trouble {
    std::string name;
    object fault;
};

void PrintTo(const Trouble& trouble, std::ostream* out) {
    *out << trouble.name;
}

class TroubledPage : public SimulatedPage, public testing::WithParamInterface<Trouble> {};

TEST_P(TroubledPage, IsRecordedAsItStandsOnceTheTroubleIsOver) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        std::mt19937 dice{seed};
        auto fault = GetParam().fault;
        fault["times"] = 0;
        fault["chance"] = 0.2;
        fault["seed"] = seed;
        facebook.control("fault", fault);
        for (int rounds = 0; rounds < 2; ++rounds) {
            round();
            disturb(dice);
            advance(25h);
        }
        facebook.control("clear_faults", {});
        advance(8 * 24h);  // old threads are read to their end once a week
        round();
        EXPECT_EQ(recorded(), truth()) << "seed " << seed;
        expect_nothing_served_was_lost();
    }
}

const auto kTroubles = testing::Values(
    Trouble{"CutOff", {{"name", "cut_off"}}}, Trouble{"Drop", {{"name", "drop"}}},
    Trouble{"Html502", {{"name", "html_502"}}}, Trouble{"Transient", {{"name", "transient"}}},
    Trouble{"EmptyPages", {{"name", "empty_page"}}}, Trouble{"StaleCursors", {{"name", "stale_cursors"}}},
    Trouble{"Duplicates", {{"name", "duplicates"}, {"count", 3}}}, Trouble{"Vanish", {{"name", "vanish"}}},
    Trouble{"UnknownFields", {{"name", "unknown_fields"}}}, Trouble{"ReduceData", {{"name", "reduce_data"}}},
    Trouble{"MissingAuthors", {{"name", "missing_from"}}},
    Trouble{"Truncated", {{"name", "malformed"}, {"variant", "truncated"}}},
    Trouble{"InvalidUtf8", {{"name", "malformed"}, {"variant", "invalid_utf8"}}},
    Trouble{"WrongTypes", {{"name", "malformed"}, {"variant", "wrong_types"}, {"path", "/comments"}}},
    Trouble{"LoneSurrogate", {{"name", "malformed"}, {"variant", "lone_surrogate"}, {"path", "/comments"}}},
    Trouble{"NullElements", {{"name", "malformed"}, {"variant", "null_elements"}, {"path", "/comments"}}},
    Trouble{"AbsurdDates", {{"name", "malformed"}, {"variant", "absurd_date"}, {"path", "/comments"}}},
    Trouble{"Deep", {{"name", "malformed"}, {"variant", "deep"}}});

INSTANTIATE_TEST_SUITE_P(Each, TroubledPage, kTroubles, [](const auto& test) { return test.param.name; });

}  // namespace
