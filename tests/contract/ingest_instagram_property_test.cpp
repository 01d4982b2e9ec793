// Whatever people do to an account while it is being read, and however the network pages and lists, once they stop one
// more round brings what is recorded to what is there.

#include "tests/contract/ingest_instagram_fixture.hpp"

#include <random>

namespace tests {
namespace {

class InstagramPropertyTest : public InstagramFixture {
  protected:
    void start(unsigned seed) {
        random.seed(seed);
        instagram.media.clear();
        inbox.items.clear();
        inbox.cursors_by_channel.clear();
        instagram.page_size_max = 1 + below(6);
        instagram.nested_max = below(4);
        instagram.nested_next = below(2) == 0;
        instagram.cursor_on_last_page = below(2) == 0;
        instagram.lists_hidden = below(2) == 0;
        for (int i = 0; i < 3; ++i) new_media();
        for (int i = 0; i < 30; ++i) happen();
    }
    std::size_t below(std::size_t limit) { return random() % limit; }
    void new_media() {
        add_media(std::to_string(++made), std::chrono::hours{static_cast<int>(below(20))}, below(4) == 0);
    }
    void happen() {
        if (instagram.media.empty()) new_media();
        auto media = instagram.media.begin();
        std::advance(media, static_cast<std::ptrdiff_t>(below(instagram.media.size())));
        auto& comments = media->second.comments;
        auto comment = comments.begin();
        if (!comments.empty()) std::advance(comment, static_cast<std::ptrdiff_t>(below(comments.size())));
        const auto what = below(20);
        if (what == 19 && !media->second.tags_us && instagram.media.size() > 2)
            instagram.media.erase(media);
        else if (what >= 18 || media->second.tags_us)
            new_media();
        else if (comments.empty() || what < 6)
            add_comment(media->first, ++made);
        else if (what < 11)
            add_comment(media->first, ++made,
                        comment->second.parent.empty() ? comment->first : std::string{comment->second.parent});
        else if (what < 14)
            instagram.remove(std::string{comment->first});
        else if (what < 16)
            comment->second.text = "Edited " + std::to_string(++made);
        else
            comment->second.hidden = !comment->second.hidden;
    }

    /// What no list ever held cannot be known: what was hidden, or stood under it, before anybody looked.
    bool could_be_seen(const std::string& id) {
        const auto* comment = instagram.find(id);
        if (comment == nullptr || instagram.lists_hidden) return true;
        return !comment->hidden && (comment->parent.empty() || could_be_seen(comment->parent));
    }
    /// What is recorded and not there ("+"), or there and not recorded ("-").
    std::string difference() {
        std::string found;
        const auto here = recorded();
        const auto there = truth();
        for (const auto& [id, text] : here)
            if (!there.contains(id) || there.at(id) != text) found += "+" + id + " ";
        for (const auto& [id, text] : there)
            if (!here.contains(id) && could_be_seen(id)) found += "-" + id + " ";
        return found;
    }

    std::mt19937 random;
    int made{300};
};

TEST_F(InstagramPropertyTest, ReachesTheTruthOneRoundAfterTheTrafficStops) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        start(seed);
        instagram.before = [&](const MemoryInstagram::Seen&) {
            for (auto times = below(2); times > 0; --times) happen();
        };
        for (int i = 0; i < 3; ++i) {
            round();
            clock.advance(2min);
        }
        instagram.before = nullptr;
        clock.advance(25h);  // what is not listed is looked at once a day at the least
        round();
        ASSERT_EQ(difference(), "");
    }
}

TEST_F(InstagramPropertyTest, LosesNothingWhenEveryRoundIsCutShort) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        start(seed);
        std::size_t fails_at = 0;
        std::size_t asked = 0;
        instagram.instead = [&](const auto&) -> std::optional<runtime::Result<runtime::HttpResponse>> {
            if (++asked < fails_at) return std::nullopt;
            return runtime::fail(runtime::ErrorKind::unreachable, "cut off");
        };
        for (fails_at = 1; fails_at < 40; ++fails_at) {
            asked = 0;
            EXPECT_EQ(round().gone, 0U);
            clock.advance(2min);
        }
        instagram.instead = nullptr;
        round();
        ASSERT_EQ(difference(), "");
    }
}

}  // namespace
}  // namespace tests
