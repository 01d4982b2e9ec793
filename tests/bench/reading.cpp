// What reading the networks costs: `bench_reading [SCHOOLS] [MINUTES]`. Everything is in memory and the clock is
// simulated, so what is measured is our own work and that of the invented networks.

#include "ingest/facebook/collector.hpp"
#include "ingest/facebook/parser.hpp"
#include "ingest/instagram/collector.hpp"
#include "ingest/instagram/parser.hpp"
#include "ingest/meta/graph_client.hpp"
#include "ingest/x/client.hpp"
#include "ingest/x/collector.hpp"
#include "ingest/x/parser.hpp"
#include "ingest/youtube/collector.hpp"
#include "ingest/youtube/parser.hpp"
#include "ingest/youtube/youtube_client.hpp"
#include "tests/contract/ingest_many_schools.hpp"
#include "tests/contract/ingest_memory_facebook.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/contract/ingest_memory_instagram.hpp"
#include "tests/contract/ingest_memory_x.hpp"
#include "tests/contract/ingest_memory_youtube.hpp"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include <simdjson.h>
#include <sys/resource.h>

namespace {

using namespace std::chrono_literals;
using namespace tests;

constexpr int kComments = 100;

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peak_mib() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) / 1024;
}

void many_schools(std::size_t count, std::chrono::minutes length) {
    FakeClock clock;
    TaskRunner runner;
    ManySchools schools{count, clock, runner};
    schools.live(6min, 0);  // the first rounds, which read everything
    const auto begun = cpu_seconds();
    const auto seen = schools.live(length, 0.01);
    const auto spent = cpu_seconds() - begun;
    const auto simulated = static_cast<double>(std::chrono::seconds{length}.count());
    std::printf("%zu schools with 4 channels, %.0f minutes of school hours: %zu rounds, %zu requests\n", count,
                simulated / 60, seen.rounds, seen.requests);
    std::printf("  fresh comments: %zu written, %zu read, %zu later than the %lld s of the schedule, slowest %lld s\n",
                seen.written, seen.read, seen.late, static_cast<long long>(ManySchools::promised() / 1s),
                static_cast<long long>(seen.longest / 1s));
    std::printf("  CPU %.1f s, %.1f %% of one core; at most %.0f MiB, the invented networks included\n", spent,
                100 * spent / simulated, peak_mib());
}

/// A day of one page with a post a day for sixty days, read every minute.
void saved_requests() {
    FakeClock clock;
    TaskRunner runner;
    MemoryFacebook facebook;
    MemoryInbox inbox{clock};
    ingest::GraphClient client{facebook, {}, "Facebook"};
    ingest::FacebookCollector collector{{client, inbox, clock}, 60 * 24h};
    models::Channel channel;
    channel.id = "channel1";
    channel.external_id = MemoryFacebook::kPage;
    channel.state = models::ChannelState::authorised;
    inbox.channels[channel.id] = channel;
    constexpr std::size_t kPosts = 60;
    constexpr std::size_t kLists = 3;
    for (std::size_t i = 0; i < kPosts; ++i) {
        const auto id = "104000000000011_" + std::to_string(201 + i);
        facebook.add(MemoryFacebook::Post{id, "Winter fair", clock.now() - 24h * i - 1h});
    }
    const auto round = [&] {
        const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
        ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
        (void)runner.run(
            collector.round(channel, MemoryFacebook::kToken, inbox.cursors_by_channel[channel.id], keeper));
        (void)runner.run(inbox.release_lease(*lease));
    };
    round();
    facebook.requests.clear();
    constexpr std::size_t kRounds = 24 * 60;
    for (std::size_t i = 0; i < kRounds; ++i) {
        clock.advance(1min);
        round();
    }
    const auto fixed = kRounds * (kLists + kPosts);
    std::printf(
        "a day of one-minute polling of a page with %zu watched posts: %zu requests, where reading every post "
        "every minute takes %zu: %.1f times fewer\n",
        kPosts, facebook.requests.size(), fixed,
        static_cast<double>(fixed) / static_cast<double>(facebook.requests.size()));
}

/// Keeps the largest answer.
class Largest final : public runtime::HttpClient {
  public:
    explicit Largest(runtime::HttpClient& behind) : behind_{behind} {}
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override {
        auto response = co_await behind_.send(std::move(request));
        if (response && response->body.size() > body.size()) body = response->body;
        co_return response;
    }
    std::string body;

  private:
    runtime::HttpClient& behind_;
};

