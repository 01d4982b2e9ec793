#include "config/did_you_mean.hpp"
#include "config/duration.hpp"
#include "config/policy/words.hpp"
#include "config/settings_checks.hpp"

#include <gtest/gtest.h>

namespace {

using std::chrono::milliseconds;

TEST(Durations, AreWholeNumbersWithUnits) {
    EXPECT_EQ(config::duration_from("1500ms"), milliseconds{1500});
    EXPECT_EQ(config::duration_from("30s"), milliseconds{30'000});
    EXPECT_EQ(config::duration_from("5m"), milliseconds{300'000});
    EXPECT_EQ(config::duration_from("1h30m"), milliseconds{5'400'000});
    EXPECT_EQ(config::duration_from("60d"), milliseconds{5'184'000'000});
    EXPECT_EQ(config::duration_from("0s"), milliseconds{0});
}

TEST(Durations, RefuseEverythingElse) {
    for (const auto* bad : {"", "5", "m", "5 m", "-5m", "1.5h", "5min", "30m1h", "5m5m", "1e3s", "999999999999d",
                            "99999999999999999999s", "40000d", "5M"})
        EXPECT_FALSE(config::duration_from(bad)) << bad;
}

TEST(Durations, AreWrittenAsTheyAreRead) {
    for (const auto* text : {"1ms", "30s", "5m", "1h30m", "60d", "1d1h1m1s1ms"})
        EXPECT_EQ(config::to_string(*config::duration_from(text)), text);
    EXPECT_EQ(config::to_string(milliseconds{0}), "0s");
}

TEST(Suggestions, NameTheClosestAndNothingFarAway) {
    const std::vector<std::string_view> keys{"web.port", "web.address", "mail.port"};
    EXPECT_EQ(config::did_you_mean("web.prot", keys), "did you mean `web.port`?");
    EXPECT_EQ(config::did_you_mean("web.adress", keys), "did you mean `web.address`?");
    EXPECT_EQ(config::did_you_mean("mial.port", keys), "did you mean `mail.port`?");
    EXPECT_EQ(config::did_you_mean("kitchen", keys), "");
    EXPECT_EQ(config::did_you_mean("ab", {"xy"}), "");
    EXPECT_EQ(config::did_you_mean(std::string(10'000, 'x'), keys), "");
}

TEST(Words, CompareWithoutCaseAccentsAndInvisibleCharacters) {
    using Words = std::vector<std::string>;
    EXPECT_EQ(config::words_of("Mrs QUILL's"), (Words{"mrs", "quill", "s"}));
    EXPECT_EQ(config::words_of("O\xE2\x80\x99Hara-\xC3\x81vila"), (Words{"o", "hara", "avila"}));
    EXPECT_EQ(config::words_of("Qu\xE2\x80\x8Bill \xEF\xBC\xB1\xEF\xBD\x95ill"), (Words{"quill", "quill"}));
    EXPECT_EQ(config::words_of("Bronte\xCC\x88 123"), (Words{"bronte", "123"}));
    EXPECT_EQ(config::words_of(""), Words{});
    EXPECT_EQ(config::words_of("\xF0\x9F\x98\xA1!?"), Words{});
    EXPECT_EQ(config::words_of("a\xFF\xFE"
                               "b"),
              (Words{"a", "b"}));
}

TEST(Addresses, OfThisMachineAreKnown) {
    for (const auto* local : {"127.0.0.1", "127.9.9.9", "::1"}) EXPECT_TRUE(config::is_loopback(local)) << local;
    for (const auto* other : {"0.0.0.0", "::", "192.0.2.1", "128.0.0.1", "localhost", ""})
        EXPECT_FALSE(config::is_loopback(other)) << other;
}

TEST(Addresses, OfEMailHoldNothingThatEndsALine) {
    for (const auto* good : {"quill@bramblecote.example", "a.b+c@x-y.example"})
        EXPECT_EQ(config::check_email(good), "");
    for (const auto* bad :
         {"quill", "@a", "a@", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "a@.b", "a@b..c", "<a@b>", "a@b.", "a@b,c@d"})
        EXPECT_NE(config::check_email(bad), "") << bad;
    EXPECT_NE(config::check_email(std::string(250, 'a') + "@b.example"), "");
}

}  // namespace
