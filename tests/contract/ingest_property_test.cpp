// Whatever people do to a page while it is being read, once they stop one more round brings what is recorded
// to what is there.

#include "tests/contract/ingest_collector_fixture.hpp"

#include <random>

namespace tests {
namespace {

class CollectorPropertyTest : public CollectorFixture {
  protected:
    void start(unsigned seed) {
        random.seed(seed);
        facebook.page_size_max = 1 + random() % 6;
        facebook.counts_agree = random() % 2 == 0;
        facebook.empty_page_before_end = random() % 3 == 0;
        for (int i = 0; i < 3; ++i) new_post();
    }

    std::size_t below(std::size_t limit) { return random() % limit; }

    void new_post() {
        const auto id = std::string{MemoryFacebook::kPage} + "_" + std::to_string(++posts_made);
        std::vector<std::string> photos;
        if (below(3) == 0) photos = {"9" + std::to_string(posts_made) + "1", "9" + std::to_string(posts_made) + "2"};
        add_post(id, std::chrono::hours{static_cast<int>(below(20))}, photos);
        if (below(3) == 0) facebook.posts[id].edge = "visitor_posts";
    }

    /// A post or a photo of one, at random.
    std::string some_thread() {
        if (facebook.posts.empty()) new_post();
        auto post = facebook.posts.begin();
        std::advance(post, static_cast<std::ptrdiff_t>(below(facebook.posts.size())));
        const auto& photos = post->second.photos;
        return photos.empty() || below(2) == 0 ? post->first : photos[below(photos.size())];
    }

    MemoryFacebook::Comment* some_comment(const std::string& thread) {
        auto& comments = facebook.threads[thread];
        if (comments.empty()) return nullptr;
        auto comment = comments.begin();
        std::advance(comment, static_cast<std::ptrdiff_t>(below(comments.size())));
        return &comment->second;
    }

    /// One thing that somebody does to the page.
    void happen() {
        const auto thread = some_thread();
        auto* comment = some_comment(thread);
        const auto what = below(20);
        if (what < 10 || comment == nullptr)
            add_comment(thread, ++comments_made);
        else if (what < 14)
            facebook.remove(thread, std::string{comment->id});
        else if (what < 16)
            comment->text = "Edited " + std::to_string(++comments_made);
        else if (what < 18)
            comment->hidden = !comment->hidden;
        else if (what == 18)
            new_post();
        else if (facebook.posts.size() > 2 && facebook.posts.contains(thread))
            facebook.remove_post(thread);
    }

    /// What is recorded and not there ("+"), or there and not recorded ("-").
    std::string difference() const {
        std::string found;
        const auto here = recorded();
        const auto there = truth();
        for (const auto& entry : here)
            if (!there.contains(entry.first) || there.at(entry.first) != entry.second) found += "+" + entry.first + " ";
        for (const auto& entry : there)
            if (!here.contains(entry.first)) found += "-" + entry.first + " ";
        return found;
    }

    std::mt19937 random;
    int posts_made{200};
    int comments_made{0};
};

TEST_F(CollectorPropertyTest, ReachesTheTruthOneRoundAfterTheTrafficStops) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        facebook.posts.clear();
        facebook.threads.clear();
        inbox.items.clear();
        inbox.cursors_by_channel.clear();
        start(seed);
        facebook.before = [&](const MemoryFacebook::Seen&) {
            for (auto times = below(3); times > 0; --times) happen();
        };
        for (int i = 0; i < 3; ++i) {
            round();
            clock.advance(2min);
        }
        facebook.before = nullptr;
        round();
        ASSERT_EQ(difference(), "");
        for (const auto& page : inbox.pages) ASSERT_LE(page.items.size(), 100U);
        inbox.pages.clear();
    }
}

TEST_F(CollectorPropertyTest, LosesNothingWhenEveryRoundIsCutShort) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        facebook.posts.clear();
        facebook.threads.clear();
        inbox.items.clear();
        inbox.cursors_by_channel.clear();
        start(seed);
        for (int i = 0; i < 60; ++i) happen();
        std::size_t fails_at = 0;
        std::size_t asked = 0;
        facebook.instead = [&](const MemoryFacebook::Seen&) -> std::optional<runtime::Result<runtime::HttpResponse>> {
            if (++asked < fails_at) return std::nullopt;
            return runtime::fail(runtime::ErrorKind::unreachable, "cut off");
        };
        for (fails_at = 1; fails_at < 40; ++fails_at) {
            asked = 0;
            const auto report = round();
            EXPECT_EQ(report.gone, 0U);
            clock.advance(2min);
        }
        facebook.instead = nullptr;
        round();
        ASSERT_EQ(difference(), "");
    }
}

}  // namespace
}  // namespace tests
