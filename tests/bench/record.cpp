// How many comments a second get from a network's answer to the disk, against redis-benchmark on the same server in
// the same run: the same number of bytes for each comment, the same fsync, the same number of comments in one go.
//
// Measured is all that lies between: parsing, judging with the real models, triage, sealing, the Redis function, fsync.

#include "config/data_dir.hpp"
#include "config/runtime/metrics.hpp"
#include "config/runtime/private_redis.hpp"
#include "config/runtime/redis_connection.hpp"
#include "config/runtime/run.hpp"
#include "ingest/facebook/parser.hpp"
#include "moderation/intake.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPageItems = 100;
constexpr std::size_t kPages = 200;  ///< of each channel
constexpr std::size_t kTextBytes = 240;

/// A directory that is gone when the program is.
class Directory {
  public:
    Directory() {
        std::string name = (std::filesystem::temp_directory_path() / "bench_record_XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
        path_ = name;
    }
    ~Directory() { std::filesystem::remove_all(path_); }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    std::string operator/(const char* name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

/// Passes commands on and counts what they weigh.
class CountingRedis final : public runtime::Redis {
  public:
    explicit CountingRedis(runtime::Redis& next) : next_{next} {}

    runtime::Task<runtime::Result<runtime::RedisReply>> command(runtime::RedisCommand command) override {
        for (const auto& word : command) bytes_ += word.size();
        return next_.command(std::move(command));
    }
    runtime::Task<runtime::Result<std::vector<runtime::RedisReply>>> pipeline(
        std::vector<runtime::RedisCommand> commands) override {
        return next_.pipeline(std::move(commands));
    }
    std::size_t bytes() const { return bytes_; }

  private:
    runtime::Redis& next_;
    std::size_t bytes_{0};
};

template <class T>
T need(runtime::Result<T> result) {
    if (!result) throw std::runtime_error{result.error().message};
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

runtime::Task<models::Lease> authorised_channel(moderation::Store& store, std::string id, runtime::Time now) {
    models::Channel proposal;
    proposal.id = id;
    proposal.external_id = id;
    proposal.owner = "quill";
    const auto proposed = need(co_await store.propose_channel(std::move(proposal), "quill", now));
    models::RiskAssessment risk;
    risk.assessor = "trellis";
    const auto assessed = need(co_await store.assess_channel(id, proposed.version, std::move(risk), now));
    need(co_await store.authorise_channel(id, assessed.version, "ottilie", now));
    co_return need(co_await store.take_lease(std::move(id), "bench", std::chrono::hours(1), now));
}

/// An answer of Facebook with a page of comments. One in ten is rude, as on a lively day.
std::string answer(std::size_t first) {
    std::string body = R"({"data":[)";
    for (std::size_t number = first; number < first + kPageItems; ++number) {
        std::string text = number % 10 == 0 ? "you are a useless idiot " : "what a lovely afternoon at school ";
        while (text.size() < kTextBytes) text += "and thank you all for the music and the cake, ";
        const auto id = std::to_string(number);
        if (number != first) body += ',';
        body += R"({"id":"1784_)" + id + R"(","message":")" + text + id +
                R"(","created_time":"2026-11-20T09:15:00+0000","from":{"id":"66000)" + std::to_string(number % 400) +
                R"(","name":"Invented Name"},"permalink_url":"https://www.facebook.com/1784/)" + id + R"("})";
    }
    return body + "]}";
}

runtime::Task<void> record_channel(moderation::Intake& intake, models::Lease lease,
                                   const std::vector<std::string>& answers, runtime::Time now) {
    for (std::size_t number = 0; number < answers.size(); ++number) {
        models::CollectedPage page;
        page.lease = lease;
        page.feed = "comments:1784";
        page.cursor = std::to_string(number);
        ingest::ParseContext context;
        context.channel_id = lease.channel_id;
        context.post_external_id = "1784";
        context.now = now;
        auto parsed = need(ingest::parse_facebook_page(answers[number], context));
        for (auto& object : parsed.objects) page.items.push_back(std::move(object.item));
        const auto done = need(co_await intake.record(std::move(page)));
        if (done.fresh != kPageItems) throw std::runtime_error{"comments were not recorded"};
    }
}

/// Comments a second, and bytes sent for one.
struct Measured {
    double per_second{0};
    std::size_t bytes{0};
};

runtime::Task<void> measure(moderation::Store& store, moderation::Intake& intake, CountingRedis& redis,
                            std::string name, std::size_t channels, Measured& into) {
    const auto now = runtime::SystemClock{}.now();
    need(co_await store.start(now));
    std::vector<std::string> answers;
    for (std::size_t page = 0; page < kPages; ++page) answers.push_back(answer(page * kPageItems));
    std::vector<models::Lease> leases;
    for (std::size_t i = 0; i < channels; ++i)
        leases.push_back(co_await authorised_channel(store, name + std::to_string(i), now));
    const auto bytes = redis.bytes();
    const auto started = Clock::now();
    const auto executor = co_await boost::asio::this_coro::executor;
    std::size_t running = channels;
    boost::asio::steady_timer all_done{executor, boost::asio::steady_timer::time_point::max()};
    std::exception_ptr failure;
    const auto ended = [&](std::exception_ptr error) {
        if (error) failure = error;
        if (--running == 0) all_done.cancel();
    };
    for (const auto& lease : leases)
        boost::asio::co_spawn(executor, record_channel(intake, lease, answers, now), ended);
    boost::system::error_code cancelled;
    co_await all_done.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
    if (failure) std::rethrow_exception(failure);
    const std::chrono::duration<double> took = Clock::now() - started;
    const auto count = channels * kPages * kPageItems;
    into.per_second = static_cast<double>(count) / took.count();
    into.bytes = (redis.bytes() - bytes) / count;
}

/// What redis-benchmark says of the same bytes: operations a second.
double stock(const std::string& socket, const std::string& command, std::size_t bytes, std::size_t clients) {
    const auto count = clients * kPages * kPageItems;
    const auto line = "redis-benchmark -s " + socket + " -c " + std::to_string(clients) + " -P " +
                      std::to_string(kPageItems) + " -n " + std::to_string(count) + " -r 1000000 --csv " + command +
                      " " + std::string(bytes, 'x');
    const auto pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error{"redis-benchmark does not start"};
    std::string output;
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr) output += buffer.data();
    if (pclose(pipe) != 0) throw std::runtime_error{"redis-benchmark failed"};
    // "test","rps",... in the first line, then "XADD ...","12345.67",...
    const auto row = output.find('\n');
    const auto number = row == std::string::npos ? row : output.find("\",\"", row);
    if (number == std::string::npos) throw std::runtime_error{"redis-benchmark says nothing"};
    return std::strtod(output.c_str() + number + 3, nullptr);
}

}  // namespace

