// Fills a school's review queue for the page benchmark: `bench_queue --config FILE [--set key=value]... COUNT CHANNEL`.

#include "config/runtime/run.hpp"
#include "config/settings.hpp"
#include "moderation/school_data.hpp"

#include <iostream>

namespace {

constexpr std::size_t kPage = 500;

moderation::Intaken open_item(const std::string& channel, std::size_t number) {
    moderation::Intaken intaken;
    intaken.item.channel_id = channel;
    intaken.item.external_id = "1_" + std::to_string(number);
    intaken.item.post_external_id = "1";
    intaken.item.text = "A comment that somebody should look at, number " + std::to_string(number);
    intaken.item.author_name = "Sample Parent";
    intaken.item.author_id = std::to_string(6'600'000 + number % 400);
    intaken.assessment.severity = models::Severity::v1;
    intaken.assessment.findings.push_back({models::Category::criticism, models::Severity::v1, true});
    intaken.queue = true;
    return intaken;
}

runtime::Task<void> fill(moderation::Store& store, runtime::Clock& clock, std::size_t count, std::string channel) {
    auto started = co_await store.start(clock.now());
    if (!started) throw std::runtime_error{started.error().message};
    auto lease = co_await store.take_lease(channel, "bench", std::chrono::minutes(10), clock.now());
    if (!lease) throw std::runtime_error{lease.error().message};
    for (std::size_t done = 0; done < count; done += kPage) {
        models::CollectedPage page;
        page.lease = *lease;
        page.feed = "bench";
        page.cursor = std::to_string(done);
        std::vector<moderation::Intaken> items;
        for (std::size_t i = 0; i < kPage; ++i) items.push_back(open_item(channel, done + i));
        const auto recorded = co_await store.record_page(std::move(page), std::move(items), clock.now());
        if (!recorded) throw std::runtime_error{recorded.error().message};
    }
    const auto released = co_await store.release_lease(*lease);
    if (!released) throw std::runtime_error{released.error().message};
}

}  // namespace

int main(int argc, char* argv[]) try {
    std::string file;
    std::vector<std::string> overrides;
    int i = 1;
    for (; i + 3 < argc; i += 2) {
        if (std::string_view{argv[i]} == "--config")
            file = argv[i + 1];
        else
            overrides.emplace_back(argv[i + 1]);
    }
    runtime::crypto_start();
    const auto settings = config::load_settings(file, overrides);
    if (!settings) {
        config::print_problems(settings.error(), std::cerr);
        return EXIT_FAILURE;
    }
    boost::asio::io_context io{1};
    runtime::Log log{runtime::LogLevel::error};
    runtime::SystemClock clock;
    moderation::SchoolData data{io.get_executor(), *settings, log};
    runtime::run_until_signal(io, fill(data.store(), clock, std::stoul(argv[i]), argv[i + 1]));
    return EXIT_SUCCESS;
} catch (const std::exception& failure) {
    std::cerr << "bench_queue: " << failure.what() << '\n';
    return EXIT_FAILURE;
}
