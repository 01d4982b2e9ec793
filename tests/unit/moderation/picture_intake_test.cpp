// A picture is opened by another program, and what becomes of that program is never the end of this one.

#include "moderation/picture_intake.hpp"

#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace tests {
namespace {

using models::image::Search;
using runtime::ErrorKind;

std::string file(const std::string& name) {
    std::ifstream stream{std::string{PICTURES_DIRECTORY} + "/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

TEST(PictureIntake, FindsWhatCanBeReadAndWhoCanBeSeen) {
    TaskRunner runner;
    moderation::PictureIntake intake{PICTURES_PROGRAM, Search::text, quiet_log()};
    const auto certificate = runner.run(intake.take(file("certificate.jpg")));
    ASSERT_TRUE(certificate) << certificate.error().message;
    EXPECT_NE(certificate->picture.found.text, "");
    const auto portrait = runner.run(intake.take(file("portrait.jpg")));
    ASSERT_TRUE(portrait) << portrait.error().message;
    EXPECT_GT(portrait->picture.found.people.value_or(0), 0u);
    EXPECT_FALSE(portrait->picture.found.said_where);
}

TEST(PictureIntake, AProgramThatDiesCostsOnePicture) {
    TaskRunner runner;
    moderation::PictureIntake intake{"/bin/false", Search::hashes, quiet_log()};
    for (int i = 0; i < 2; ++i) {
        const auto refused = runner.run(intake.take(file("portrait.jpg")));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
        EXPECT_EQ(refused.error().message.rfind("The picture cannot be opened: ", 0), 0u);
    }
}

TEST(PictureIntake, WithoutTheProgramNothingIsTaken) {
    TaskRunner runner;
    moderation::PictureIntake intake{"/nowhere/gatehouse-pictures", Search::hashes, quiet_log()};
    const auto refused = runner.run(intake.take(file("portrait.jpg")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_EQ(refused.error().message.rfind("Pictures cannot be opened just now.", 0), 0u);
}

}  // namespace
}  // namespace tests
