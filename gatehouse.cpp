// gatehouse: the program. Reads the command line, puts the parts together, runs them.
//
//   network -> ingest (collectors) -> moderation (intake, store, review pages, actions) -> notifier (alerts)
//
// ingest, moderation and notifier do not know one another. Each says in its ports what it needs; the small classes
// of store_ports.hpp, network_ports.hpp, picture_ports.hpp and notifier_ports.hpp give it to them.

#include "config/check.hpp"
#include "config/command_line.hpp"
#include "config/data_dir.hpp"
#include "config/doctor.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/http_client.hpp"
#include "config/runtime/http_server.hpp"
#include "config/runtime/metrics_page.hpp"
#include "config/runtime/process_slot.hpp"
#include "config/runtime/run.hpp"
#include "ingest/doctor.hpp"
#include "ingest/networks.hpp"
#include "ingest/parse_command.hpp"
#include "ingest/poller.hpp"
#include "ingest/subscriber.hpp"
#include "ingest/webhook_receiver.hpp"
#include "ingest/x/stream.hpp"
#include "models/consent/import_command.hpp"
#include "models/image/picture_command.hpp"
#include "models/image/picture_reader.hpp"
#include "models/journal/segment_writer.hpp"
#include "models/journal/verify.hpp"
#include "models/text/assess_command.hpp"
#include "models/text/evaluate_command.hpp"
#include "models/text/trainer.hpp"
#include "moderation/action_worker.hpp"
#include "moderation/adjuster.hpp"
#include "moderation/channel_command.hpp"
#include "moderation/conflict_sweep.hpp"
#include "moderation/connection_watch.hpp"
#include "moderation/delayed_jobs.hpp"
#include "moderation/doctor.hpp"
#include "moderation/intake.hpp"
#include "moderation/journal_sealer.hpp"
#include "moderation/picture_recall.hpp"
#include "moderation/picture_sweep.hpp"
#include "moderation/picture_watch.hpp"
#include "moderation/picture_words.hpp"
#include "moderation/post_watch.hpp"
#include "moderation/post_worker.hpp"
#include "moderation/pupil_command.hpp"
#include "moderation/school_data.hpp"
#include "moderation/unreviewed_hides.hpp"
#include "moderation/user_command.hpp"
#include "moderation/web/site.hpp"
#include "moderation/withdrawal_watch.hpp"
#include "network_ports.hpp"
#include "notifier/alert_notifier.hpp"
#include "notifier/audit_export.hpp"
#include "notifier/digest.hpp"
#include "notifier/export_schedule.hpp"
#include "notifier/mail_check.hpp"
#include "notifier/post_letters.hpp"
#include "notifier/return_letters.hpp"
#include "notifier/silence_watch.hpp"
#include "notifier/smtp_courier.hpp"
#include "notifier_ports.hpp"
#include "store_ports.hpp"

#include <csignal>
#include <fstream>
#include <iostream>
#include <random>

#include <boost/asio/io_context.hpp>

