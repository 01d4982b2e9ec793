// What the budgets promise: what calls cost is counted for all processes, a day's budget lasts to the day's end, a cap
// is kept, and what is saved on is said.

#include "ingest/meta/graph_meter.hpp"
#include "ingest/poll_schedule.hpp"
#include "ingest/x/client.hpp"
#include "ingest/x/meter.hpp"
#include "tests/contract/ingest_poller_fixture.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// X's answer is always the same.
class OneAnswer final : public ingest::ApiClient {
  public:
    runtime::Task<ingest::ApiResult<ingest::ApiReply>> send(ingest::ApiCall, std::string, std::string) override {
        ++calls;
        ingest::ApiReply reply;
        reply.body = body;
        co_return reply;
    }
    std::string body;
    int calls{0};
};

class XMeterTest : public testing::Test {
  protected:
    ingest::ApiResult<ingest::ApiReply> send(const std::string& path, const std::string& method = "GET",
                                             const std::string& json = "") {
        ingest::ApiCall call;
        call.method = method;
        call.path = path;
        call.json = json;
        return runner.run(meter.send(std::move(call), "token", "150"));
    }
    static config::Settings::X settings(int cap = 0, bool owns_app = false) {
        config::Settings::X settings;
        settings.monthly_cap = cap;
        settings.owns_app = owns_app;
        return settings;
    }
    std::int64_t booked() {
        std::int64_t sum = 0;
        for (const auto& [day, cost] : book.spent["x"]) sum += cost;
        return sum;
    }

    FakeClock clock;
    MemoryInbox book{clock};
    OneAnswer x;
    ingest::XMeter meter{x, book, clock, settings()};
    TaskRunner runner;
};

