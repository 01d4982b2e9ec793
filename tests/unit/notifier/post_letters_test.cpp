// Second colleagues hear at once that there is a post to read, in numbers, and only of what they did not write.

#include "notifier/post_letters.hpp"

#include "tests/support/task_runner.hpp"
#include "tests/unit/notifier/fake_schedule.hpp"
#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <gmock/gmock.h>

using namespace std::chrono_literals;

namespace tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class MemoryPosts final : public notifier::PostsToRead {
  public:
    runtime::Task<runtime::Result<std::vector<notifier::PostToRead>>> posts_to_read() override {
        if (down) co_return no_answer();
        co_return posts;
    }
    std::vector<notifier::PostToRead> posts;
    bool down{false};
};

config::People colleagues() {
    using config::Role;
    return config::People{{person("finch", {Role::comms_author}), person("hale", {Role::comms_approver}),
                           person("rook", {Role::comms_approver}), person("quill", {Role::headteacher}),
                           person("marsh", {Role::dsl})}};
}

class PostLettersTest : public testing::Test {
  protected:
    void handed_in(std::vector<std::string> authors, std::optional<runtime::Time> publish_at = {}) {
        clock.advance(1min);
        posts.posts.push_back({std::move(authors), clock.now(), publish_at});
    }
    std::size_t step() {
        const auto sent = runner.run(letters.step());
        EXPECT_TRUE(sent);
        return sent.value_or(99);
    }

    FakeClock clock;  // Friday 9:15
    MemorySchedule schedule;
    MemoryPosts posts;
    MemoryCourier courier;
    config::People people = colleagues();
    config::Calendar calendar = school_calendar();
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    notifier::PostLetters letters{schedule, posts, courier, people, calendar, "https://gate.example",
                                  clock,    log,   metrics};
    TaskRunner runner;
};

TEST_F(PostLettersTest, WhoMayAgreeIsToldAtOnceAndOnce) {
    EXPECT_EQ(step(), 0u);
    handed_in({"finch"});
    EXPECT_EQ(step(), 3u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("hale", "rook", "quill"));
    const auto& letter = courier.accepted[0];
    EXPECT_EQ(letter.subject, "Gatehouse: 1 post to read");
    EXPECT_THAT(letter.body, HasSubstr("1 post waits for a second colleague to agree."));
    EXPECT_THAT(letter.body, HasSubstr("https://gate.example/posts\n"));
    EXPECT_THAT(letter.body, Not(HasSubstr("planned")));
    clock.advance(24h);
    EXPECT_EQ(step(), 0u);
}

TEST_F(PostLettersTest, SaysForWhenTheFirstIsPlannedInLocalTime) {
    handed_in({"finch"}, clock.now() + 24h * 200);
    handed_in({"finch"}, clock.now() + 5h);
    handed_in({"finch"}, clock.now() + 24h * 3);
    EXPECT_EQ(step(), 3u);
    EXPECT_THAT(courier.accepted[0].body, HasSubstr("3 posts wait"));
    EXPECT_THAT(courier.accepted[0].body, HasSubstr("The first is planned for 2026-11-20 14:16."));
}

TEST_F(PostLettersTest, NobodyIsToldOfWhatTheyWroteOrChanged) {
    handed_in({"hale", "finch"});
    EXPECT_EQ(step(), 2u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("rook", "quill"));
    handed_in({"finch"});
    step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("rook", "quill", "hale", "rook", "quill"));
    EXPECT_EQ(courier.accepted[2].subject, "Gatehouse: 1 post to read") << "not the one that hale wrote";
    EXPECT_EQ(courier.accepted[3].subject, "Gatehouse: 2 posts to read");
}

TEST_F(PostLettersTest, WhoHasTheLetterDoesNotGetItAgainWhenTheServerWasAway) {
    courier.answers["rook@bramblecote.example"] = runtime::ErrorKind::unreachable;
    handed_in({"finch"});
    EXPECT_FALSE(runner.run(letters.step()));
    EXPECT_EQ(step(), 0u) << "not at once";
    courier.answers.clear();
    clock.advance(10min);
    EXPECT_EQ(step(), 2u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("hale", "rook", "quill"));
}

TEST_F(PostLettersTest, WhatIsHandedInWhileTheServerIsAwayIsToldToEverybody) {
    courier.answers["rook@bramblecote.example"] = runtime::ErrorKind::unreachable;
    handed_in({"finch"});
    EXPECT_FALSE(runner.run(letters.step()));
    handed_in({"finch"});
    courier.answers.clear();
    clock.advance(10min);
    EXPECT_EQ(step(), 3u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("hale", "hale", "rook", "quill"));
}

TEST_F(PostLettersTest, AnAddressThatNeverWorksKeepsNobodyElseFromTheirs) {
    courier.answers["hale@bramblecote.example"] = runtime::ErrorKind::rejected;
    handed_in({"finch"});
    EXPECT_EQ(step(), 2u);
}

TEST_F(PostLettersTest, NothingIsLostWhileTheStoreIsAway) {
    handed_in({"finch"});
    posts.down = true;
    EXPECT_FALSE(runner.run(letters.step()));
    posts.down = false;
    schedule.down = true;
    EXPECT_FALSE(runner.run(letters.step()));
    EXPECT_THAT(courier.tried, IsEmpty());
    schedule.down = false;
    EXPECT_EQ(step(), 3u);
}

}  // namespace
}  // namespace tests