double megabytes_a_second(std::size_t bytes, const std::function<bool()>& parse) {
    constexpr auto kLong = 700ms;
    const auto begun = std::chrono::steady_clock::now();
    std::size_t times = 0;
    while (std::chrono::steady_clock::now() - begun < kLong) {
        if (!parse()) throw std::runtime_error{"the page cannot be parsed"};
        ++times;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    return static_cast<double>(bytes * times) / took.count() / 1e6;
}

template <class Parse>
void parsing(const char* network, const std::string& body, Parse parse) {
    ingest::ParseContext context;
    context.channel_id = "channel1";
    context.now = FakeClock{}.now();
    const auto ours = megabytes_a_second(body.size(), [&] { return parse(body, context).has_value(); });
    simdjson::dom::parser parser;
    const simdjson::padded_string padded{body};
    const auto plain =
        megabytes_a_second(body.size(), [&] { return parser.parse(padded).error() == simdjson::SUCCESS; });
    std::printf("  %-9s %6zu bytes: %6.0f MB/s, simdjson alone %6.0f MB/s: %.2f of it\n", network, body.size(), ours,
                plain, ours / plain);
}

/// The largest answer of the first round over a channel.
std::string largest_answer(models::Network network, const char* account, const char* token, Largest& http,
                           ingest::Collector& collector, MemoryInbox& inbox, FakeClock& clock) {
    TaskRunner runner;
    auto& channel = inbox.channels["channel1"];
    channel.id = "channel1";
    channel.network = network;
    channel.external_id = account;
    channel.state = models::ChannelState::authorised;
    const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
    ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
    (void)runner.run(collector.round(channel, token, {}, keeper));
    return http.body;
}

const char* const kText = "What a lovely assembly \xe2\x9d\x84 \xf0\x9f\x8e\xb6, thank you to everyone who helped";

void facebook_page() {
    FakeClock clock;
    MemoryInbox inbox{clock};
    MemoryFacebook facebook;
    Largest http{facebook};
    ingest::GraphClient client{http, {}, "Facebook"};
    ingest::FacebookCollector collector{{client, inbox, clock}, 60 * 24h};
    facebook.add(MemoryFacebook::Post{"104000000000011_201", "Winter fair", clock.now() - 1h});
    for (int i = 0; i < kComments; ++i) {
        MemoryFacebook::Comment comment;
        comment.id = "201_" + std::to_string(i);
        comment.text = kText;
        comment.created = clock.now();
        facebook.add("104000000000011_201", std::move(comment));
    }
    const auto body = largest_answer(models::Network::facebook, MemoryFacebook::kPage, MemoryFacebook::kToken, http,
                                     collector, inbox, clock);
    parsing("Facebook", body, ingest::parse_facebook_page);
}

void instagram_page() {
    FakeClock clock;
    MemoryInbox inbox{clock};
    MemoryInstagram instagram;
    Largest http{instagram};
    ingest::GraphClient client{http, {}, "Instagram"};
    ingest::InstagramCollector collector{{client, inbox, clock}, 60 * 24h};
    MemoryInstagram::Media media;
    media.id = "301";
    media.created = clock.now() - 1h;
    instagram.add(std::move(media));
    for (int i = 0; i < kComments; ++i) {
        MemoryInstagram::Comment comment;
        comment.id = std::to_string(17950000000000000 + i);
        comment.text = kText;
        comment.created = clock.now();
        const auto id = comment.id;
        instagram.media["301"].comments[id] = std::move(comment);
    }
    const auto body = largest_answer(models::Network::instagram, MemoryInstagram::kAccount, MemoryInstagram::kToken,
                                     http, collector, inbox, clock);
    parsing("Instagram", body, ingest::parse_instagram_page);
}

void x_page() {
    FakeClock clock;
    MemoryInbox inbox{clock};
    MemoryX x{clock};
    Largest http{x};
    ingest::XClient client{http, "https://api.x.com", clock};
    ingest::XCollector collector{{client, inbox, clock}, 60 * 24h};
    const auto post = x.add(MemoryX::kAccount, "Winter fair");
    for (int i = 0; i < kComments; ++i) x.add("160", kText, post, post);
    const auto body =
        largest_answer(models::Network::x, MemoryX::kAccount, MemoryX::kToken, http, collector, inbox, clock);
    parsing("X", body, ingest::parse_x_page);
}

void youtube_page() {
    FakeClock clock;
    MemoryInbox inbox{clock};
    MemoryYoutube youtube;
    Largest http{youtube};
    ingest::YoutubeQuota quota{clock, {}};
    ingest::YoutubeClient client{http, quota, "https://www.googleapis.com"};
    ingest::YoutubeCollector collector{{client, inbox, clock}, 60 * 24h};
    MemoryYoutube::Video video;
    video.id = "vid1";
    video.created = clock.now() - 1h;
    youtube.add(std::move(video));
    for (int i = 0; i < kComments; ++i) {
        MemoryYoutube::Comment comment;
        comment.id = "Ug" + std::to_string(i);
        comment.text = kText;
        comment.video = "vid1";
        comment.created = clock.now();
        youtube.add(std::move(comment));
    }
    const auto body = largest_answer(models::Network::youtube, MemoryYoutube::kChannel, MemoryYoutube::kToken, http,
                                     collector, inbox, clock);
    parsing("YouTube", body, ingest::parse_youtube_threads);
}

}  // namespace

int main(int argc, char* argv[]) try {
    const auto schools = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 600;
    const auto minutes = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 30;
    many_schools(schools, std::chrono::minutes{minutes});
    saved_requests();
    std::printf("parsing a page of each network\n");
    facebook_page();
    instagram_page();
    x_page();
    youtube_page();
    return EXIT_SUCCESS;
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_reading: %s\n", failure.what());
    return EXIT_FAILURE;
}
