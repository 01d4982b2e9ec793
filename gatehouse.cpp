// gatehouse: the program. Reads the command line, puts the parts together, runs them.
//
//   network -> ingest (collectors) -> moderation (intake, store, review pages, actions) -> notifier (alerts)
//
// ingest, moderation and notifier do not know one another. Each says in its ports what it needs; the small
// classes below give it to them.

#include "config/check.hpp"
#include "config/command_line.hpp"
#include "config/data_dir.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/http_client.hpp"
#include "config/runtime/http_server.hpp"
#include "config/runtime/run.hpp"
#include "ingest/facebook_actor.hpp"
#include "ingest/facebook_client.hpp"
#include "ingest/facebook_collector.hpp"
#include "ingest/file_tokens.hpp"
#include "ingest/poller.hpp"
#include "models/journal/segment_writer.hpp"
#include "models/journal/verify.hpp"
#include "models/text/assess_command.hpp"
#include "models/text/trainer.hpp"
#include "moderation/action_worker.hpp"
#include "moderation/channel_command.hpp"
#include "moderation/delayed_jobs.hpp"
#include "moderation/intake.hpp"
#include "moderation/journal_sealer.hpp"
#include "moderation/school_data.hpp"
#include "moderation/user_command.hpp"
#include "moderation/web/site.hpp"
#include "notifier/alert_notifier.hpp"
#include "notifier/audit_export.hpp"
#include "notifier/export_schedule.hpp"
#include "notifier/silence_watch.hpp"
#include "notifier/smtp_courier.hpp"

#include <csignal>
#include <fstream>
#include <iostream>
#include <random>

#include <boost/asio/io_context.hpp>

namespace {

using runtime::Result;
using runtime::Task;

// --- what moderation provides to the others, in the others' words

class IntakeInbox final : public ingest::Inbox {
  public:
    IntakeInbox(moderation::Intake& intake, moderation::Store& store) : intake_{intake}, store_{store} {}
    Task<Result<models::RecordedPage>> record(models::CollectedPage page) override { return intake_.record(std::move(page)); }
    Task<Result<std::vector<std::string>>> known_under(std::string channel, std::string post) override {
        return store_.external_ids(std::move(channel), std::move(post));
    }

  private:
    moderation::Intake& intake_;
    moderation::Store& store_;
};

class StoreChannels final : public ingest::ChannelRegister, public notifier::ReadingState {
  public:
    StoreChannels(moderation::Store& store, runtime::Clock& clock) : store_{store}, clock_{clock} {}
    Task<Result<std::vector<models::Channel>>> authorised() override {
        auto channels = co_await store_.channels();
        if (channels) std::erase_if(*channels, [](const auto& channel) { return channel.state != models::ChannelState::authorised; });
        co_return channels;
    }
    Task<Result<std::vector<notifier::ChannelSilence>>> authorised_channels() override {
        const auto channels = co_await authorised();
        if (!channels) co_return tl::unexpected(channels.error());
        std::vector<notifier::ChannelSilence> silences;
        for (const auto& channel : *channels)
            silences.push_back(notifier::ChannelSilence{channel.id, channel.last_read_at, channel.authorised_at});
        co_return silences;
    }
    Task<Result<std::map<std::string, std::string>>> cursors(std::string channel) override { return store_.cursors(std::move(channel)); }
    Task<Result<models::Lease>> take_lease(std::string channel, std::string owner, std::chrono::milliseconds length) override {
        return store_.take_lease(std::move(channel), std::move(owner), length, clock_.now());
    }
    Task<Result<void>> renew_lease(models::Lease lease, std::chrono::milliseconds length) override {
        return store_.renew_lease(std::move(lease), length, clock_.now());
    }
    Task<Result<void>> release_lease(models::Lease lease) override { return store_.release_lease(std::move(lease)); }
    Task<Result<void>> report_health(models::HealthReport report) override { return store_.record_health(std::move(report), clock_.now()); }

