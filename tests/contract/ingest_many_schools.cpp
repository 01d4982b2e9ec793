#include "tests/contract/ingest_many_schools.hpp"

#include "ingest/facebook/collector.hpp"
#include "ingest/instagram/collector.hpp"
#include "ingest/meta/graph_client.hpp"
#include "ingest/poller.hpp"
#include "ingest/x/client.hpp"
#include "ingest/x/collector.hpp"
#include "ingest/youtube/collector.hpp"
#include "ingest/youtube/youtube_client.hpp"
#include "tests/contract/ingest_memory_facebook.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/contract/ingest_memory_instagram.hpp"
#include "tests/contract/ingest_memory_x.hpp"
#include "tests/contract/ingest_memory_youtube.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tests {
namespace {

using models::Network;
using namespace std::chrono_literals;

constexpr const char* kFacebookPost = "104000000000011_201";
constexpr const char* kMedia = "17900000000000101";
constexpr const char* kVideo = "vid1";

class NetworkTokens final : public ingest::TokenSource {
  public:
    runtime::Task<runtime::Result<std::string>> token(models::Channel channel) override {
        switch (channel.network) {
            case Network::facebook: co_return std::string{MemoryFacebook::kToken};
            case Network::instagram: co_return std::string{MemoryInstagram::kToken};
            case Network::x: co_return std::string{MemoryX::kToken};
            case Network::youtube: co_return std::string{MemoryYoutube::kToken};
        }
        co_return std::string{};
    }
};

config::Calendar::Times term() {
    config::Calendar::Times times;
    times.terms.push_back({{2026, 9, 1}, {2026, 12, 18}});
    return times;
}

config::Settings::Collect collect() {
    return {};
}

}  // namespace

struct ManySchools::Written {
    std::size_t school{0};
    std::string id;
    runtime::Time at{};
};

struct ManySchools::School {
    School(FakeClock& clock_, double phase) : clock{clock_}, jitter{phase} {
        add_channel("facebook", Network::facebook, MemoryFacebook::kPage);
        add_channel("instagram", Network::instagram, MemoryInstagram::kAccount);
        add_channel("x", Network::x, MemoryX::kAccount);
        add_channel("youtube", Network::youtube, MemoryYoutube::kChannel);
        const auto created = clock.now() - 3h;
        facebook.add(MemoryFacebook::Post{kFacebookPost, "Winter fair", created});
        MemoryInstagram::Media media;
        media.id = kMedia;
        media.created = created;
        instagram.add(std::move(media));
        conversation = x.add(MemoryX::kAccount, "Winter fair", {}, {}, 3h);
        MemoryYoutube::Video video;
        video.id = kVideo;
        video.created = created;
        youtube.add(std::move(video));
    }

    void add_channel(const std::string& id, Network network, const std::string& account) {
        auto& channel = inbox.channels[id];
        channel.id = id;
        channel.network = network;
        channel.external_id = account;
        channel.state = models::ChannelState::authorised;
    }
    ingest::ByNetwork<ingest::Collector> collectors() {
        ingest::ByNetwork<ingest::Collector> all;
        all.put(Network::facebook, facebook_collector);
        all.put(Network::instagram, instagram_collector);
        all.put(Network::x, x_collector);
        all.put(Network::youtube, youtube_collector);
        return all;
    }
    /// Returns its id.
    std::string write(Network network, int number) {
        const auto text = "comment " + std::to_string(number);
        if (network == Network::facebook) {
            MemoryFacebook::Comment comment;
            comment.id = "201_" + std::to_string(number);
            comment.text = text;
            comment.created = clock.now();
            const auto id = comment.id;
            facebook.add(kFacebookPost, std::move(comment));
            return id;
        }
        if (network == Network::instagram) {
            MemoryInstagram::Comment comment;
            comment.id = std::to_string(17950000000000000 + number);
            comment.text = text;
            comment.created = clock.now();
            const auto id = comment.id;
            instagram.media[kMedia].comments[id] = std::move(comment);
            return id;
        }
        if (network == Network::x) return x.add("160", text, conversation, conversation);
        MemoryYoutube::Comment comment;
        comment.id = "Ug" + std::to_string(number);
        comment.text = text;
        comment.video = kVideo;
        comment.created = clock.now();
        const auto id = comment.id;
        youtube.add(std::move(comment));
        return id;
    }
    std::size_t take_requests() {
        std::size_t count = 0;
        for (MemoryApi* network : {static_cast<MemoryApi*>(&facebook), static_cast<MemoryApi*>(&instagram),
                                   static_cast<MemoryApi*>(&x), static_cast<MemoryApi*>(&youtube)})
            count += std::exchange(network->requests, {}).size();
        return count;
    }