TEST_F(XMeterTest, ChargesEachResourceOnceADayAndNothingForNothing) {
    x.body = R"({"meta":{"result_count":0}})";
    EXPECT_EQ(send("users/150/mentions")->usage.cost, 0);
    x.body = R"({"data":[{"id":"1"},{"id":"2"}],"includes":{"users":[{"id":"1"}],"tweets":[{"id":"2"},{"id":"3"}]}})";
    EXPECT_EQ(send("users/150/mentions")->usage.cost, 3 * 5'000 + 10'000);
    EXPECT_EQ(send("tweets/search/recent")->usage.cost, 0);
    clock.advance(24h);
    EXPECT_EQ(send("tweets/search/recent")->usage.cost, 25'000);
    EXPECT_EQ(booked(), 50'000);
}

TEST_F(XMeterTest, KnowsThePricesOfWrites) {
    x.body = "{}";
    EXPECT_EQ(send("tweets", "POST", R"({"text":"Hello"})")->usage.cost, 15'000);
    EXPECT_EQ(send("tweets", "POST", R"({"text":"https://example.sch.uk"})")->usage.cost, 200'000);
    EXPECT_EQ(send("tweets", "POST", R"({"text":"See ashgrove.sch.uk"})")->usage.cost, 200'000);
    EXPECT_EQ(send("tweets", "POST", R"({"text":"Doors at 11.30, tea at 12:\/\/"})")->usage.cost, 15'000);
    EXPECT_EQ(send("tweets/1/hidden", "PUT", R"({"hidden":true})")->usage.cost, 5'000);
    EXPECT_EQ(send("tweets/1", "DELETE")->usage.cost, 10'000);
}

TEST_F(XMeterTest, TheListOfMutedPeopleHasItsOwnPrice) {
    x.body = R"({"data":[{"id":"1"},{"id":"2"}]})";
    EXPECT_EQ(send("users/150/muting")->usage.cost, 2'000);
    EXPECT_EQ(send("users/150/muting", "POST", R"({"target_user_id":"9"})")->usage.cost, 5'000);
}

TEST_F(XMeterTest, TheOwnersListsAreCheaper) {
    ingest::XMeter own{x, book, clock, settings(0, true)};
    x.body = R"({"data":[{"id":"1"},{"id":"2"}]})";
    ingest::ApiCall call;
    call.path = "users/150/tweets";
    EXPECT_EQ(runner.run(own.send(std::move(call), "token", "150"))->usage.cost, 2'000);
}

TEST_F(XMeterTest, StopsReadingBeforeTheCapAndNeverActing) {
    ingest::XMeter capped{x, book, clock, settings(1)};
    ingest::XReading reading{capped, capped};
    const auto ask = [&](ingest::ApiClient& client) {
        ingest::ApiCall call;
        call.path = "tweets/1";
        return runner.run(client.send(std::move(call), "token", "150"));
    };
    (void)runner.run(book.spend("x", "2026-11-02", 890'000, ""));  // another process, or before a restart
    x.body = R"({"data":[{"id":"1"},{"id":"2"}]})";
    EXPECT_EQ(ask(reading)->usage.allowance->left, 0);
    const auto calls = x.calls;
    const auto refused = ask(reading);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ingest::ApiErrorKind::throttled);
    EXPECT_THAT(refused.error().sentence, HasSubstr("x.monthly_cap"));
    EXPECT_EQ(x.calls, calls);
    EXPECT_TRUE(ask(capped));  // whoever hides looks first
    clock.advance(24h * 11);   // December
    EXPECT_TRUE(ask(reading));
}

TEST_F(XMeterTest, SaysWhatWasSpentAndWhatItWillBe) {
    x.body = R"({"data":[{"id":"1"}]})";
    (void)runner.run(book.spend("x", "2026-11-02", 1'995'000, ""));
    EXPECT_EQ(send("tweets")->usage.allowance->words,
              "About $2.00 spent at X this month; at this rate it will be $3.00.");
}

/// A network that charges for each round, and whose day ends at midnight.
class CostlyCollector final : public ingest::Collector {
  public:
    explicit CostlyCollector(const runtime::Clock& clock) : clock_{clock} {}
    runtime::Task<ingest::RoundReport> round(models::Channel, std::string, Cursors, ingest::LeaseKeeper&) override {
        ingest::RoundReport report;
        report.cost = cost;
        left -= cost;
        rounds.push_back(clock_.now());
        if (left < 0) overspent = true;
        ingest::Allowance allowance;
        allowance.left = std::max<std::int64_t>(0, left);
        allowance.until = until;
        report.usage.allowance = allowance;
        co_return report;
    }
    runtime::Task<ingest::RoundReport> look(models::Channel channel, std::string token, Cursors cursors, Notices,
                                            ingest::LeaseKeeper& keeper) override {
        return round(std::move(channel), std::move(token), std::move(cursors), keeper);
    }

    std::int64_t left{0};
    std::int64_t cost{10};
    runtime::Time until{};
    bool overspent{false};
    std::vector<runtime::Time> rounds;

  private:
    const runtime::Clock& clock_;
};

class BudgetDay : public PollerTest {
  protected:
    /// From midnight to midnight of a school day.
    void live(std::int64_t budget) {
        clock.set(std::chrono::sys_days{std::chrono::year{2026} / 11 / 20});
        costly.left = budget;
        costly.until = clock.now() + 24h;
        ingest::ByNetwork<ingest::Collector> collectors;
        collectors.put(models::Network::facebook, costly);
        ingest::Poller::Settings settings;
        settings.owner = "here";
        ingest::Poller reader{{inbox, tokens, collectors, calendar, clock, log, metrics, [] { return 0.0; }}, settings};
        poll_for(24h - 10s, reader);
    }
    std::size_t between(std::chrono::hours from, std::chrono::hours to) const {
        const auto midnight = costly.until - 24h;
        const auto inside = [&](runtime::Time at) { return at >= midnight + from && at < midnight + to; };
        return static_cast<std::size_t>(std::count_if(costly.rounds.begin(), costly.rounds.end(), inside));
    }

    CostlyCollector costly{clock};
};

TEST_F(BudgetDay, AScarceBudgetLastsUntilMidnightAndKeepsTheDaysShape) {
    live(600);  // sixty rounds, where the profiles have about 170
    EXPECT_FALSE(costly.overspent);
    EXPECT_LT(costly.left, 80);        // it was used
    EXPECT_GE(between(23h, 24h), 1U);  // up to the end
    EXPECT_GT(between(9h, 15h), between(0h, 6h));
    EXPECT_THAT(inbox.channels["channel1"].allowance, HasSubstr("as often as planned"));
}

TEST_F(BudgetDay, APlentifulBudgetSlowsNothing) {
    live(100'000);
    EXPECT_GT(costly.rounds.size(), 120U);
    EXPECT_THAT(inbox.channels["channel1"].allowance, IsEmpty());
}

TEST_F(BudgetDay, ChannelsThatShareABudgetShareIt) {
    add_channel("channel2", "104000000000012");
    live(600);
    EXPECT_FALSE(costly.overspent);
    EXPECT_GE(between(22h, 24h), 1U);
}

/// Meta, which tells the share of the last 24 hours' calls in what it allows.
class RollingCollector final : public ingest::Collector {
  public:
    explicit RollingCollector(const runtime::Clock& clock) : clock_{clock} {}
    runtime::Task<ingest::RoundReport> round(models::Channel, std::string, Cursors, ingest::LeaseKeeper&) override {
        const auto now = clock_.now();
        rounds.push_back(now);
        const auto inside = [&](runtime::Time at) { return at > now - 24h; };
        const auto calls = kCalls * std::count_if(rounds.begin(), rounds.end(), inside);
        ingest::RoundReport report;
        report.cost = kCalls;
        report.usage.percent = static_cast<int>(100 * calls / allowed);
        most = std::max(most, report.usage.percent);
        if (report.usage.percent >= ingest::GraphMeter::kTellingFrom)
            report.usage.allowance = ingest::rolling_allowance(calls, report.usage.percent, now);
        co_return report;
    }
    runtime::Task<ingest::RoundReport> look(models::Channel channel, std::string token, Cursors cursors, Notices,
                                            ingest::LeaseKeeper& keeper) override {
        return round(std::move(channel), std::move(token), std::move(cursors), keeper);
    }

    static constexpr std::int64_t kCalls = 5;  ///< a round
    std::int64_t allowed{0};
    int most{0};
    std::vector<runtime::Time> rounds;

  private:
    const runtime::Clock& clock_;
};

class RollingBudget : public PollerTest, public testing::WithParamInterface<std::int64_t> {
  protected:
    using milliseconds = std::chrono::milliseconds;

    const runtime::Time begun = std::chrono::sys_days{std::chrono::year{2026} / 11 / 16};  // a Monday
    void live_four_days() {
        clock.set(begun);
        rolling.allowed = GetParam();
        ingest::ByNetwork<ingest::Collector> collectors;
        collectors.put(models::Network::facebook, rolling);
        ingest::Poller::Settings settings;
        settings.owner = "here";
        ingest::Poller reader{{inbox, tokens, collectors, calendar, clock, log, metrics, [] { return 0.0; }}, settings};
        poll_for(24h * 4, reader);
    }
    /// The longest time without a round between two hours of a day.
    milliseconds longest(int day, std::chrono::hours from, std::chrono::hours to) const {
        auto last = begun + 24h * day + from;
        milliseconds found{0};
        for (const auto at : rolling.rounds) {
            if (at <= last || at > begun + 24h * day + to) continue;
            found = std::max(found, std::chrono::ceil<milliseconds>(at - last));
            last = at;
        }
        return std::max(found, std::chrono::ceil<milliseconds>(begun + 24h * day + to - last));
    }

    RollingCollector rolling{clock};
};

TEST_P(RollingBudget, LastsThroughEveryDayAndKeepsItsShape) {
    live_four_days();
    EXPECT_LT(rolling.most, 80) << "reading would have to pause";
    // The profiles have some 170 rounds of a day; a day that is spread is stretched as a whole.
    const double stretched = std::max(1.0, 170.0 * RollingCollector::kCalls / (0.55 * static_cast<double>(GetParam())));
    for (int day = 0; day < 4; ++day) {
        EXPECT_LT(longest(day, 9h, 15h), 5min * stretched * 2.5) << day;
        EXPECT_LT(longest(day, 17h, 24h), 15min * stretched * 2.5) << day;
    }
    if (stretched > 1) {
        const auto today = [&](runtime::Time at) { return at >= begun + 72h; };
        const auto used = RollingCollector::kCalls * std::count_if(rolling.rounds.begin(), rolling.rounds.end(), today);
        EXPECT_GT(100 * used / GetParam(), 40) << "what is allowed is made use of";
        EXPECT_THAT(inbox.channels["channel1"].allowance, HasSubstr("as often as planned"));
    }
}

INSTANTIATE_TEST_SUITE_P(Calls, RollingBudget, testing::Values(150, 600, 5'000));

}  // namespace
}  // namespace tests
