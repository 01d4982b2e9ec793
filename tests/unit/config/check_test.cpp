#include "config/check.hpp"

#include "config/data_dir.hpp"
#include "configuration_files.hpp"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kDemo = GATEHOUSE_SOURCE_DIR "/deploy/demo/settings.toml";

constexpr const char* kPeople = R"(
[[person]]
id = "quill"
name = "Mrs Quill"
email = "quill@bramblecote.example"
roles = ["headteacher"]
[[person]]
id = "marsh"
name = "Ms Marsh"
email = "marsh@bramblecote.example"
roles = ["dsl", "comms_approver"]
)";
constexpr const char* kCalendar = "[[term]]\nfirst = 2026-09-01\nlast = 2027-07-21\n";

runtime::Time a_day() {
    return utc("2026-11-20 09:15");
}

std::string problems_of(const std::string& file, const std::vector<std::string>& overrides = {}) {
    const auto loaded = config::load_configuration(file, emitted(), a_day(), overrides);
    return printed(loaded ? loaded->warnings : loaded.error());
}

/// A school that is in order.
class ACheck : public testing::Test {
  protected:
    ACheck() {
        files.write("people.toml", kPeople);
        files.write("calendar.toml", kCalendar);
    }
    ConfigurationFiles files;
};

TEST_F(ACheck, OfTheDemoSchoolFindsOnlyWhatADemoMustHave) {
    const std::string in_the_clear =
        " is http://: tokens cross the network in the clear - right only for a simulator on this machine\n";
    EXPECT_EQ(problems_of(kDemo), "settings.toml:21: warning: `facebook.base_url`" + in_the_clear +
                                      "settings.toml:24: warning: `x.base_url`" + in_the_clear +
                                      "settings.toml:27: warning: `youtube.base_url`" + in_the_clear);
}

TEST_F(ACheck, ReportsTheProblemsOfAllFilesAtOnce) {
    files.write("people.toml", "[[person]]\nid = \"quill\"\nname = \"Mrs Quill\"\nroles = [\"headtaecher\"]\n");
    files.write("calendar.toml", "opens = \"late\"\n");
    files.write("routing.csv", "category,sev\n");
    files.write("templates.toml", "[[template]]\nid = \"snow\"\n");
    const auto problems = problems_of(files.settings("[web]\nprot = 1\n"),
                                      {"school.routing_file=routing.csv", "school.templates_file=templates.toml"});
    EXPECT_THAT(problems, HasSubstr("settings.toml:9: unknown key `web.prot`"));
    EXPECT_THAT(problems, HasSubstr("people.toml:4: person `quill`: there is no role `headtaecher` - did you mean "
                                    "`headteacher`?"));
    EXPECT_THAT(problems, HasSubstr("calendar.toml:1: the calendar: `opens` must be a time of day"));
    EXPECT_THAT(problems, HasSubstr("routing.csv:1: the first line must name the columns"));
    EXPECT_THAT(problems, HasSubstr("templates.toml:1: template: `text` is missing"));
}

TEST_F(ACheck, WarnsOfWhatIsMissingAndStartsAllTheSame) {
    const auto problems = problems_of(files.settings());
    EXPECT_THAT(problems, HasSubstr("warning: no mail server is set"));
    EXPECT_THAT(problems, HasSubstr("warning: nobody holds the role `chair_of_governors` today"));
    EXPECT_TRUE(config::load_configuration(files.settings(), emitted(), a_day()));
}

TEST_F(ACheck, WarnsOfCookiesThatCrossTheNetworkInTheClear) {
    const std::string text{"`web.secure_cookies` is off and the pages can be reached from elsewhere"};
    EXPECT_THAT(problems_of(files.settings(), {"web.secure_cookies=false", "web.address=0.0.0.0"}), HasSubstr(text));
    EXPECT_THAT(problems_of(files.settings(), {"web.secure_cookies=false", "web.address=127.0.0.1"}),
                Not(HasSubstr(text)));
    EXPECT_THAT(problems_of(files.settings(), {"web.address=0.0.0.0"}), Not(HasSubstr(text)));
}

