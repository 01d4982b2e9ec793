// Whatever people do to a channel while it is being read, once they stop, a day's readings bring what is recorded to
// what is there.

#include "tests/contract/ingest_youtube_fixture.hpp"

#include <random>

namespace tests {
namespace {

class YoutubePropertyTest : public YoutubeFixture {
  protected:
    void start(unsigned seed) {
        youtube.videos.clear();
        youtube.comments.clear();
        inbox.items.clear();
        inbox.cursors_by_channel.clear();
        inbox.pages.clear();
        random.seed(seed);
        youtube.page_size_max = 1 + random() % 6;
        youtube.repeats_across_pages = random() % 2 == 0;
        youtube.held_by_id = random() % 2 == 0;
        youtube.replies_counted_with_held = random() % 2 == 0;
        for (int i = 0; i < 3; ++i) new_video();
    }

    std::size_t below(std::size_t limit) { return random() % limit; }

    void new_video() { add_video("vid" + std::to_string(++made), std::chrono::hours{static_cast<int>(below(20))}); }

    template <class Map>
    typename Map::mapped_type* any_of(Map& map) {
        if (map.empty()) return nullptr;
        auto at = map.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(below(map.size())));
        return &at->second;
    }

    void new_comment() {
        const auto* parent = any_of(youtube.comments);
        const auto age = std::chrono::seconds{static_cast<int>(below(5))};
        const auto number = std::to_string(++made);
        if (parent != nullptr && below(2) == 0) {
            const auto thread = parent->id.substr(0, parent->id.find('.'));
            const auto video = parent->video;
            add_comment(thread + "." + number, video, age);
        } else if (const auto* video = any_of(youtube.videos)) {
            const auto id = video->id;
            add_comment("Ug" + number, id, age);
        }
    }

    /// One thing that somebody does to the channel.
    void happen() {
        auto* comment = any_of(youtube.comments);
        const auto what = below(20);
        if (what < 10 || comment == nullptr)
            new_comment();
        else if (what < 13)
            youtube.remove(comment->id);
        else if (what < 15)
            comment->text = "Edited " + std::to_string(++made);
        else if (what < 17)
            comment->status = comment->status == "published" ? "heldForReview" : "published";
        else if (what == 17)
            comment->status = "rejected";
        else if (what == 18)
            new_video();
        else if (youtube.videos.size() > 2)
            youtube.remove_video(any_of(youtube.videos)->id);
    }

    /// What is recorded and not there ("+"), or there and not recorded ("-").
    std::string difference() const {
        std::string found;
        const auto here = recorded();
        const auto there = truth();
        for (const auto& [id, text] : here)
            if (!there.contains(id) || there.at(id) != text) found += "+" + id + " ";
        for (const auto& [id, text] : there)
            if (!here.contains(id)) found += "-" + id + " ";
        return found;
    }

    /// The readings of a day without traffic.
    void quiet_day() {
        for (int i = 0; i < 3; ++i) {
            clock.advance(12h);
            round();
        }
    }

    std::mt19937 random;
    int made{100};
};

TEST_F(YoutubePropertyTest, ReachesTheTruthADayAfterTheTrafficStops) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        start(seed);
        youtube.before = [&](const MemoryYoutube::Seen&) {
            for (auto times = below(3); times > 0; --times) happen();
        };
        for (int i = 0; i < 4; ++i) {
            round();
            clock.advance(2min);
        }
        youtube.before = nullptr;
        quiet_day();
        ASSERT_EQ(difference(), "");
    }
}

TEST_F(YoutubePropertyTest, LosesNothingWhenEveryRoundIsCutShort) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        start(seed);
        for (int i = 0; i < 60; ++i) happen();
        std::size_t fails_at = 0;
        std::size_t asked = 0;
        youtube.instead = [&](const MemoryYoutube::Seen&) -> std::optional<runtime::Result<runtime::HttpResponse>> {
            if (++asked < fails_at) return std::nullopt;
            return runtime::fail(runtime::ErrorKind::unreachable, "cut off");
        };
        for (fails_at = 1; fails_at < 40; ++fails_at) {
            asked = 0;
            EXPECT_EQ(round().gone, 0U);
            clock.advance(2min);
        }
        youtube.instead = nullptr;
        round();
        ASSERT_EQ(difference(), "");
    }
}

}  // namespace
}  // namespace tests
