// Lists of hashes come from elsewhere: what is no hash in them is named by its line, and everything else counts.

#include "config/policy/hash_lists.hpp"

#include "config/check.hpp"
#include "configuration_files.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::HasSubstr;

const std::string kPdq = "d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22";
const std::string kMd5 = "0123456789abcdef0123456789abcdef";

class HashLists : public testing::Test {
  protected:
    config::HashLists pdq(std::string_view text) {
        return config::load_hash_lists({.pdq_list = files.write("pdq.txt", text), .md5_list = ""}, problems);
    }
    ConfigurationFiles files;
    config::Problems problems;
};

TEST_F(HashLists, HoldOneHashOnALineInEitherCase) {
    const auto lists = config::load_hash_lists(
        {.pdq_list = files.write("pdq.txt", kPdq + "\n"), .md5_list = files.write("md5.txt", kMd5)}, problems);
    EXPECT_EQ(printed(problems), "");
    ASSERT_EQ(lists.size(), 2u);
    EXPECT_EQ(lists.pdq.front().front(), 0xd8);
    EXPECT_EQ(lists.pdq.front().back(), 0x22);
    EXPECT_EQ(lists.md5.front(), config::md5_bytes_from("0123456789ABCDEF0123456789ABCDEF"));
}

TEST_F(HashLists, CommentsEmptyLinesAndWhatWindowsAddsCountForNothing) {
    const auto lists = pdq("\xEF\xBB\xBF# from the foundation\r\n\r\n  " + kPdq + " # the first\r\n\t\r\n" + kPdq);
    EXPECT_EQ(printed(problems), "");
    EXPECT_EQ(lists.pdq.size(), 2u);
}

TEST_F(HashLists, ALineThatIsNoHashIsNamedAndTheOthersCount) {
    const auto lists = pdq(kPdq + "\n" + kPdq.substr(1) + "\n" + kPdq + "0\n" + kMd5 + "\n-" + kPdq.substr(1) + "\n" +
                           kPdq + "," + kPdq + "\n" + std::string(64, '\0') + "\n" + kPdq);
    EXPECT_EQ(lists.pdq.size(), 2u);
    std::string expected;
    for (const char* line : {"2", "3", "4", "5", "6", "7"})
        expected +=
            "pdq.txt:" + std::string{line} + ": warning: is no PDQ hash: 64 hex digits are - the other lines count\n";
    EXPECT_EQ(printed(problems), expected);
    EXPECT_FALSE(config::any_error(problems));
}

TEST_F(HashLists, NotEveryBadLineOfManyIsNamed) {
    std::string text = kPdq + "\n";
    for (std::size_t i = 0; i < config::kBadLinesNamed + 3; ++i) text += "?\n";
    pdq(text);
    EXPECT_EQ(problems.size(), config::kBadLinesNamed + 1);
    EXPECT_THAT(printed(problems), HasSubstr("pdq.txt: warning: 3 more lines are no hash"));
}

TEST_F(HashLists, AFileOfSomethingElseIsAnError) {
    EXPECT_TRUE(pdq("<html>\n<p>Sign in to read this list</p>\n").empty());
    EXPECT_THAT(printed(problems), HasSubstr("pdq.txt: holds no PDQ hash - give the right file"));
    EXPECT_TRUE(config::any_error(problems));
}

TEST_F(HashLists, AFileThatIsNotThereIsAnErrorAndAnEmptyOneIsNot) {
    EXPECT_TRUE(config::load_hash_lists({.pdq_list = "", .md5_list = files.path("none")}, problems).empty());
    EXPECT_THAT(printed(problems), HasSubstr("none: there is no such file"));
    problems.clear();
    EXPECT_TRUE(pdq("# nothing yet\n").empty());
    EXPECT_EQ(printed(problems), "");
}

TEST_F(HashLists, AListThatIsTooLongIsAnError) {
    const auto file = files.write("long.txt", kPdq + "\n");
    std::filesystem::resize_file(file, config::kHashListBytesMax + 1);
    EXPECT_TRUE(config::load_hash_lists({.pdq_list = file, .md5_list = ""}, problems).empty());
    EXPECT_THAT(printed(problems), HasSubstr("long.txt: is larger than 320 MiB"));
}

TEST_F(HashLists, AreReadAndReportedWithTheRestOfTheConfiguration) {
    files.write("people.toml", R"([[person]]
id = "quill"
name = "Mrs Quill"
email = "quill@bramblecote.example"
roles = ["headteacher", "dsl"]
)");
    files.write("calendar.toml", "[[term]]\nfirst = 2026-09-01\nlast = 2027-07-21\n");
    files.write("pdq.txt", kPdq + "\nhello\n");
    files.write("md5.txt", kMd5);
    const auto settings = files.settings("[pictures]\npdq_list = \"pdq.txt\"\nmd5_list = \"md5.txt\"\n");
    const auto loaded = config::load_configuration(settings, emitted(), utc("2026-11-20 09:15"));
    ASSERT_TRUE(loaded) << printed(loaded.error());
    EXPECT_EQ(loaded->hash_lists.size(), 2u);
    std::ostringstream out;
    EXPECT_EQ(config::check_command(settings, emitted(), utc("2026-11-20 09:15"), out), 0);
    EXPECT_THAT(out.str(), HasSubstr("pdq.txt:2: warning: is no PDQ hash"));
    EXPECT_THAT(out.str(), HasSubstr("  pictures    1 PDQ and 1 MD5 hash of lists\n"));
}

}  // namespace