  private:
    moderation::Store& store_;
    runtime::Clock& clock_;
};

class StoreAlerts final : public notifier::AlertBook, public notifier::Schedule {
  public:
    StoreAlerts(moderation::Store& store, runtime::Redis& blocking, std::string consumer, runtime::Clock& clock)
        : store_{store}, blocking_{blocking}, consumer_{std::move(consumer)}, clock_{clock} {}
    Task<Result<std::vector<notifier::AlertJob>>> due(std::size_t limit, std::chrono::milliseconds wait) override {
        const auto jobs = co_await store_.take_jobs(blocking_, "alerts", consumer_, limit, wait);
        if (!jobs) co_return tl::unexpected(jobs.error());
        std::vector<notifier::AlertJob> due;
        for (const auto& job : *jobs) due.push_back(notifier::AlertJob{job.fields.at("alert"), job.entry, job.deliveries});
        co_return due;
    }
    Task<Result<models::Alert>> load(std::string alert) override { return store_.alert(std::move(alert)); }
    Task<Result<void>> told(std::string alert, int step, std::string person) override {
        return store_.alert_told(std::move(alert), step, std::move(person), clock_.now());
    }
    Task<Result<void>> step_done(std::string alert, int step, std::optional<runtime::Time> next) override {
        return store_.alert_step_done(std::move(alert), step, next, clock_.now());
    }
    Task<Result<void>> job_done(notifier::AlertJob job) override { return store_.job_done(job_of(job)); }
    Task<Result<void>> job_later(notifier::AlertJob job, runtime::Time due) override {
        return store_.job_later(job_of(job), due, clock_.now());
    }
    Task<Result<bool>> raise(models::Alert alert) override { return store_.raise_alert(std::move(alert), clock_.now()); }
    Task<Result<std::optional<runtime::Time>>> last_run(std::string what) override { return store_.last_run(std::move(what)); }
    Task<Result<void>> ran(std::string what, runtime::Time at, std::string journal_data) override {
        const auto set = co_await store_.set_last_run(what, at);
        if (!set) co_return set;
        co_return co_await store_.journal("schedule.ran", "system:notifier", std::move(what), std::move(journal_data), clock_.now());
    }

  private:
    static moderation::Job job_of(const notifier::AlertJob& alert) {
        moderation::Job job;
        job.stream = "alerts";
        job.entry = alert.handle;
        job.fields["alert"] = alert.alert;
        return job;
    }

    moderation::Store& store_;
    runtime::Redis& blocking_;
    std::string consumer_;
    runtime::Clock& clock_;
};

// --- what ingest provides to moderation

class FacebookNetwork final : public moderation::NetworkActor {
  public:
    explicit FacebookNetwork(ingest::FacebookActor& actor) : actor_{actor} {}
    Task<Result<moderation::Observed>> observe(models::Channel channel, models::CollectedItem item) override {
        auto seen = co_await actor_.observe(std::move(channel), std::move(item));
        if (!seen) co_return tl::unexpected(seen.error());
        co_return moderation::Observed{seen->state, std::move(seen->raw)};
    }
    Task<Result<void>> act(models::Channel channel, models::CollectedItem item, models::Verb verb) override {
        return actor_.act(std::move(channel), std::move(item), verb);
    }

