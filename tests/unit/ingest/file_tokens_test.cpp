// What the token files promise: only a file that nobody else can read counts, and its content never shows.

#include "ingest/file_tokens.hpp"

#include "tests/support/task_runner.hpp"
#include "tests/support/temporary_directory.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace ingest {
namespace {

class FileTokensTest : public testing::Test {
  protected:
    std::string path() const { return (std::filesystem::path{directory / "token"}).string(); }

    void write(const std::string& content, mode_t mode = 0600) {
        std::ofstream{path()} << content;
        ASSERT_EQ(::chmod(path().c_str(), mode), 0);
    }

    runtime::Result<std::string> read(const std::string& file = "token") {
        models::Channel channel;
        channel.id = "channel1";
        channel.token_file = file;
        FileTokens tokens{std::filesystem::path{path()}.parent_path().string()};
        return runner.run(tokens.token(channel));
    }

    tests::TaskRunner runner;
    tests::TemporaryDirectory directory;
};

TEST_F(FileTokensTest, ReadsAndTrimsTheToken) {
    write("  page-token-0001\r\n");
    const auto token = read();
    ASSERT_TRUE(token);
    EXPECT_EQ(*token, "page-token-0001");
    EXPECT_EQ(read(path()).value_or(""), "page-token-0001");
}

TEST_F(FileTokensTest, ReadsAnewSoThatATokenCanBeReplaced) {
    write("old");
    EXPECT_EQ(*read(), "old");
    write("new");
    EXPECT_EQ(*read(), "new");
}

TEST_F(FileTokensTest, RefusesAFileThatOthersCanRead) {
    for (const mode_t mode : {0644U, 0640U, 0604U, 0660U}) {
        write("secret", mode);
        const auto token = read();
        ASSERT_FALSE(token);
        EXPECT_EQ(token.error().kind, runtime::ErrorKind::unavailable);
        EXPECT_NE(token.error().message.find("0600"), std::string::npos);
    }
}

TEST_F(FileTokensTest, RefusesWhatIsNoTokenWithoutShowingIt) {
    for (const std::string& content :
         {std::string{}, std::string{" \n"}, std::string{"secret one"}, std::string{"secret\none"},
          std::string{"secret\x01"}, std::string(5'000, 's')}) {
        write(content);
        const auto token = read();
        ASSERT_FALSE(token);
        EXPECT_EQ(token.error().message.find("secret"), std::string::npos);
    }
    EXPECT_FALSE(read("missing"));
    EXPECT_FALSE(read(""));
    EXPECT_FALSE(read("."));
}

}  // namespace
}  // namespace ingest
