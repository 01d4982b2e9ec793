// What opening a school's data promises: a Redis that was emptied or replaced is noticed, and left as it is.

#include "moderation/school_data.hpp"

#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace tests {
namespace {

class SchoolDataTest : public testing::Test {
  protected:
    SchoolDataTest() {
        settings.school.id = "bramblecote";
        settings.data.directory = directory / "data";
        settings.redis = redis.address();
    }

    /// One start of Gatehouse: what it was refused with, or nothing.
    std::string start() {
        moderation::SchoolData data{runner.executor(), settings, quiet_log()};
        const auto started = runner.run(data.start(runtime::from_ms(1'795'000'000'000)));
        if (started) return {};
        kind = started.error().kind;
        return started.error().message;
    }
    std::string keys() {
        const auto connection = redis.connect(runner.executor());
        const auto size = runner.run(connection->command({"DBSIZE"}));
        return std::to_string(size->number);
    }
    std::string epoch_file() const { return directory / "data/epoch"; }

    TemporaryDirectory directory;
    RedisFixture redis;
    config::Settings settings;
    runtime::ErrorKind kind{};
    TaskRunner runner;
};

TEST_F(SchoolDataTest, AFreshInstallationStartsAndStartsAgain) {
    EXPECT_EQ(start(), "");
    EXPECT_TRUE(std::filesystem::exists(epoch_file()));
    EXPECT_EQ(start(), "");
}

TEST_F(SchoolDataTest, AnInstallationFromBeforeTheNoteStartsAndIsNoted) {
    EXPECT_EQ(start(), "");
    std::filesystem::remove(epoch_file());
    EXPECT_EQ(start(), "");
    EXPECT_TRUE(std::filesystem::exists(epoch_file()));
}

TEST_F(SchoolDataTest, AnEmptiedRedisIsNoticedAndStaysEmpty) {
    EXPECT_EQ(start(), "");
    redis.flush();
    for (int tries = 0; tries < 2; ++tries) {
        const auto refusal = start();
        EXPECT_EQ(kind, runtime::ErrorKind::conflict);
        EXPECT_NE(refusal.find("no data of this school"), std::string::npos) << refusal;
        EXPECT_NE(refusal.find("restore Redis from the backup"), std::string::npos) << refusal;
        EXPECT_NE(refusal.find(epoch_file()), std::string::npos) << refusal;
        EXPECT_EQ(keys(), "0");
    }
}

TEST_F(SchoolDataTest, AnotherRedisIsNoticedAndWhoMeansItMayBeginAnew) {
    EXPECT_EQ(start(), "");
    redis.flush();
    settings.data.directory = directory / "another";
    EXPECT_EQ(start(), "");  // another installation begins on the same Redis
    settings.data.directory = directory / "data";
    EXPECT_NE(start().find("another installation"), std::string::npos);

    std::filesystem::remove(epoch_file());
    EXPECT_EQ(start(), "");
}

TEST_F(SchoolDataTest, ANoteThatHoldsNothingIsNotTakenForAFreshInstallation) {
    EXPECT_EQ(start(), "");
    std::ofstream{epoch_file(), std::ios::trunc}.flush();
    EXPECT_NE(start().find("restore it from the backup"), std::string::npos);
}

}  // namespace
}  // namespace tests
