// Who wrote a post hears once that it was sent back, without a word of it. All names are invented.

#include "notifier/return_letters.hpp"

#include "tests/support/task_runner.hpp"
#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <gmock/gmock.h>

using namespace std::chrono_literals;

namespace tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class MemoryReturns final : public notifier::PostsSentBack {
  public:
    runtime::Task<runtime::Result<std::vector<notifier::PostSentBack>>> posts_sent_back() override {
        if (down) co_return no_answer();
        co_return posts;
    }
    runtime::Task<runtime::Result<void>> told(notifier::PostSentBack post) override {
        if (forgetful) co_return no_answer();
        std::erase_if(posts, [&](const auto& each) { return each.post == post.post; });
        co_return runtime::Result<void>{};
    }
    std::vector<notifier::PostSentBack> posts;
    bool down{false};
    bool forgetful{false};
};

config::People colleagues() {
    using config::Role;
    auto left = person("heron", {Role::comms_author});
    left.roles[0].until = runtime::Time{};
    return config::People{{person("finch", {Role::comms_author}), person("hale", {Role::comms_approver}),
                           person("rook", {Role::comms_approver}), left}};
}

class ReturnLettersTest : public testing::Test {
  protected:
    void sent_back(std::vector<std::string> authors, std::string post = "p1") {
        posts.posts.push_back({std::move(post), std::move(authors), "rook", clock.now()});
    }
    std::size_t step() {
        const auto sent = runner.run(letters.step());
        EXPECT_TRUE(sent);
        return sent.value_or(99);
    }

    FakeClock clock;
    MemoryReturns posts;
    MemoryCourier courier;
    config::People people = colleagues();
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    notifier::ReturnLetters letters{posts, courier, people, "https://gate.example", clock, log, metrics};
    TaskRunner runner;
};

TEST_F(ReturnLettersTest, WhoWroteOrChangedItIsToldOnce) {
    EXPECT_EQ(step(), 0u);
    sent_back({"finch", "hale"});
    EXPECT_EQ(step(), 2u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("finch", "hale"));
    const auto& letter = courier.accepted[0];
    EXPECT_EQ(letter.subject, "Gatehouse: a post was sent back");
    EXPECT_EQ(letter.body,
              "A colleague sent back a post that you wrote or changed.\n"
              "Sign in to read what should be different, and to change it:\n\n"
              "https://gate.example/posts/p1\n\n"
              "Please do not answer this message: nobody reads the answers.\n");
    clock.advance(24h);
    EXPECT_EQ(step(), 0u);
}

TEST_F(ReturnLettersTest, NotWhoSentItBackNorWhoHasLeft) {
    sent_back({"rook", "heron", "nobody", "finch"});
    EXPECT_EQ(step(), 1u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("finch"));
    EXPECT_THAT(posts.posts, IsEmpty());
}

TEST_F(ReturnLettersTest, WhoHasTheLetterDoesNotGetItAgainWhenTheServerWasAway) {
    courier.answers["hale@bramblecote.example"] = runtime::ErrorKind::unreachable;
    sent_back({"finch", "hale"});
    EXPECT_FALSE(runner.run(letters.step()));
    EXPECT_EQ(step(), 0u) << "not at once";
    courier.answers.clear();
    clock.advance(10min);
    EXPECT_EQ(step(), 1u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("finch", "hale"));
}

TEST_F(ReturnLettersTest, AnAddressThatNeverWorksKeepsNobodyElseFromTheirs) {
    courier.answers["finch@bramblecote.example"] = runtime::ErrorKind::rejected;
    sent_back({"finch", "hale"});
    EXPECT_EQ(step(), 1u);
    EXPECT_EQ(step(), 0u);
}

TEST_F(ReturnLettersTest, TheSameLetterHasTheSameIdAndTheNextReturnAnother) {
    sent_back({"finch"});
    posts.forgetful = true;  // as a crash before it was noted
    EXPECT_FALSE(runner.run(letters.step()));
    posts.forgetful = false;
    notifier::ReturnLetters restarted{posts, courier, people, "https://gate.example", clock, log, metrics};
    ASSERT_TRUE(runner.run(restarted.step()));
    clock.advance(1min);
    sent_back({"finch"});
    EXPECT_EQ(step(), 1u);
    ASSERT_EQ(courier.accepted.size(), 3u);
    EXPECT_EQ(courier.accepted[0].id, courier.accepted[1].id);
    EXPECT_NE(courier.accepted[1].id, courier.accepted[2].id);
}

TEST_F(ReturnLettersTest, NothingIsLostWhileTheStoreIsAway) {
    sent_back({"finch"});
    posts.down = true;
    EXPECT_FALSE(runner.run(letters.step()));
    EXPECT_THAT(courier.tried, IsEmpty());
    posts.down = false;
    EXPECT_EQ(step(), 1u);
}

}  // namespace
}  // namespace tests