  private:
    ingest::FacebookActor& actor_;
};

// --- the command line

/// Everything was said already: nothing remains but to end with an error.
struct Reported {};

/// `emitted`: what the classifier can say; the routing table must have an answer to all of it.
config::Configuration configured(const config::CommandLine& options, const std::vector<config::Emitted>& emitted) {
    auto configuration = config::load_configuration(options.config, emitted,
                                                    runtime::SystemClock{}.now(), options.overrides);
    if (configuration) return std::move(*configuration);
    config::print_problems(configuration.error(), std::cerr);
    throw Reported{};
}

/// The models of the directory, or of the settings, or those that Gatehouse ships.
std::unique_ptr<const models::Assessor> loaded_assessor(const config::CommandLine& options) {
    auto directory = options.models;
    if (directory.empty() && !options.config.empty()) {
        const auto settings = config::load_settings(options.config, options.overrides);
        if (settings) directory = settings->models.directory;
    }
    auto assessor = models::Assessor::load(directory.empty() ? config::data_file("artefacts") : directory);
    if (!assessor) throw std::runtime_error{assessor.error().message};
    return std::move(*assessor);
}

/// Runs one command on the school's data and returns its exit code.
int with_data(const config::CommandLine& options,
              const std::function<Task<int>(moderation::SchoolData&, const config::Configuration&, runtime::Clock&)>& command) {
    const auto configuration = configured(options, {});
    boost::asio::io_context io{1};
    runtime::SystemClock clock;
    runtime::Log log{runtime::LogLevel::warning};
    moderation::SchoolData data{io.get_executor(), configuration.settings, log};
    int code = EXIT_FAILURE;
    const auto run = [&]() -> Task<void> {
        const auto started = co_await data.store().start(clock.now());
        if (!started) throw std::runtime_error{started.error().message};
        code = co_await command(data, configuration, clock);
    };
    runtime::run_until_signal(io, run());
    return code;
}

// --- serve

models::SegmentWriter opened_segments(moderation::SchoolData& data, const config::Calendar& calendar) {
    models::SegmentWriter::Settings settings;
    settings.day = [&calendar](runtime::Time at) { return calendar.local(at).substr(0, 10); };
    auto writer = models::SegmentWriter::open(data.journal_directory(), data.signer(), std::move(settings));
    if (!writer) throw std::runtime_error{writer.error().message};
    return std::move(*writer);
}

void write_ready_file(const std::string& file, int port) {
    if (file.empty()) return;
    std::ofstream{file + ".new"} << port << '\n';
    std::rename((file + ".new").c_str(), file.c_str());
}

Task<runtime::ServerResponse> metrics_page(const runtime::Metrics& metrics, runtime::ServerRequest request) {
    runtime::ServerResponse response;
    response.status = request.path == "/metrics" ? 200 : 404;
    response.headers.emplace_back("Content-Type", "text/plain; version=0.0.4");
    if (response.status == 200) response.body = metrics.text();
    co_return response;
}

/// Redis may come up after Gatehouse: waits for the store, announces the port, runs the services.
Task<void> run_services(moderation::Store& store, runtime::Clock& clock, runtime::Log& log,
                        std::function<void()> announce, std::vector<Task<void>> services) {
    for (;;) {
        const auto start = co_await store.start(clock.now());
        if (start) break;
        if (start.error().kind != runtime::ErrorKind::unreachable) throw std::runtime_error{start.error().message};
        log.warning("serve", "waiting for Redis", {{"reason", start.error().message}});
        co_await clock.sleep_for(std::chrono::seconds{1});
    }
    announce();
    co_await runtime::run_together(std::move(services));
}

int serve(const config::CommandLine& options) {
    const auto assessor = loaded_assessor(options);
    const auto configuration = configured(options, moderation::emitted_by(*assessor));
    const auto& [settings, people, calendar, routing, warnings] = configuration;
    config::print_problems(warnings, std::cerr);

    // The outside world. Nothing below this block opens a socket or asks the time by itself.
    boost::asio::io_context io{1};
    const auto executor = io.get_executor();
    runtime::CpuPool cpu{settings.models.cpu_threads};
    runtime::Log log = settings.log_file.empty() ? runtime::Log{settings.log_level}
                                                 : runtime::Log{settings.log_level, settings.log_file};
    runtime::Metrics metrics;
    runtime::SystemClock clock;
    const auto owner = runtime::random_hex(6);
    std::mt19937_64 dice{std::random_device{}()};
    moderation::SchoolData data{executor, settings, log};
    runtime::RedisConnection action_jobs{executor, data.address(), log};
    runtime::RedisConnection alert_jobs{executor, data.address(), log};
    const auto http = runtime::make_http_client(
        executor, {settings.outgoing.proxy, settings.facebook.ca_file.empty() ? settings.outgoing.ca_file : settings.facebook.ca_file},
        log);

    // What is judged and recorded.
    const moderation::Triage triage{routing, people, calendar, runtime::random_hex};
    moderation::Intake intake{data.store(), *assessor, triage, cpu, clock, log, metrics};
    IntakeInbox inbox{intake, data.store()};
    StoreChannels channels{data.store(), clock};

    // What comes in: the network's client and the poller of all authorised channels.
    ingest::FacebookClient facebook{*http, {settings.facebook.base_url, settings.facebook.version, settings.facebook.app_secret}};
    ingest::FileTokens tokens{settings.data.directory};
    ingest::FacebookCollector collector{{facebook, inbox, clock}, settings.collect.watch_posts};
    ingest::Poller poller{{channels, tokens, collector, calendar, clock, log, metrics,
                           [&dice] { return std::uniform_real_distribution<double>{}(dice); }},
                          {settings.collect, owner}};

    // What is done about it: actions on the network, the pages on which people decide.
    ingest::FacebookActor facebook_actor{facebook, tokens};
    FacebookNetwork network{facebook_actor};
    moderation::ActionWorker actions{data.store(), action_jobs, network, clock, log, metrics, owner};
    moderation::DelayedJobs delayed{data.store(), clock, log};
    moderation::web::Site site{{data.store(), people, calendar, routing, clock, cpu, log, metrics,
                                {settings.school.name, settings.web.public_url, settings.web.secure_cookies,
                                 settings.school.pupil_word, settings.school.head_word,
                                 static_cast<int>(settings.collect.watch_posts / std::chrono::hours{24})}}};

    // Who is told.
    StoreAlerts alerts{data.store(), alert_jobs, owner, clock};
    notifier::SmtpCourier courier{{settings.mail.host, settings.mail.port, settings.mail.from, settings.mail.username,
                                   settings.mail.password, settings.mail.ca_file, settings.mail.starttls},
                                  clock};
    notifier::AlertNotifier alert_notifier{alerts, courier, people, calendar, routing,
                                           {settings.web.public_url, settings.alerts.out_of_hours, settings.alerts.v4_step,
                                            settings.alerts.v3_step, settings.alerts.v2_step},
                                           clock, log, metrics};
    notifier::SilenceWatch silence{channels, alerts, alerts, settings.collect, settings.exports, calendar, clock, log, metrics};
    notifier::ExportScheduler exports{alerts, alerts, calendar, data.signer(),
                                      {data.journal_directory(), data.export_directory(), settings.school.id,
                                       notifier::minutes_of_day(settings.exports.time).value_or(std::chrono::hours{6})},
                                      cpu, clock, log, metrics};

    std::optional<moderation::StoreJournal> journal;
    std::optional<moderation::JournalSealer> sealer;
    std::optional<runtime::HttpServer> pages;
    std::optional<runtime::HttpServer> metrics_listener;
    std::vector<Task<void>> services;
    services.push_back(data.watch(clock));
    if (options.has_role("collect")) services.push_back(poller.run());
    if (options.has_role("work")) {
        journal.emplace(data.store());
        sealer.emplace(*journal, opened_segments(data, calendar), cpu, clock, log, metrics);
        services.push_back(actions.run());
        services.push_back(delayed.run());
        services.push_back(sealer->run());
    }
    if (options.has_role("notify")) {
        services.push_back(alert_notifier.run());
        services.push_back(silence.run());
        if (settings.exports.daily) services.push_back(exports.run());
    }
    if (options.has_role("web")) {
        const auto handle = [&site](runtime::ServerRequest request) { return site.handle(std::move(request)); };
        pages.emplace(executor, settings.web.address, settings.web.port, runtime::HttpServer::Limits{}, handle, log);
        services.push_back(pages->run());
    }
    if (settings.web.metrics_port != 0) {
        const auto handle = [&metrics](runtime::ServerRequest request) { return metrics_page(metrics, std::move(request)); };
        metrics_listener.emplace(executor, settings.web.address, settings.web.metrics_port, runtime::HttpServer::Limits{}, handle, log);
        services.push_back(metrics_listener->run());
    }
    const auto announce = [&] {
        log.info("serve", "ready", {{"roles", options.roles}, {"port", pages ? pages->port() : 0}});
        write_ready_file(options.ready_file, pages ? pages->port() : 0);
    };
    runtime::run_until_signal(io, run_services(data.store(), clock, log, announce, std::move(services)));
    return EXIT_SUCCESS;
}

std::string password_of(const config::CommandLine& options) {
    auto password = moderation::read_password(options.password_file);
    if (!password) throw std::runtime_error{password.error().message};
    return std::move(*password);
}

int add_user(const config::CommandLine& options) {
    const auto password = options.password_file.empty() ? std::string{} : password_of(options);
    const auto add = [&](moderation::SchoolData& data, const config::Configuration& configuration, runtime::Clock& clock) {
        return moderation::add_user(data.store(), configuration.people, clock, options.person, password, std::cout);
    };
    return with_data(options, add);
}

int change_channel(const config::CommandLine& options) {
    const auto password = options.verb == "list" ? std::string{} : password_of(options);
    const moderation::ChannelRequest request{options.verb,     options.person,   password,           options.channel,
                                             options.page_id,  options.handle,   options.purpose,    options.outcomes,
                                             options.token_file, options.answers, options.reason};
    const auto change = [&](moderation::SchoolData& data, const config::Configuration& configuration, runtime::Clock& clock) {
        return moderation::channel_command(data.store(), configuration.people, clock, request, std::cout);
    };
    return with_data(options, change);
}

int export_journal(const config::CommandLine& options) {
    const auto configuration = configured(options, {});
    const auto& data = configuration.settings.data.directory;
    const notifier::ExportCommand command{data + "/journal", data + "/keys/journal.key", configuration.settings.school.id,
                                          options.from,      options.to,                 options.format,
                                          options.output};
    return notifier::export_command(command, configuration.calendar, runtime::SystemClock{}.now(), std::cout);
}

int verify(const config::CommandLine& options) {
    auto journal = options.journal;
    auto key = options.public_key;
    if (!options.config.empty()) {
        const auto data = configured(options, {}).settings.data.directory;
        if (journal.empty()) journal = data + "/journal";
        if (key.empty()) key = data + "/keys/journal.key.pub";
    }
    return models::verify_command(journal, key, std::cout, options.printed_head);
}

int train(const config::CommandLine& options) {
    models::text::TrainOptions wanted;
    wanted.train_files = options.train_files;
    wanted.dev_file = options.dev_file;
    wanted.rules_file = options.rules_file.empty() ? config::data_file("artefacts/rules.toml") : options.rules_file;
    wanted.lexicon_file = options.lexicon_file;
    wanted.output = options.output;
    wanted.seed = options.seed;
    const auto trained = models::text::train(wanted, std::cout);
    if (!trained) throw std::runtime_error{trained.error().message};
    return EXIT_SUCCESS;
}

int check(const config::CommandLine& options) {
    const auto emitted = moderation::emitted_by(*loaded_assessor(options));
    return config::check_command(options.config, emitted, runtime::SystemClock{}.now(), std::cout, options.overrides);
}

}  // namespace

int main(int argc, char* argv[]) try {
    std::signal(SIGPIPE, SIG_IGN);
    runtime::crypto_start();
    const auto parsed = config::parse_command_line(argc, argv);
    if (!parsed) return parsed.error();
    const auto& options = *parsed;
    if (options.command == "serve") return serve(options);
    if (options.command == "check") return check(options);
    if (options.command == "user add") return add_user(options);
    if (options.command == "channel") return change_channel(options);
    if (options.command == "export") return export_journal(options);
    if (options.command == "verify") return verify(options);
    if (options.command == "train") return train(options);
    if (options.command == "assess") return models::assess_command(std::cin, std::cout, std::cerr, *loaded_assessor(options));
    std::cout << config::settings_reference();
    return EXIT_SUCCESS;
} catch (const Reported&) {
    return EXIT_FAILURE;
} catch (const std::exception& failure) {
    std::cerr << "gatehouse: " << failure.what() << '\n';
    return EXIT_FAILURE;
}
