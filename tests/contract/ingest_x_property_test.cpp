// Whatever people do at X while it is being read, once they stop one more round brings what is recorded to what is
// there.

#include "tests/contract/ingest_x_fixture.hpp"

#include <random>

namespace tests {
namespace {

class XCollectorPropertyTest : public XCollectorTest {
  protected:
    std::size_t below(std::size_t limit) { return random() % limit; }

    std::string some(bool own) {
        std::vector<std::string> ids;
        for (const auto& [id, one] : x.posts)
            if ((one.author == MemoryX::kAccount && one.conversation.empty()) == own) ids.push_back(id);
        return ids.empty() ? std::string{} : ids[below(ids.size())];
    }

    /// One thing that somebody does at X.
    void happen() {
        const auto own = some(true);
        const auto other = some(false);
        const auto text = "text " + std::to_string(++things) + (below(2) == 0 ? " @ashgroveprimary" : "");
        const auto what = below(20);
        clock.advance(1s);
        if (own.empty() || what == 0)
            post(1s);
        else if (what < 10)
            x.add("160", text, own, other.empty() || x.posts.at(other).conversation != own ? own : other);
        else if (what < 12)
            x.add("161", "@ashgroveprimary " + text);
        else if (what < 13)
            x.add(MemoryX::kAccount, text, own, own);
        else if (what < 16 && !other.empty())
            x.posts.erase(other);
        else if (what < 19 && !other.empty())
            x.edit(other, x.posts.at(other).versions.back().text + ".");
        else if (what == 19 && inbox.items.contains(own))
            x.posts.erase(own);  // what nobody ever saw of a conversation cannot be found without its first post
    }

    void start(unsigned seed) {
        random.seed(seed);
        x.posts.clear();
        inbox.items.clear();
        inbox.cursors_by_channel.clear();
        x.page_size_max = 1 + below(6);
        x.repeats_last = x.page_size_max > 1 && below(2) == 0;
        x.serves_old_versions = below(2) == 0;
        x.new_words = below(3) == 0;
        for (int i = 0; i < 3; ++i) post();
    }

    /// What is recorded and not there ("+"), or there and not recorded ("-"), with its conversation.
    std::string difference() const {
        std::string found;
        const auto here = recorded();
        const auto there = truth();
        for (const auto& [id, text] : here)
            if (!there.contains(id) || there.at(id) != text) found += "+" + id + " ";
        for (const auto& [id, text] : there)
            if (!here.contains(id)) found += "-" + id + " in " + x.posts.at(id).conversation + " ";
        return found;
    }

    std::mt19937 random;
    int things{0};
};

TEST_F(XCollectorPropertyTest, ReachesTheTruthOneRoundAfterTheTrafficStops) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        start(seed);
        x.before = [&](const MemoryX::Seen&) {
            for (auto times = below(3); times > 0; --times) happen();
        };
        for (int i = 0; i < 3; ++i) round();
        x.before = nullptr;
        round();
        ASSERT_EQ(difference(), "");
    }
}

TEST_F(XCollectorPropertyTest, LosesNothingWhenEveryRoundIsCutShort) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        start(seed);
        std::size_t fails_at = 0;
        std::size_t asked = 0;
        x.instead = [&](const MemoryX::Seen&) -> std::optional<runtime::Result<runtime::HttpResponse>> {
            if (++asked < fails_at) return std::nullopt;
            return runtime::fail(runtime::ErrorKind::unreachable, "cut off");
        };
        for (fails_at = 1; fails_at < 40; ++fails_at) {
            for (int i = 0; i < 2; ++i) happen();
            asked = 0;
            round();
        }
        x.instead = nullptr;
        clock.advance(25h);  // what was found alive again and again is asked for once a day
        round();
        ASSERT_EQ(difference(), "");
    }
}

}  // namespace
}  // namespace tests
