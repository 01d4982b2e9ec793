#include "config/settings.hpp"

#include "config/settings_keys.hpp"
#include "configuration_files.hpp"

#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::HasSubstr;
using testing::Not;

/// The problems of loading, printed; empty when there were none.
std::string problems_of(const std::string& file, const std::vector<std::string>& overrides = {}) {
    const auto loaded = config::load_settings(file, overrides);
    return loaded ? "" : printed(loaded.error());
}

TEST(Settings, TakeTheirDefaultsWhereTheFileIsSilent) {
    const ConfigurationFiles files;
    const auto loaded = config::load_settings(files.settings());
    ASSERT_TRUE(loaded) << printed(loaded.error());
    EXPECT_EQ(loaded->web.port, 8080);
    EXPECT_EQ(loaded->collect.poll_evening, std::chrono::minutes{10});
    EXPECT_EQ(loaded->school.timezone, "Europe/London");
    EXPECT_TRUE(loaded->web.secure_cookies);
}

TEST(Settings, PathsStartAtTheSettingsFile) {
    const ConfigurationFiles files;
    const auto loaded = config::load_settings(files.settings());
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->school.people_file, files.path("people.toml"));
    EXPECT_EQ(loaded->data.directory, files.path("data"));
    EXPECT_EQ(loaded->log_file, "");
}

TEST(Settings, EveryKindOfValueIsRead) {
    const ConfigurationFiles files;
    const auto loaded =
        config::load_settings(files.settings("[web]\nport = 0\nsecure_cookies = false\n"
                                             "[collect]\npoll_night = \"1h30m\"\nwatch_posts = \"30d\"\n"
                                             "silent_after_polls = 5\n"
                                             "[models]\ncpu_threads = 4\n"
                                             "[redis]\nwaiting_max = 99\n"
                                             "[log]\nlevel = \"warning\"\n"));
    ASSERT_TRUE(loaded) << printed(loaded.error());
    EXPECT_EQ(loaded->web.port, 0);
    EXPECT_FALSE(loaded->web.secure_cookies);
    EXPECT_EQ(loaded->collect.poll_night, std::chrono::minutes{90});
    EXPECT_EQ(loaded->collect.watch_posts, std::chrono::hours{720});
    EXPECT_EQ(loaded->collect.silent_after_polls, 5);
    EXPECT_EQ(loaded->models.cpu_threads, 4U);
    EXPECT_EQ(loaded->redis.waiting_max, 99U);
    EXPECT_EQ(loaded->log_level, runtime::LogLevel::warning);
}

TEST(Settings, AllProblemsComeTogetherWithTheirLines) {
    const ConfigurationFiles files;
    const auto file = files.settings(
        "[web]\nprot = 8080\nport = 70000\nsecure_cookies = \"no\"\n"
        "[collect]\npoll_night = 5\npoll_evening = \"soon\"\n");
    EXPECT_EQ(problems_of(file),
              "settings.toml:9: unknown key `web.prot` - did you mean `web.port`?\n"
              "settings.toml:10: `web.port` is out of range - give an integer from 0 to 65535\n"
              "settings.toml:11: `web.secure_cookies` must be true or false, found a string\n"
              "settings.toml:13: `collect.poll_night` must be a duration from \"1s\" to \"1d\", found an integer\n"
              "settings.toml:14: `collect.poll_evening` is not a duration - write \"30s\", \"5m\" or \"4h\"\n");
}

TEST(Settings, UnknownKeysAndGroupsGetASuggestionWhenOneIsClose) {
    const ConfigurationFiles files;
    EXPECT_THAT(problems_of(files.settings("[wbe]\nport = 1\n")), HasSubstr("unknown key `wbe` - did you mean `web`?"));
    EXPECT_THAT(problems_of(files.settings("[mail]\nhots = \"a\"\n")), HasSubstr("did you mean `mail.host`?"));
    const auto far = problems_of(files.settings("[kitchen]\nmenu = \"pasta\"\n"));
    EXPECT_THAT(far, HasSubstr("unknown key `kitchen`"));
    EXPECT_THAT(far, Not(HasSubstr("did you mean")));
}

TEST(Settings, MissingRequiredKeysAreAllNamed) {
    const ConfigurationFiles files;
    const auto problems = problems_of(files.write("settings.toml", "[web]\nport = 1\n"));
    for (const auto* key : {"school.id", "school.name", "school.people_file", "school.calendar_file", "data.directory"})
        EXPECT_THAT(problems, HasSubstr("`" + std::string{key} + "` is missing"));
}

