// Ready-made texts: the shipped ones are in order, and whatever is wrong with a school's own is said with its line.

#include "config/policy/post_templates.hpp"

#include "config/data_dir.hpp"
#include "configuration_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::HasSubstr;

constexpr const char* kSnow =
    "[[template]]\nid = \"snow\"\nname = \"Snow\"\nkind = \"closure\"\ntext = \"Closed on [date].\"\n";

std::string problems_of(std::string_view text) {
    const ConfigurationFiles files;
    const auto loaded = config::load_post_templates(files.write("templates.toml", text));
    return loaded ? "" : printed(loaded.error());
}

std::string with(const std::string& key, const std::string& value) {
    std::string text{kSnow};
    const auto begin = text.find("\n" + key + " = ") + 1;
    return text.replace(begin, text.find('\n', begin) - begin, key + " = " + value);
}

TEST(PostTemplates, TheShippedOnesAreInOrder) {
    const auto shipped = config::load_post_templates(config::data_file("templates.toml"));
    ASSERT_TRUE(shipped) << printed(shipped.error());
    EXPECT_GE(shipped->size(), 4U);
    for (const auto& each : *shipped) {
        EXPECT_THAT(each.text, HasSubstr("[")) << each.id << " has something to fill in";
        if (each.kind == "closure" || each.kind == "information") {
            EXPECT_FALSE(each.also.empty()) << each.id;
        }
    }
}

TEST(PostTemplates, ASchoolMayHaveItsOwnOrNone) {
    const ConfigurationFiles files;
    const auto own = config::load_post_templates(files.write("templates.toml", kSnow));
    ASSERT_TRUE(own);
    ASSERT_EQ(own->size(), 1U);
    EXPECT_EQ(own->at(0).text, "Closed on [date].");
    EXPECT_EQ(problems_of(""), "");
}

TEST(PostTemplates, WhatIsWrongIsSaidWithItsLine) {
    EXPECT_THAT(problems_of(with("id", "\"Snow Day\"")), HasSubstr("templates.toml:2: template: `id` must be lower"));
    EXPECT_THAT(problems_of(with("id", "\"" + std::string(41, 'a') + "\"")), HasSubstr(":2: template: `id`"));
    EXPECT_THAT(problems_of(with("name", "\"two\\nlines\"")), HasSubstr(":3: template: `name` must be one line"));
    EXPECT_THAT(problems_of(with("kind", "\"gossip\"")), HasSubstr(":4: template: `kind` must be information"));
    EXPECT_THAT(problems_of(with("text", "\"\"")), HasSubstr(":5: template: `text` is empty"));
    EXPECT_THAT(problems_of(with("text", "\"a\\u0007b\"")), HasSubstr(":5: template: `text` must be lines of words"));
    EXPECT_THAT(problems_of(with("text", "\"" + std::string(2001, 'a') + "\"")), HasSubstr(":5: template: `text`"));
    EXPECT_THAT(problems_of(with("text", "7")), HasSubstr("`text` must be a string"));
    EXPECT_THAT(problems_of(kSnow + std::string{"als = \"\"\n"}), HasSubstr(":6: template: unknown key `als`"));
    EXPECT_THAT(problems_of(kSnow + std::string{kSnow}), HasSubstr(":7: template: another template has this `id`"));
    EXPECT_THAT(problems_of("template = \"snow\"\n"), HasSubstr("must be a list of tables"));
    EXPECT_THAT(problems_of("[[template]\n"), HasSubstr("templates.toml:1: is not TOML here"));
}

TEST(PostTemplates, ThereAreNoMoreThanAPageCanOffer) {
    std::string many;
    for (int i = 0; i < 51; ++i) many += with("id", "\"t" + std::to_string(i) + "\"");
    EXPECT_THAT(problems_of(many), HasSubstr("there are more than 50 templates"));
}

}  // namespace
