#include "config/command_line.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::HasSubstr;

struct Parsed {
    tl::expected<config::CommandLine, int> line;
    std::string said;  ///< on standard error
};

Parsed parsed(std::vector<const char*> words) {
    words.insert(words.begin(), "gatehouse");
    testing::internal::CaptureStderr();
    auto line = config::parse_command_line(static_cast<int>(words.size()), words.data());
    return {std::move(line), testing::internal::GetCapturedStderr()};
}

TEST(TheCommandLine, ServesInEveryRoleUnlessToldOtherwise) {
    const auto served = parsed({"serve", "--config", "settings.toml"});
    ASSERT_TRUE(served.line);
    for (const auto* role : {"collect", "work", "web", "notify"}) EXPECT_TRUE(served.line->has_role(role)) << role;
}

TEST(TheCommandLine, TakesSomeOfTheRoles) {
    const auto served = parsed({"serve", "--config", "settings.toml", "--role", "web,notify"});
    ASSERT_TRUE(served.line);
    EXPECT_TRUE(served.line->has_role("web"));
    EXPECT_TRUE(served.line->has_role("notify"));
    EXPECT_FALSE(served.line->has_role("collect"));
    EXPECT_FALSE(served.line->has_role("work"));
}

TEST(TheCommandLine, RefusesARoleThatDoesNotExistAndListsThoseThatDo) {
    for (const auto* roles : {"colect", "web,", "web,,work", "", "web, work", "Web", "web;work"}) {
        const auto served = parsed({"serve", "--config", "settings.toml", "--role", roles});
        ASSERT_FALSE(served.line) << roles;
        EXPECT_NE(served.line.error(), 0) << roles;
        EXPECT_THAT(served.said, HasSubstr("collect, work, web and notify")) << roles;
    }
}

TEST(TheCommandLine, KnowsTheDoctor) {
    const auto asked = parsed({"doctor", "--config", "settings.toml", "--set", "web.port=0"});
    ASSERT_TRUE(asked.line);
    EXPECT_EQ(asked.line->command, "doctor");
    EXPECT_THAT(asked.line->overrides, testing::ElementsAre("web.port=0"));
}

TEST(TheCommandLine, KnowsAnImportAndItsMapping) {
    const auto asked = parsed({"import", "pupils.csv", "--compare", "earlier.csv", "--column", "Nr=own_id", "--column",
                               "Web=website", "--tick-means", "newsletter"});
    ASSERT_TRUE(asked.line);
    EXPECT_EQ(asked.line->command, "import");
    EXPECT_EQ(asked.line->pupils_file, "pupils.csv");
    EXPECT_EQ(asked.line->earlier_file, "earlier.csv");
    EXPECT_THAT(asked.line->columns, testing::ElementsAre("Nr=own_id", "Web=website"));
    EXPECT_THAT(asked.line->lone_tick, testing::ElementsAre("newsletter"));
    EXPECT_FALSE(parsed({"import"}).line);
}

}  // namespace
