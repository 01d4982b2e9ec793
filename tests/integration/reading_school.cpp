#include "tests/integration/reading_school.hpp"

#include "config/data_dir.hpp"
#include "config/runtime/http_client.hpp"
#include "moderation/web/site.hpp"
#include "network_ports.hpp"
#include "store_ports.hpp"

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

config::People it_support() {
    config::Person byte;
    byte.id = "byte";
    byte.name = "Sam Byte";
    byte.roles.push_back({config::Role::it_admin, std::nullopt, std::nullopt, 0});
    return config::People{{byte}};
}

/// The apps are those that the simulator knows.
config::Settings settings_for(const std::string& simulator_url) {
    config::Settings settings;
    settings.facebook.base_url = simulator_url;
    settings.x.base_url = simulator_url + "/x";
    settings.youtube.base_url = simulator_url + "/youtube";
    settings.facebook.login_url = simulator_url;
    settings.x.login_url = settings.x.base_url + "/i/oauth2/authorize";
    settings.youtube.login_url = settings.youtube.base_url + "/o/oauth2/v2/auth";
    settings.youtube.token_url = settings.youtube.base_url + "/token";
    settings.facebook.app_id = "700100200300";
    settings.facebook.app_secret = "meta-app-secret-0001";
    settings.x.client_id = "x-client-0001";
    settings.x.client_secret = "x-client-secret-0001";
    settings.youtube.client_id = "google-client-0001.apps.example";
    settings.youtube.client_secret = "google-secret-0001";
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
          kept_connections{*redis, sealer, "bramblecote"},
          emergency{*redis, sealer, "bramblecote"},
          pupils{*redis, sealer, "bramblecote"},
          guard{pupils, calendar, cpu},
          connections{kept_connections, clock},
          networks{{*http, settings, inbox, channels, connections, channels, channels, clock, quiet_log(), owner}},
          inbox{intake, store},
          channels{store, spending, clock},
          intake{store, practice, triage, cpu, clock, quiet_log(), metrics},
          poller{{channels, networks.tokens(), networks.collectors(), calendar, clock, quiet_log(), metrics,
                  [] { return 0.0; }},
                 {settings.collect, owner}},
          connector{networks.connectors()},
          site{{store,
                kept_connections,
                emergency,
                pupils,
                connector,
                people,
                calendar,
                routing,
                posts,
                guard,
                pictures,
                adjustments,
                practice,
                triage,
                clock,
                cpu,
                quiet_log(),
                metrics,
                {"Bramblecote Primary", kPublicUrl, false}}},
          watch{store, kept_connections, clock, quiet_log()} {}

    const runtime::Sealer sealer{std::array<unsigned char, 32>{1, 2, 3}};
    std::unique_ptr<runtime::RedisConnection> redis;
    moderation::Store store{*redis, sealer, "bramblecote"};
    const config::Settings settings;
    const config::People people{it_support()};
    const config::Calendar calendar{config::Calendar::Times{}};
    const config::RoutingTable routing{*config::load_routing(config::data_file("routing.csv"), {})};
    const moderation::Triage triage{routing, people, calendar};
    const CalmAssessor assessor;
    moderation::PostStore posts{*redis, sealer, "bramblecote"};
    moderation::ListedPictures listed;
    moderation::PictureIntake pictures{"no program", models::image::Search::hashes, listed, quiet_log()};
    moderation::AdjustmentStore adjustments{*redis, sealer, "bramblecote"};
    moderation::SpendingStore spending{*redis, "bramblecote"};
    moderation::Practice practice{adjustments, assessor};
    runtime::CpuPool cpu{1};
    runtime::Metrics metrics;
    std::unique_ptr<runtime::HttpClient> http;
    moderation::ConnectionStore kept_connections;
    moderation::EmergencyStore emergency;
    moderation::PupilStore pupils;
    moderation::PostGuard guard;
    ports::StoreConnections connections;
    ingest::Networks networks;
    ports::IntakeInbox inbox;
    ports::StoreChannels channels;
    moderation::Intake intake;
    ingest::Poller poller;
    ports::NetworkConnectors connector;
    moderation::web::Site site;
    moderation::ConnectionWatch watch;
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
    models::Credentials given;
    given.access = SimulatedAccount::kToken;
    ok(runner_.run(connections().connect(kChannel, 0, std::move(given), "byte", now)));
}

void ReadingSchool::poll() {
    (void)runner_.run(parts_->poller.poll_once());
}

void ReadingSchool::keep_connected() {
    ok(runner_.run(networks().tokens().step()));
    ok(runner_.run(parts_->watch.step()));
}

std::set<std::string> ReadingSchool::alarms() {
    std::set<std::string> kinds;
    for (const auto& alert : ok(runner_.run(store().open_alerts({"byte", {}})))) kinds.insert(alert.kind);
    return kinds;
}

runtime::ServerResponse ReadingSchool::visit(const std::string& address) {
    const auto now = clock_.now();
    if (!runner_.run(store().session(runtime::sha256_hex(session_), now))) {
        session_ = runtime::random_hex(32);
        const auto hash = runtime::sha256_hex(session_);
        ok(runner_.run(store().put_user({"byte", "no hash that fits anything", false, now}, "system:test", now)));
        ok(runner_.run(store().open_session(hash, {"byte", runtime::random_hex(32), now, now}, now)));
    }
    runtime::ServerRequest request;
    request.method = "GET";
    const auto mark = address.find('?');
    request.path = address.substr(0, mark);
    if (mark != std::string::npos) request.query = address.substr(mark + 1);
    request.headers.emplace_back("Cookie", "gatehouse=" + session_);
    return runner_.run(parts_->site.handle(std::move(request)));
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

moderation::ConnectionStore& ReadingSchool::connections() {
    return parts_->kept_connections;
}

ingest::Networks& ReadingSchool::networks() {
    return parts_->networks;
}

notifier::ReadingState& ReadingSchool::reading() {
    return parts_->channels;
}

}  // namespace tests
