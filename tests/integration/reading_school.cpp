#include "tests/integration/reading_school.hpp"

#include "config/data_dir.hpp"
#include "config/runtime/http_client.hpp"
#include "tests/contract/ingest_memory_connections.hpp"

#include <stdexcept>

namespace tests {
namespace {

using runtime::Result;
using runtime::Task;

class CalmAssessor final : public models::Assessor {
  public:
    models::Assessment assess(std::string_view) const override { return {}; }
    std::string version() const override { return "m:test r:1"; }
};

/// What moderation provides, in the words of ingest.
class Recording final : public ingest::Inbox,
                        public ingest::ChannelRegister,
                        public ingest::SpendingBook,
                        public ingest::SilenceBook {
  public:
    Recording(moderation::Intake& intake, moderation::Store& store, runtime::Clock& clock)
        : intake_{intake}, store_{store}, clock_{clock} {}

    Task<Result<models::RecordedPage>> record(models::CollectedPage page) override {
        return intake_.record(std::move(page));
    }
    Task<Result<std::vector<std::string>>> known_under(std::string channel, std::string post) override {
        return store_.external_ids(std::move(channel), std::move(post));
    }
    Task<Result<std::vector<models::Channel>>> authorised() override { return store_.channels(); }
    Task<Result<std::map<std::string, std::string>>> cursors(std::string channel) override {
        return store_.cursors(std::move(channel));
    }
    Task<Result<models::Lease>> take_lease(std::string channel, std::string owner,
                                           std::chrono::milliseconds length) override {
        return store_.take_lease(std::move(channel), std::move(owner), length, clock_.now());
    }
    Task<Result<void>> renew_lease(models::Lease lease, std::chrono::milliseconds length) override {
        return store_.renew_lease(std::move(lease), length, clock_.now());
    }
    Task<Result<void>> release_lease(models::Lease lease) override { return store_.release_lease(std::move(lease)); }
    Task<Result<void>> report_health(models::HealthReport report) override {
        return store_.record_health(std::move(report), clock_.now());
    }
    Task<Result<std::vector<models::Notice>>> notices(std::string channel) override {
        return store_.notices(std::move(channel));
    }
    Task<Result<void>> answer_notices(models::Lease lease, std::vector<models::Notice> notices) override {
        return store_.answer_notices(std::move(lease), std::move(notices));
    }
    Task<Result<Spent>> spend(std::string network, std::string day, std::int64_t amount, std::string since) override {
        const auto spent = co_await store_.spend(std::move(network), std::move(day), amount, std::move(since));
        if (!spent) co_return tl::unexpected(spent.error());
        co_return Spent{spent->today, spent->since};
    }
    Task<Result<Silences>> silences(std::string api) override {
        const auto found = co_await store_.silences(std::move(api));
        if (!found) co_return tl::unexpected(found.error());
        Silences silences;
        for (const auto& [account, silence] : *found) silences[account] = {silence.until, silence.why};
        co_return silences;
    }
    Task<Result<void>> be_silent(std::string api, std::string account, Silence silence) override {
        moderation::Silence kept{silence.until, std::move(silence.why)};
        return store_.be_silent(std::move(api), std::move(account), std::move(kept), clock_.now());
    }

  private:
    moderation::Intake& intake_;
    moderation::Store& store_;
    runtime::Clock& clock_;
};

config::Settings settings_for(const std::string& simulator_url) {
    config::Settings settings;
    settings.facebook.base_url = simulator_url;
    settings.x.base_url = simulator_url + "/x";
    settings.youtube.base_url = simulator_url + "/youtube";
    settings.youtube.token_url = simulator_url + "/youtube/token";
    return settings;
}

template <class T>
T ok(Result<T> result) {
    if (!result) throw std::runtime_error{result.error().message};
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace

struct ReadingSchool::Parts {
    Parts(const RedisFixture& redis_server, const std::string& simulator_url, FakeClock& clock, TaskRunner& runner,
          const std::string& owner)
        : redis{redis_server.connect(runner.executor())},
          settings{settings_for(simulator_url)},
          http{runtime::make_http_client(runner.executor(), {}, quiet_log())},
          connections{clock},
          networks{
              {*http, settings, recording, recording, connections, recording, recording, clock, quiet_log(), owner}},
          recording{intake, store, clock},
          intake{store, assessor, triage, cpu, clock, quiet_log(), metrics},
          poller{{recording, networks.tokens(), networks.collectors(), calendar, clock, quiet_log(), metrics,
                  [] { return 0.0; }},
                 {settings.collect, owner}} {
        auto& connection = connections.held[kChannel].connection;
        connection.channel_id = kChannel;
        connection.version = 1;
        connection.credentials.access = SimulatedAccount::kToken;
    }

    const runtime::Sealer sealer{std::array<unsigned char, 32>{1, 2, 3}};
    std::unique_ptr<runtime::RedisConnection> redis;
    moderation::Store store{*redis, sealer, "bramblecote"};
    const config::Settings settings;
    const config::People people{{}};
    const config::Calendar calendar{config::Calendar::Times{}};
    const config::RoutingTable routing{*config::load_routing(config::data_file("routing.csv"), {})};
    const moderation::Triage triage{routing, people, calendar, runtime::random_hex};
    const CalmAssessor assessor;
    runtime::CpuPool cpu{1};
    runtime::Metrics metrics;
    std::unique_ptr<runtime::HttpClient> http;
    MemoryConnections connections;
    ingest::Networks networks;
    Recording recording;
    moderation::Intake intake;
    ingest::Poller poller;
};

ReadingSchool::ReadingSchool(const RedisFixture& redis, const std::string& simulator_url, FakeClock& clock,
                             TaskRunner& runner, std::string owner)
    : clock_{clock}, runner_{runner}, parts_{std::make_unique<Parts>(redis, simulator_url, clock, runner, owner)} {
    ok(runner_.run(store().start(clock_.now())));
}

ReadingSchool::~ReadingSchool() = default;

void ReadingSchool::adopt(const SimulatedAccount& account) {
    network_ = account.network();
    models::Channel proposal;
    proposal.id = kChannel;
    proposal.network = network_;
    proposal.external_id = account.external_id();
    proposal.purpose = "Tell families what happens at Bramblecote Primary";
    proposal.owner = "quill";
    const auto now = clock_.now();
    const auto proposed = ok(runner_.run(store().propose_channel(proposal, "quill", now)));
    models::RiskAssessment risk;
    risk.assessor = "trellis";
    risk.answers = {{"comments", "Read every day."}};
    const auto assessed = ok(runner_.run(store().assess_channel(kChannel, proposed.version, risk, now)));
    ok(runner_.run(store().authorise_channel(kChannel, assessed.version, "ottilie", now)));
}

void ReadingSchool::poll() {
    (void)runner_.run(parts_->poller.poll_once());
}

models::Channel ReadingSchool::channel() {
    auto channel = ok(runner_.run(store().channel(kChannel)));
    network_ = channel.network;
    return channel;
}

std::optional<moderation::Item> ReadingSchool::item(const std::string& external_id) {
    auto item = runner_.run(store().item_for_system(models::item_id(network_, kChannel, external_id)));
    if (!item && item.error().kind == runtime::ErrorKind::not_found) return std::nullopt;
    return ok(std::move(item));
}

std::vector<std::string> ReadingSchool::standing_under(const std::string& post) {
    return ok(runner_.run(store().external_ids(kChannel, post)));
}

moderation::Store& ReadingSchool::store() {
    return parts_->store;
}

ingest::Networks& ReadingSchool::networks() {
    return parts_->networks;
}

}  // namespace tests