TEST_F(ACheck, RefusesMailThatCannotWork) {
    const std::vector<std::string> good{"mail.host=mail.example", "mail.from=a@b.example"};
    const auto with = [&](const std::string& more) {
        auto overrides = good;
        overrides.push_back(more);
        return problems_of(files.settings(), overrides);
    };
    EXPECT_THAT(problems_of(files.settings(), {"mail.host=mail.example"}), HasSubstr("`mail.from` is not"));
    EXPECT_THAT(with("mail.starttls=false"), HasSubstr("`mail.starttls` is off for a server elsewhere"));
    EXPECT_THAT(with("mail.username=gatehouse"), HasSubstr("go together"));
    EXPECT_THAT(with("web.port=1"), HasSubstr("warning: `web.public_url` is not set"));
}

TEST_F(ACheck, NamesPeopleWhomNoAlertReaches) {
    files.write("people.toml",
                std::string{kPeople} + "[[person]]\nid = \"okafor\"\nname = \"Mr Okafor\"\nroles = [\"deputy_dsl\"]\n");
    EXPECT_THAT(problems_of(files.settings(), {"mail.host=mail.example", "mail.from=a@b.example"}),
                HasSubstr("person `okafor` has no `email`"));
}

TEST_F(ACheck, RefusesASchoolWhoseDslHasLeft) {
    files.write("people.toml", R"(
[[person]]
id = "quill"
name = "Mrs Quill"
roles = ["headteacher", {role = "dsl", until = 2026-10-31}]
)");
    EXPECT_THAT(problems_of(files.settings()), HasSubstr("people.toml: nobody holds the role `dsl` today"));
}

TEST_F(ACheck, WarnsWhenTheTermsHaveRunOut) {
    files.write("calendar.toml", "[[term]]\nfirst = 2025-09-01\nlast = 2026-07-21\n");
    EXPECT_THAT(problems_of(files.settings()), HasSubstr("calendar.toml: warning: the last term has ended"));
}

TEST_F(ACheck, RefusesTwoRedisAtOnceAndOnePortForTwoThings) {
    EXPECT_THAT(problems_of(files.settings(), {"redis.host=localhost", "redis.unix_socket=/run/r.sock"}),
                HasSubstr("are both set"));
    EXPECT_THAT(problems_of(files.settings(), {"web.metrics_port=8080"}), HasSubstr("are the same"));
}

TEST_F(ACheck, SaysWhatWouldRunAndEndsWithZero) {
    std::ostringstream out;
    EXPECT_EQ(config::check_command(kDemo, emitted(), a_day(), out), 0);
    EXPECT_THAT(out.str(), HasSubstr("Bramblecote Primary School (bramblecote), Europe/London; there it is 2026-11-20 "
                                     "09:15:00, school hours"));
    EXPECT_THAT(out.str(), HasSubstr("pages       http://127.0.0.1:8080"));
    EXPECT_THAT(out.str(), HasSubstr("e-mail      127.0.0.1:8025 without TLS"));
    EXPECT_THAT(out.str(), HasSubstr("0 errors, 3 warnings\n"));
}

TEST_F(ACheck, EndsWithOneWhenThereIsAnError) {
    std::ostringstream out;
    EXPECT_EQ(config::check_command(files.path("nowhere.toml"), emitted(), a_day(), out), 1);
    EXPECT_THAT(out.str(), HasSubstr("nowhere.toml: there is no such file"));
    EXPECT_THAT(out.str(), HasSubstr("1 error, 0 warnings\n"));
}

TEST(DataFiles, AreFoundInTheFirstFolderThatHasThem) {
    const ConfigurationFiles one;
    const ConfigurationFiles two;
    two.write("routing.csv", "x");
    const auto folder = [](const ConfigurationFiles& files) { return files.path(""); };
    EXPECT_EQ(config::data_file_in({"", folder(one), folder(two)}, "routing.csv"), two.path("routing.csv"));
    one.write("routing.csv", "x");
    EXPECT_EQ(config::data_file_in({"", folder(one), folder(two)}, "routing.csv"), one.path("routing.csv"));
    EXPECT_EQ(config::data_file_in({folder(two)}, "absent"), two.path("absent"));
}

TEST(DataFiles, TheShippedRoutingTableIsThere) {
    EXPECT_TRUE(std::ifstream{config::data_file("routing.csv")}.good());
}

}  // namespace
