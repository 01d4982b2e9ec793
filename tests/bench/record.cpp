// How many comments a second are recorded for good, against redis-benchmark on the same server in the same run:
// the same number of bytes for each comment, the same fsync, the same number of comments in one go.
//
// The assessment is left out: what is measured is sealing, the Redis function and the disk.

#include "config/runtime/private_redis.hpp"
#include "config/runtime/redis_connection.hpp"
#include "config/runtime/run.hpp"
#include "moderation/store/store.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>

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

/// One in ten needs a person, as on a lively day.
moderation::Intaken comment(const std::string& channel, std::size_t number) {
    moderation::Intaken intaken;
    intaken.item.channel_id = channel;
    intaken.item.external_id = "1784_" + std::to_string(number);
    intaken.item.post_external_id = "1784_" + std::to_string(number / 500);
    intaken.item.text = std::to_string(number) + std::string(kTextBytes, 'x');
    intaken.item.author_id = "6600000" + std::to_string(number % 400);
    intaken.item.author_name = "Invented Name";
    intaken.item.permalink = "https://facebook.example/1784/" + std::to_string(number);
    intaken.item.raw = std::string(2 * kTextBytes, 'r');
    intaken.assessment.version = "m:000000 r:1";
    if (number % 10 == 0) {
        intaken.queue = true;
        intaken.preserve = "std";
        intaken.assessment.severity = models::Severity::v2;
        intaken.assessment.findings.push_back({models::Category::spam_scam, models::Severity::v2, true});
    }
    return intaken;
}

runtime::Task<void> record_channel(moderation::Store& store, models::Lease lease, runtime::Time now) {
    for (std::size_t number = 0; number < kPages * kPageItems; number += kPageItems) {
        models::CollectedPage page;
        page.lease = lease;
        page.feed = "comments";
        page.cursor = std::to_string(number);
        std::vector<moderation::Intaken> items;
        for (std::size_t i = 0; i < kPageItems; ++i) items.push_back(comment(lease.channel_id, number + i));
        const auto done = need(co_await store.record_page(std::move(page), std::move(items), now));
        if (done.fresh != kPageItems) throw std::runtime_error{"comments were not recorded"};
    }
}

/// Comments a second, and bytes sent for one.
struct Measured {
    double per_second{0};
    std::size_t bytes{0};
};

runtime::Task<void> measure(moderation::Store& store, CountingRedis& redis, std::string name, std::size_t channels,
                            Measured& into) {
    const auto now = runtime::from_ms(1'795'000'000'000);
    need(co_await store.start(now));
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
    for (const auto& lease : leases) boost::asio::co_spawn(executor, record_channel(store, lease, now), ended);
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
    std::cout << "pages of " << kPageItems << " comments, appendfsync always\n";
    for (const std::size_t channels : {1u, 4u}) {
        boost::asio::io_context io{1};
        runtime::RedisConnection connection{io.get_executor(), address, log};
        CountingRedis redis{connection};
        const runtime::Sealer sealer{std::array<unsigned char, 32>{7}};
        moderation::Store store{redis, sealer, "bramblecote"};
        Measured measured;
        const auto name = "channel-" + std::to_string(channels) + "-";
        runtime::run_until_signal(io, measure(store, redis, name, channels, measured));
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