namespace {

using runtime::Result;
using runtime::Task;

// --- the command line

/// Everything was said already: nothing remains but to end with an error.
struct Reported {};

/// `emitted`: what the classifier can say; the routing table must have an answer to all of it.
config::Configuration configured(const config::CommandLine& options, const std::vector<config::Emitted>& emitted) {
    auto configuration =
        config::load_configuration(options.config, emitted, runtime::SystemClock{}.now(), options.overrides);
    if (configuration) return std::move(*configuration);
    config::print_problems(configuration.error(), std::cerr);
    throw Reported{};
}

/// The models of the directory, or of the settings, or those that Gatehouse ships.
std::string models_directory(const config::CommandLine& options) {
    auto directory = options.models;
    if (directory.empty() && !options.config.empty()) {
        const auto settings = config::load_settings(options.config, options.overrides);
        if (settings) directory = settings->models.directory;
    }
    return directory.empty() ? config::data_file("artefacts") : directory;
}

std::unique_ptr<const models::Assessor> loaded_assessor(const config::CommandLine& options) {
    auto assessor = models::Assessor::load(models_directory(options));
    if (!assessor) throw std::runtime_error{assessor.error().message};
    return std::move(*assessor);
}

/// Runs one command on the school's data and returns its exit code.
int with_data(
    const config::CommandLine& options,
    const std::function<Task<int>(moderation::SchoolData&, const config::Configuration&, runtime::Clock&)>& command) {
    const auto configuration = configured(options, {});
    boost::asio::io_context io{1};
    runtime::SystemClock clock;
    runtime::Log log{runtime::LogLevel::warning};
    moderation::SchoolData data{io.get_executor(), configuration.settings, log};
    int code = EXIT_FAILURE;
    const auto run = [&]() -> Task<void> {
        const auto started = co_await data.start(clock.now());
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

/// The outside world. Nothing else opens a socket, starts a thread or asks the time.
struct World {
    World(const config::CommandLine& options_, const config::Configuration& configuration_)
        : options{options_},
          configuration{configuration_},
          log{configuration.settings.log_file.empty()
                  ? runtime::Log{configuration.settings.log_level}
                  : runtime::Log{configuration.settings.log_level, configuration.settings.log_file}},
          data{io.get_executor(), configuration.settings, log} {}

    const config::CommandLine& options;
    const config::Configuration& configuration;
    boost::asio::io_context io{1};
    runtime::CpuPool cpu{configuration.settings.models.cpu_threads};
    runtime::Log log;
    runtime::Metrics metrics;
    runtime::SystemClock clock;
    moderation::SchoolData data;
    /// Tells this process from others in leases and jobs; after a crash the next one goes on in its name.
    const runtime::ProcessSlot slot{configuration.settings.data.directory + "/processes", options.roles};
};

/// What is judged and recorded.
struct Recording {
    Recording(World& world, const models::Assessor& assessor)
        : triage{world.configuration.routing, world.configuration.people, world.configuration.calendar},
          practice{world.data.adjustments(), assessor},
          intake{world.data.store(), practice, triage, world.cpu, world.clock, world.log, world.metrics},
          guard{world.data.pupils(), world.configuration.calendar, world.cpu},
          listed{world.configuration.hash_lists},
          inbox{intake, world.data.store()},
          channels{world.data.store(), world.data.spending(), world.clock} {}

    moderation::Triage triage;
    moderation::Practice practice;
    moderation::Intake intake;
    moderation::PostGuard guard;
    const moderation::ListedPictures listed;
    ports::IntakeInbox inbox;
    ports::StoreChannels channels;
};

/// What comes in: the networks and the poller of all authorised channels.
struct Collecting {
    Collecting(World& world, Recording& recording)
        : http{runtime::make_http_client(world.io.get_executor(), http_settings(world.configuration.settings),
                                         world.log)},
          connections{world.data.connections(), world.clock},
          networks{{*http, world.configuration.settings, recording.inbox, recording.channels, connections,
                    recording.channels, recording.channels, world.clock, world.log, world.slot.name()}},
          poller{
              {recording.channels, networks.tokens(), networks.collectors(), world.configuration.calendar, world.clock,
               world.log, world.metrics, [this] { return std::uniform_real_distribution<double>{}(dice); }},
              {world.configuration.settings.collect, world.slot.name()}},
          subscriber{{networks.clients(), networks.youtube_http(), world.configuration.settings, recording.channels,
                      networks.tokens(), recording.channels, world.clock, world.log}},
          stream{{networks.x_http(), recording.channels, recording.channels, world.clock, world.log, world.metrics},
                 world.configuration.settings.x.base_url,
                 world.configuration.settings.x.app_token},
          actors{networks.actors(), networks.publishers()},
          publishers{networks.publishers(), world.data.posts()},
          pictures{networks.pictures()},
          connectors{networks.connectors()} {}

    static runtime::HttpClientSettings http_settings(const config::Settings& settings) {
        return {settings.outgoing.proxy, settings.outgoing.ca_file};
    }

    std::mt19937_64 dice{std::random_device{}()};
    std::unique_ptr<runtime::HttpClient> http;
    ports::StoreConnections connections;
    ingest::Networks networks;
    ingest::Poller poller;
    ingest::Subscriber subscriber;
    ingest::XStream stream;
    ports::NetworkActors actors;
    ports::NetworkPublishers publishers;
    ports::NetworkPictures pictures;
    ports::NetworkConnectors connectors;
};

/// What is done about it: actions on the network, delayed jobs, the sealed journal.
struct Working {
    Working(World& world, Collecting& network, Recording& recording)
        : jobs{world.io.get_executor(), world.data.address(), world.log},
          post_jobs{world.io.get_executor(), world.data.address(), world.log},
          word_jobs{world.io.get_executor(), world.data.address(), world.log},
          picture_jobs{world.io.get_executor(), world.data.address(), world.log},
          actions{world.data.store(), world.data.connections(), jobs, network.actors, world.clock, world.log,
                  world.metrics,      world.slot.name()},
          posts{world.data.store(), world.data.posts(), recording.guard, post_jobs,        network.publishers,
                world.clock,        world.log,          world.metrics,   world.slot.name()},
          picture_words{world.data.store(), world.data.posts(), word_jobs,        models::image::installed_program(),
                        world.clock,        world.log,          world.slot.name()},
          pictures{{world.data.store(), world.data.posts(), world.data.found_pictures(), picture_jobs, network.pictures,
                    recording.guard, recording.listed, recording.triage, world.clock, world.log, world.metrics},
                   models::image::installed_program(),
                   world.slot.name()},
          post_watch{world.data.store(), world.data.posts(), world.clock, world.log},
          withdrawals{world.data.store(),           world.data.posts(), recording.guard,
                      world.configuration.calendar, world.clock,        world.log},
          old_pictures{world.data.store(),           world.data.posts(), recording.guard,
                       world.configuration.calendar, world.clock,        world.log},
          recall{world.data.posts(), world.clock, world.log},
          delayed{world.data.store(), world.clock, world.log},
          hides{world.data.store(), world.clock, world.log},
          connections{world.data.store(), world.data.connections(), world.clock, world.log},
          adjuster{world.data.store(), world.data.adjustments(),
                   recording.practice, recording.triage,
                   world.cpu,          world.clock,
                   world.log,          config::data_file("golden")},
          journal{world.data.store()},
          sealer{journal,   opened_segments(world.data, world.configuration.calendar),
                 world.cpu, world.clock,
                 world.log, world.metrics} {}

    runtime::RedisConnection jobs;  ///< its own, as are the next: taking jobs waits
    runtime::RedisConnection post_jobs;
    runtime::RedisConnection word_jobs;
    runtime::RedisConnection picture_jobs;
    moderation::ActionWorker actions;
    moderation::PostWorker posts;
    moderation::PictureWords picture_words;
    moderation::PictureWatch pictures;
    moderation::PostWatch post_watch;
    moderation::WithdrawalWatch withdrawals;
    moderation::PictureSweep old_pictures;
    moderation::PictureRecall recall;
    moderation::DelayedJobs delayed;
    moderation::UnreviewedHides hides;
    moderation::ConnectionWatch connections;
    moderation::Adjuster adjuster;
    moderation::StoreJournal journal;
    moderation::JournalSealer sealer;
};

/// Who is told.
struct Telling {
    Telling(World& world, ports::StoreChannels& channels)
        : settings{world.configuration.settings},
          jobs{world.io.get_executor(), world.data.address(), world.log},
          alerts{world.data.store(), jobs, world.slot.name(), world.clock},
          courier{{settings.mail.host, settings.mail.port, settings.mail.from, settings.mail.username,
                   settings.mail.password, settings.mail.ca_file, settings.mail.starttls},
                  world.clock},
          notifier{alerts,
                   courier,
                   world.configuration.people,
                   world.configuration.calendar,
                   world.configuration.routing,
                   notifier::alert_settings_of(settings),
                   world.clock,
                   world.log,
                   world.metrics},
          silence{channels,         alerts,           alerts,
                  settings.collect, settings.exports, world.configuration.calendar,
                  world.clock,      world.log,        world.metrics},
          exports{alerts,
                  alerts,
                  world.configuration.calendar,
                  world.data.signer(),
                  {world.data.journal_directory(), world.data.export_directory(), settings.school.id,
                   notifier::minutes_of_day(settings.exports.time).value_or(std::chrono::hours{6})},
                  world.cpu,
                  world.clock,
                  world.log,
                  world.metrics},
          waiting{world.data.store(), world.configuration.people, world.clock},
          digest{alerts,
                 waiting,
                 courier,
                 world.configuration.people,
                 world.configuration.calendar,
                 world.configuration.routing,
                 {settings.web.public_url,
                  notifier::minutes_of_day(settings.alerts.digest_time).value_or(std::chrono::hours{8})},
                 world.clock,
                 world.log,
                 world.metrics},
          posts{world.data.posts(), world.clock},
          letters{alerts,
                  posts,
                  courier,
                  world.configuration.people,
                  world.configuration.calendar,
                  settings.web.public_url,
                  world.clock,
                  world.log,
                  world.metrics},
          returns{posts,     courier,      world.configuration.people, settings.web.public_url, world.clock,
                  world.log, world.metrics} {}

    const config::Settings& settings;
    runtime::RedisConnection jobs;  ///< its own: taking jobs waits
    ports::StoreAlerts alerts;
    notifier::SmtpCourier courier;
    notifier::AlertNotifier notifier;
    notifier::SilenceWatch silence;
    notifier::ExportScheduler exports;
    ports::StoreWaiting waiting;
    notifier::Digest digest;
    ports::StorePosts posts;
    notifier::PostLetters letters;
    notifier::ReturnLetters returns;
};

/// The pages on which people decide, what networks say by themselves, and the metrics.
struct Pages {
    Pages(World& world, Recording& recording, moderation::NetworkConnector& connector)
        : settings{world.configuration.settings},
          hooks{{recording.channels, recording.channels, world.clock, world.log, world.metrics},
                {settings.facebook.app_secret, settings.x.consumer_secret, settings.hooks.verify_token}},
          pictures{models::image::installed_program(), models::image::Search::people, recording.listed, world.log},
          site{{world.data.store(),
                world.data.connections(),
                world.data.emergency(),
                world.data.pupils(),
                connector,
                world.configuration.people,
                world.configuration.calendar,
                world.configuration.routing,
                world.data.posts(),
                recording.guard,
                pictures,
                world.data.adjustments(),
                recording.practice,
                recording.triage,
                world.clock,
                world.cpu,
                world.log,
                world.metrics,
                {settings.school.name, settings.web.public_url, settings.web.secure_cookies, settings.school.pupil_word,
                 settings.school.head_word, static_cast<int>(settings.collect.watch_posts / std::chrono::hours{24}),
                 world.configuration.assessors, settings.school.email_domains, world.configuration.templates}}} {}

    void listen(World& world, std::vector<Task<void>>& services) {
        const auto executor = world.io.get_executor();
        if (world.options.has_role("web")) {
            const auto handle = [this](runtime::ServerRequest request) {
                const bool hook = request.path.starts_with(ingest::WebhookReceiver::kPrefix);
                return hook ? hooks.handle(std::move(request)) : site.handle(std::move(request));
            };
            runtime::HttpServer::Limits limits;
            limits.may_upload = moderation::web::Site::takes_file;
            limits.upload_bytes = moderation::web::Site::kUploadBytesMax;
            pages.emplace(executor, settings.web.address, settings.web.port, limits, handle, world.log);
            services.push_back(pages->run());
        }
        if (settings.web.metrics_port != 0) {
            const auto handle = [&world](runtime::ServerRequest request) {
                return runtime::metrics_page(world.metrics, std::move(request));
            };
            metrics.emplace(executor, settings.web.address, settings.web.metrics_port, runtime::HttpServer::Limits{},
                            handle, world.log);
            services.push_back(metrics->run());
        }
    }
    int port() const { return pages ? pages->port() : 0; }

    const config::Settings& settings;
    ingest::WebhookReceiver hooks;
    moderation::PictureIntake pictures;
    moderation::web::Site site;
    std::optional<runtime::HttpServer> pages;
    std::optional<runtime::HttpServer> metrics;
};

/// Redis may come up after Gatehouse: waits for the store, sees who is barred today, announces the port, runs the
/// services.
Task<void> run_services(World& world, const moderation::Triage& triage, std::function<void()> announce,
                        std::vector<Task<void>> services) {
    for (;;) {
        const auto start = co_await world.data.start(world.clock.now());
        if (start) break;
        if (start.error().kind != runtime::ErrorKind::unreachable) throw std::runtime_error{start.error().message};
        world.log.warning("serve", "waiting for Redis", {{"reason", start.error().message}});
        co_await world.clock.sleep_for(std::chrono::seconds(1));
    }
    moderation::ConflictSweep conflicts{world.data.store(), triage, world.clock, world.log};
    const auto swept = co_await conflicts.sweep();
    if (!swept) throw std::runtime_error{swept.error().message};
    announce();
    co_await runtime::run_together(std::move(services));
}

int serve(const config::CommandLine& options) {
    const auto assessor = loaded_assessor(options);
    const auto configuration = configured(options, moderation::emitted_by(*assessor));
    config::print_problems(configuration.warnings, std::cerr);

    World world{options, configuration};
    Recording recording{world, *assessor};
    Collecting collecting{world, recording};
    std::optional<Working> working;  // one process seals the journal: only where the role is
    if (options.has_role("work")) working.emplace(world, collecting, recording);
    Telling telling{world, recording.channels};
    Pages pages{world, recording, collecting.connectors};

    std::vector<Task<void>> services;
    services.push_back(world.data.watch(world.clock));
    if (options.has_role("collect")) services.push_back(collecting.poller.run());
    // Whoever acts needs tokens, too; of several processes one renews a connection at a time.
    if (options.has_role("collect") || options.has_role("work")) services.push_back(collecting.networks.tokens().run());
    const bool streamed = configuration.settings.x.stream;
    const bool told = streamed || !configuration.settings.hooks.public_url.empty();
    if (options.has_role("collect") && told) services.push_back(collecting.subscriber.run());
    if (options.has_role("collect") && streamed) services.push_back(collecting.stream.run());
    if (working) {
        services.push_back(working->actions.run());
        services.push_back(working->posts.run());
        services.push_back(working->pictures.run());
        services.push_back(working->picture_words.run());
        services.push_back(working->post_watch.run());
        services.push_back(working->withdrawals.run());
        services.push_back(working->old_pictures.run());
        services.push_back(working->recall.run());
        services.push_back(working->delayed.run());
        services.push_back(working->hides.run());
        services.push_back(working->connections.run());
        services.push_back(working->adjuster.run());
        services.push_back(working->sealer.run());
    }
    if (options.has_role("notify")) {
        services.push_back(telling.notifier.run());
        services.push_back(telling.silence.run());
        services.push_back(telling.digest.run());
        services.push_back(telling.letters.run());
        services.push_back(telling.returns.run());
        if (configuration.settings.exports.daily) services.push_back(telling.exports.run());
    }
    pages.listen(world, services);
    const auto announce = [&] {
        world.log.info("serve", "ready", {{"roles", options.roles}, {"port", pages.port()}});
        write_ready_file(options.ready_file, pages.port());
    };
    runtime::run_until_signal(world.io, run_services(world, recording.triage, announce, std::move(services)));
    return EXIT_SUCCESS;
}

// --- the other commands

std::string password_of(const config::CommandLine& options) {
    auto password = moderation::read_password(options.password_file);
    if (!password) throw std::runtime_error{password.error().message};
    return std::move(*password);
}

int add_user(const config::CommandLine& options) {
    const auto password = options.password_file.empty() ? std::string{} : password_of(options);
    const auto add = [&](moderation::SchoolData& data, const config::Configuration& configuration,
                         runtime::Clock& clock) {
        return moderation::add_user(data.store(), configuration.people, clock, options.person, password, std::cout);
    };
    return with_data(options, add);
}

int change_channel(const config::CommandLine& options) {
    const auto password = options.verb == "list" ? std::string{} : password_of(options);
    const moderation::ChannelRequest request{options.verb,     options.person,  password,        options.channel,
                                             options.network,  options.page_id, options.handle,  options.purpose,
                                             options.outcomes, options.from,    options.answers, options.reason};
    const auto change = [&](moderation::SchoolData& data, const config::Configuration& configuration,
                            runtime::Clock& clock) {
        auto asked = request;
        asked.assessors = configuration.assessors;
        return moderation::channel_command(data.store(), data.connections(), configuration.people, clock,
                                           std::move(asked), std::cout);
    };
    return with_data(options, change);
}

int import_pupils(const config::CommandLine& options) {
    const models::consent::ImportCommand file{options.pupils_file, options.earlier_file, options.columns,
                                              options.lone_tick};
    if (options.config.empty())
        return models::consent::import_command(
            file, std::chrono::floor<std::chrono::days>(runtime::SystemClock{}.now()), std::cout, std::cerr);
    const moderation::PupilImport wanted{file, options.person, password_of(options)};
    const auto propose = [&](moderation::SchoolData& data, const config::Configuration& configuration,
                             runtime::Clock& clock) {
        return moderation::propose_pupils(
            {data.pupils(), data.store(), configuration.people, configuration.calendar, clock}, wanted, std::cout,
            std::cerr);
    };
    return with_data(options, propose);
}

int export_journal(const config::CommandLine& options) {
    const auto configuration = configured(options, {});
    const auto& data = configuration.settings.data.directory;
    const notifier::ExportCommand command{data + "/journal",
                                          data + "/keys/journal.key",
                                          configuration.settings.school.id,
                                          options.from,
                                          options.to,
                                          options.format,
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
    wanted.sentences_file =
        options.sentences_file.empty() ? config::data_file("artefacts/sentences.toml") : options.sentences_file;
    wanted.lexicon_file = options.lexicon_file;
    wanted.output = options.output;
    wanted.seed = options.seed;
    const auto trained = models::text::train(wanted, std::cout);
    if (!trained) throw std::runtime_error{trained.error().message};
    return EXIT_SUCCESS;
}

int evaluate(const config::CommandLine& options) {
    const models::text::EvaluateCommand wanted{models_directory(options), options.labelled_file, options.html_file,
                                               options.json_file, options.disguised};
    const auto evaluated = models::text::evaluate_command(wanted, std::cout, std::cerr);
    if (!evaluated) throw std::runtime_error{evaluated.error().message};
    return EXIT_SUCCESS;
}

int check(const config::CommandLine& options) {
    const auto emitted = moderation::emitted_by(*loaded_assessor(options));
    return config::check_command(options.config, emitted, runtime::SystemClock{}.now(), std::cout, options.overrides);
}

int doctor(const config::CommandLine& options) {
    const auto now = runtime::SystemClock{}.now();
    config::Findings findings;
    const auto assessor = moderation::examine_models(models_directory(options), findings);
    const auto emitted = assessor ? moderation::emitted_by(*assessor) : std::vector<config::Emitted>{};
    const auto configuration = config::examine_configuration(options.config, emitted, now, options.overrides, findings);
    if (configuration) {
        const auto& data = configuration->settings.data.directory;
        const auto& mail = configuration->settings.mail;
        config::examine_people(*configuration, now, findings);
        moderation::examine_redis_program(configuration->settings, findings);
        if (config::examine_data_directory(data, findings)) {
            moderation::examine_journal(data, findings);
            boost::asio::io_context io{1};
            runtime::Log log{runtime::LogLevel::error, "/dev/null"};
            const auto& settings = configuration->settings;
            const auto services = [&]() -> Task<void> {
                const auto channels = co_await moderation::examine_store(io.get_executor(), settings,
                                                                         configuration->people, now, log, findings);
                co_await ingest::examine_channels(io.get_executor(), settings, channels, now, log, findings);
            };
            runtime::run_until_signal(io, services());
        }
        findings.push_back(notifier::examine_mail(
            {mail.host, mail.port, mail.from, mail.username, mail.password, mail.ca_file, mail.starttls}));
    }
    config::print_findings(findings, std::cout);
    return config::any_problem(findings) ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char* argv[]) try {
    std::signal(SIGPIPE, SIG_IGN);
    runtime::crypto_start();
    const auto parsed = config::parse_command_line(argc, argv, ingest::parse_kinds(), models::image::picture_help());
    if (!parsed) return parsed.error();
    const auto& options = *parsed;
    if (options.command == "serve") return serve(options);
    if (options.command == "check") return check(options);
    if (options.command == "doctor") return doctor(options);
    if (options.command == "user add") return add_user(options);
    if (options.command == "channel") return change_channel(options);
    if (options.command == "export") return export_journal(options);
    if (options.command == "verify") return verify(options);
    if (options.command == "train") return train(options);
    if (options.command == "evaluate") return evaluate(options);
    if (options.command == "assess")
        return models::assess_command(std::cin, std::cout, std::cerr, *loaded_assessor(options));
    if (options.command == "parse")
        return ingest::parse_command({options.network, options.kind, options.files}, runtime::SystemClock{}.now(),
                                     std::cout, std::cerr);
    if (options.command == "import") return import_pupils(options);
    if (options.command == "picture")
        return models::image::picture_command(options.files, models::image::installed_program(),
                                              models::image::search_of(options.hashes_only, options.no_text), std::cout,
                                              std::cerr);
    std::cout << config::settings_reference();
    return EXIT_SUCCESS;
} catch (const Reported&) {
    return EXIT_FAILURE;
} catch (const std::exception& failure) {
    std::cerr << "gatehouse: " << failure.what() << '\n';
    return EXIT_FAILURE;
}