TEST(Settings, AFileThatIsNotTomlIsAProblemWithItsLine) {
    const ConfigurationFiles files;
    EXPECT_THAT(problems_of(files.write("settings.toml", "[school]\nid = \"a\nb\"\n")),
                HasSubstr("settings.toml:2: is not TOML here"));
    EXPECT_THAT(problems_of(files.write("settings.toml", "[school]\nid = 'caf\xe9'\n")), HasSubstr("is not TOML here"));
    EXPECT_THAT(problems_of(files.path("nowhere.toml")), HasSubstr("there is no such file"));
    EXPECT_THAT(problems_of(files.write("settings.toml", std::string(1024 * 1024 + 1, '#'))),
                HasSubstr("larger than 1 MiB"));
}

TEST(Settings, TheSchoolsIdHasItsAlphabet) {
    const ConfigurationFiles files;
    for (const auto* bad : {"Bramblecote", "a b", "", "a_b", "{a}", "01234567890123456789012345678901234567890"})
        EXPECT_THAT(problems_of(files.settings(), {"school.id=\"" + std::string{bad} + "\""}), HasSubstr("`school.id`"))
            << bad;
    EXPECT_EQ(problems_of(files.settings(), {"school.id=st-brides-2"}), "");
}

TEST(Settings, PublicAddressesEndWithoutASlash) {
    const ConfigurationFiles files;
    const auto settings = config::load_settings(files.settings(), {"web.public_url=https://gate.example.sch.uk/",
                                                                   "hooks.public_url=https://gate.example.sch.uk/"});
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->web.public_url, "https://gate.example.sch.uk");
    EXPECT_EQ(settings->hooks.public_url, "https://gate.example.sch.uk");
}

TEST(Settings, ValuesWithAMeaningAreChecked) {
    const ConfigurationFiles files;
    const std::vector<std::string> bad{"web.public_url=ftp://a",
                                       "web.public_url=https://a/b",
                                       "web.public_url=https://a?b=c",
                                       "web.public_url=a",
                                       "web.address=localhost",
                                       "web.public_url=https://u:p@a",
                                       "facebook.base_url=",
                                       "facebook.version=26",
                                       "x.base_url=api.x.com",
                                       "mail.from=Mrs Quill",
                                       "mail.from=a@b\\nBcc: c@d",
                                       "mail.host=http://a",
                                       "export.time=24:00",
                                       "school.timezone=London/",
                                       "outgoing.proxy=https://a",
                                       "log.level=loud",
                                       "collect.watch_posts=90m",
                                       "collect.poll_night=0s",
                                       "outgoing.ca_file=none.pem",
                                       "web.port=eighty",
                                       "web.port=1.5"};
    for (const auto& each : bad) {
        const auto key = each.substr(0, each.find('='));
        EXPECT_THAT(problems_of(files.settings(), {each}), HasSubstr("--set: `" + key + "`")) << each;
    }
}

TEST(Settings, OverridesWinAndQuotesMayBeLeftOut) {
    const ConfigurationFiles files;
    const auto file = files.settings("[web]\nport = 1\n");
    const auto loaded =
        config::load_settings(file, {"web.port=0", "web.address=\"::1\"", "school.name=Bramblecote Infants",
                                     "collect.poll_night=30s", "web.secure_cookies=false", "data.directory=elsewhere"});
    ASSERT_TRUE(loaded) << printed(loaded.error());
    EXPECT_EQ(loaded->web.port, 0);
    EXPECT_EQ(loaded->web.address, "::1");
    EXPECT_EQ(loaded->school.name, "Bramblecote Infants");
    EXPECT_EQ(loaded->collect.poll_night, std::chrono::seconds{30});
    EXPECT_EQ(loaded->data.directory, files.path("elsewhere"));
}

TEST(Settings, AnOverrideSuppliesARequiredKey) {
    const ConfigurationFiles files;
    const auto file =
        files.write("settings.toml", "[school]\nid = \"a\"\npeople_file = \"p\"\ncalendar_file = \"c\"\n");
    EXPECT_EQ(problems_of(file, {"school.name=Bramblecote", "data.directory=d"}), "");
}