    FakeClock& clock;
    const double jitter;
    MemoryInbox inbox{clock};
    MemoryFacebook facebook;
    MemoryInstagram instagram;
    MemoryX x{clock};
    MemoryYoutube youtube;
    std::string conversation;
    NetworkTokens tokens;
    const config::Calendar calendar{term()};
    runtime::Log log{runtime::LogLevel::error};
    runtime::Metrics metrics;
    ingest::GraphClient facebook_client{facebook, {}, "Facebook"};
    ingest::GraphClient instagram_client{instagram, {}, "Instagram"};
    ingest::XClient x_client{x, "https://api.x.com", clock};
    ingest::YoutubeQuota quota{clock, {}};
    ingest::YoutubeClient youtube_client{youtube, quota, "https://www.googleapis.com"};
    ingest::FacebookCollector facebook_collector{{facebook_client, inbox, clock}, collect().watch_posts};
    ingest::InstagramCollector instagram_collector{{instagram_client, inbox, clock}, collect().watch_posts};
    ingest::XCollector x_collector{{x_client, inbox, clock}, collect().watch_posts};
    ingest::YoutubeCollector youtube_collector{{youtube_client, inbox, clock}, collect().watch_posts};
    ingest::Poller poller{{inbox, tokens, collectors(), calendar, clock, log, metrics, [this] { return jitter; }},
                          {collect(), "here"}};
};

ManySchools::ManySchools(std::size_t count, FakeClock& clock, TaskRunner& runner) : clock_{clock}, runner_{runner} {
    std::uniform_real_distribution<double> phase;
    for (std::size_t i = 0; i < count; ++i) schools_.push_back(std::make_unique<School>(clock, phase(dice_)));
}

ManySchools::~ManySchools() = default;

std::chrono::milliseconds ManySchools::promised() {
    return collect().poll_school_hours * 11 / 10 + 2 * kStep;
}

ManySchools::Seen ManySchools::live(std::chrono::milliseconds length, double writing) {
    Seen seen;
    std::bernoulli_distribution writes{writing};
    const auto end = clock_.now() + length;
    while (clock_.now() < end) {
        for (std::size_t i = 0; i < schools_.size(); ++i) {
            if (writes(dice_)) {
                write(i);
                ++seen.written;
            }
            runner_.run(schools_[i]->poller.poll_once());
            seen.requests += schools_[i]->take_requests();
            schools_[i]->inbox.pages.clear();
            seen.rounds += std::exchange(schools_[i]->inbox.reports, {}).size();
        }
        check(seen);
        clock_.advance(kStep);
    }
    return seen;
}

void ManySchools::write(std::size_t school) {
    const auto network = static_cast<Network>(std::uniform_int_distribution<int>{0, 3}(dice_));
    Written written;
    written.school = school;
    written.id = schools_[school]->write(network, ++number_);
    written.at = clock_.now();
    waiting_.push_back(std::move(written));
}

void ManySchools::check(Seen& seen) {
    const auto settled = [&](const Written& written) {
        const auto waited = std::chrono::ceil<std::chrono::milliseconds>(clock_.now() - written.at);
        const bool read = schools_[written.school]->inbox.items.contains(written.id);
        if (!read && waited <= promised()) return false;
        if (read) ++seen.read;
        if (waited > promised()) ++seen.late;
        seen.longest = std::max(seen.longest, waited);
        return true;
    };
    std::erase_if(waiting_, settled);
}

}  // namespace tests