int main() try {
    runtime::crypto_start();
    const Directory directory;
    const runtime::PrivateRedis server{directory / "redis"};
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::RedisAddress address;
    address.unix_socket = server.socket();
    const auto assessor = need(models::Assessor::load(config::data_file("artefacts")));
    const auto routing = config::load_routing(config::data_file("routing.csv"), {});
    if (!routing) throw std::runtime_error{"the routing table cannot be used"};
    const config::People people{{}};
    const config::Calendar calendar{config::Calendar::Times{}};
    const moderation::Triage triage{*routing, people, calendar};
    runtime::SystemClock clock;
    runtime::Metrics metrics;
    std::cout << "pages of " << kPageItems << " comments, appendfsync always\n";
    for (const std::size_t channels : {1u, 4u}) {
        boost::asio::io_context io{1};
        runtime::CpuPool cpu{std::thread::hardware_concurrency()};
        runtime::RedisConnection connection{io.get_executor(), address, log};
        CountingRedis redis{connection};
        const runtime::Sealer sealer{std::array<unsigned char, 32>{7}};
        moderation::Store store{redis, sealer, "bramblecote"};
        moderation::AdjustmentStore adjustments{redis, sealer, "bramblecote"};
        moderation::Practice practice{adjustments, *assessor};
        moderation::Intake intake{store, practice, triage, cpu, clock, log, metrics};
        Measured measured;
        const auto name = "channel-" + std::to_string(channels) + "-";
        runtime::run_until_signal(io, measure(store, intake, redis, name, channels, measured));
        const auto xadd = stock(server.socket(), "XADD stream__rand_int__ '*' item", measured.bytes, channels);
        const auto set = stock(server.socket(), "SET key__rand_int__", measured.bytes, channels);
        std::printf(
            "%zu channel(s): %.0f comments/s of %zu bytes; redis-benchmark XADD %.0f/s (ratio %.2f), SET %.0f/s "
            "(ratio %.2f)\n",
            channels, measured.per_second, measured.bytes, xadd, measured.per_second / xadd, set,
            measured.per_second / set);
    }
    return EXIT_SUCCESS;
} catch (const std::exception& failure) {
    std::cerr << "bench_record: " << failure.what() << '\n';
    return EXIT_FAILURE;
}