TEST(Settings, WrongOverridesNameTheCommandLine) {
    const ConfigurationFiles files;
    const auto problems = problems_of(files.settings(), {"web.prot=1", "nonsense", "=1", "web.port=99999",
                                                         "web.port=1\nmail.port=2", "web.secure_cookies=perhaps"});
    EXPECT_THAT(problems, HasSubstr("--set: unknown key `web.prot` - did you mean `web.port`?"));
    EXPECT_THAT(problems, HasSubstr("--set: an override must look like web.port=8080"));
    EXPECT_THAT(problems, HasSubstr("--set: `web.port` is out of range"));
    EXPECT_THAT(problems, HasSubstr("--set: `web.port` is not an integer"));
    EXPECT_THAT(problems, HasSubstr("--set: `web.secure_cookies` is not true or false"));
}

TEST(Settings, ASecretIsTheOneLineOfItsFile) {
    const ConfigurationFiles files;
    files.write("secret", "s3cret line\n");
    const auto loaded = config::load_settings(files.settings("[facebook]\napp_secret_file = \"secret\"\n"));
    ASSERT_TRUE(loaded) << printed(loaded.error());
    EXPECT_EQ(loaded->facebook.app_secret, "s3cret line");
}

TEST(Settings, ASecretThatOthersCanReadIsRefusedAndNeverPrinted) {
    const ConfigurationFiles files;
    const auto secret = files.write("secret", "s3cret\n");
    const auto file = files.settings("[mail]\npassword_file = \"secret\"\n");
    using fs_perms = std::filesystem::perms;
    for (const auto bit : {fs_perms::group_read, fs_perms::others_read, fs_perms::group_write, fs_perms::others_exec}) {
        std::filesystem::permissions(secret, fs_perms::owner_read | bit);
        const auto problems = problems_of(file);
        EXPECT_THAT(problems, HasSubstr("`mail.password_file`: others can read the secret file"));
        EXPECT_THAT(problems, Not(HasSubstr("s3cret")));
    }
}

TEST(Settings, ASecretFileMustHoldOneLine) {
    const ConfigurationFiles files;
    const auto file = files.settings("[mail]\npassword_file = \"secret\"\n");
    EXPECT_THAT(problems_of(file), HasSubstr("missing or cannot be opened"));
    for (const auto* bad : {"s3cret\ntwo\n", "tab\there", "\n", ""}) {
        files.write("secret", bad);
        const auto problems = problems_of(file);
        EXPECT_THAT(problems, HasSubstr("`mail.password_file`"));
        EXPECT_THAT(problems, Not(HasSubstr("s3cret")));
    }
    files.write("secret", std::string(5000, 'x'));
    EXPECT_THAT(problems_of(file), HasSubstr("larger than 4 KiB"));
    std::filesystem::remove(files.path("secret"));
    std::filesystem::create_directory(files.path("secret"));
    EXPECT_THAT(problems_of(file), HasSubstr("not a regular file"));
}

TEST(Settings, EveryKeyIsDeclaredOnceWithHelp) {
    std::set<std::string_view> seen;
    for (const auto& key : config::settings_keys()) {
        EXPECT_TRUE(seen.insert(key.path).second) << key.path;
        EXPECT_FALSE(key.help.empty()) << key.path;
        const bool ranged = key.kind == config::Kind::number || key.kind == config::Kind::duration;
        EXPECT_EQ(ranged, key.highest > key.lowest) << key.path;
        EXPECT_EQ(key.path.ends_with("_file") && key.kind == config::Kind::text, false) << key.path;
    }
}

TEST(Settings, EveryDefaultIsWithinItsOwnRange) {
    const ConfigurationFiles files;
    config::Settings defaults;
    for (const auto& key : config::settings_keys()) {
        const auto slot = key.slot(defaults);
        if (const auto* const* length = std::get_if<std::chrono::milliseconds*>(&slot)) {
            EXPECT_GE((*length)->count(), key.lowest) << key.path;
            EXPECT_LE((*length)->count(), key.highest) << key.path;
        }
        const auto* const* text = std::get_if<std::string*>(&slot);
        if (text && key.check && !key.required) {
            EXPECT_EQ(key.check(**text), "") << key.path;
        }
    }
}

TEST(Settings, TheReferenceNamesEveryKeyWithItsDefault) {
    const auto page = config::settings_reference();
    for (const auto& key : config::settings_keys()) EXPECT_THAT(page, HasSubstr("| `" + std::string{key.path} + "` |"));
    EXPECT_THAT(page, HasSubstr("| `web.port` | integer, 0 to 65535 |  | `8080` |"));
    EXPECT_THAT(page, HasSubstr("| `collect.poll_night` | duration | ms, s, m, h, d | `\"15m\"` |"));
    EXPECT_THAT(page, HasSubstr("| `school.id` | string |  | required |"));
}

}  // namespace
