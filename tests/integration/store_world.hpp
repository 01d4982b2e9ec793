#pragma once

#include "config/runtime/crypto.hpp"
#include "moderation/store/store.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace tests {

using models::Severity;
using models::Verb;
using models::Visibility;
using moderation::Intaken;
using moderation::Item;
using moderation::Viewer;
using runtime::ErrorKind;
using runtime::RedisReply;
using runtime::Time;
using std::chrono::milliseconds;

/// A school with one authorised channel, a store on a real Redis and a few colleagues. All names are invented.
class StoreWorld : public testing::Test {
  protected:
    static void SetUpTestSuite() { redis_server = std::make_unique<RedisFixture>(); }
    static void TearDownTestSuite() { redis_server.reset(); }

    void SetUp() override;
    void TearDown() override { runner.stop(); }

    template <class T>
    T ok(runtime::Task<runtime::Result<T>> task) {
        auto result = runner.run(std::move(task));
        if (!result) throw std::runtime_error(result.error().message);
        if constexpr (!std::is_void_v<T>) return std::move(*result);
    }
    /// The kind of the failure; throws when there was none.
    template <class T>
    ErrorKind refused(runtime::Task<runtime::Result<T>> task) {
        auto result = runner.run(std::move(task));
        if (result) throw std::runtime_error("it was not refused");
        refusal = result.error().message;
        return result.error().kind;
    }

    RedisReply redis_command(runtime::RedisCommand command) { return ok(redis->command(std::move(command))); }
    RedisReply fcall(std::string function, std::vector<std::string> keys, std::vector<std::string> args);
    /// Everything in Redis but what is volatile by nature: to see that nothing was written.
    std::string dump();

    /// Takes a channel through proposal, assessment and authorisation.
    void authorise(const std::string& channel);
    static models::CollectedItem comment(const std::string& external_id, const std::string& text,
                                         const std::string& channel_id = "page");
    /// A comment that a person has to look at.
    static Intaken concern(const std::string& external_id, Severity severity = Severity::v2);
    static Intaken benign(const std::string& external_id);
    static models::Alert alert(const std::string& id, Severity severity = Severity::v3);
    static std::string id_of(const std::string& external_id) {
        return models::item_id(models::Network::facebook, "page", external_id);
    }

    models::CollectedPage page(std::string cursor = "cursor-1");
    models::RecordedPage record(std::vector<Intaken> items);
    models::RecordedPage record(Intaken item);
    Item item(const std::string& external_id) { return ok(store->item_for_system(id_of(external_id))); }
    moderation::DecisionRequest decision(const std::string& external_id, Verb verb, const std::string& person);
    /// Decides on the item as it stands.
    Item decide(const Viewer& viewer, const std::string& external_id, Verb verb);
    /// The newest action of an item as its worker would carry it out.
    void finish_newest(const std::string& external_id, models::ActionState outcome);
    std::vector<moderation::Job> jobs(const std::string& stream, std::size_t limit = 100);
    /// The kinds of all journal entries, in order.
    std::vector<std::string> journal_kinds();
    std::size_t count_kind(const std::string& kind);
    std::size_t length(const std::string& stream);

    static inline std::unique_ptr<RedisFixture> redis_server;

    const Time start_time = runtime::from_ms(1'795'000'000'000);
    Time now = start_time;
    // They may close whatever they see.
    const Viewer quill{"quill", {Visibility::open}, false, true};
    const Viewer trellis{"trellis", {Visibility::open}, false, true};
    const Viewer ottilie{"ottilie", {Visibility::open, Visibility::dsl, Visibility::gov, Visibility::cm}, false, true};
    const runtime::Sealer sealer{std::array<unsigned char, 32>{1, 2, 3}};
    std::string refusal;
    models::Lease lease;
    TaskRunner runner;
    std::unique_ptr<runtime::RedisConnection> redis;
    std::unique_ptr<moderation::Store> store;
};

}  // namespace tests
