// What the file of a connection promises: only a file that nobody else can read counts, and its content never shows.

#include "moderation/credentials_file.hpp"

#include "tests/support/temporary_directory.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace moderation {
namespace {

class CredentialsFileTest : public testing::Test {
  protected:
    runtime::Result<models::Credentials> read(const std::string& content, const std::string& name = "token",
                                              mode_t mode = 0600) {
        const auto path = (std::filesystem::path{directory / name}).string();
        std::ofstream{path} << content;
        EXPECT_EQ(::chmod(path.c_str(), mode), 0);
        return read_credentials(path);
    }
    void refused(const runtime::Result<models::Credentials>& read, const std::string& words) {
        ASSERT_FALSE(read);
        EXPECT_NE(read.error().message.find(words), std::string::npos) << read.error().message;
        EXPECT_EQ(read.error().message.find("secret-0001"), std::string::npos);
    }

    tests::TemporaryDirectory directory;
};

TEST_F(CredentialsFileTest, ALineIsAnAccessToken) {
    const auto given = read("page-token-0001\n");
    ASSERT_TRUE(given);
    EXPECT_EQ(given->access, "page-token-0001");
    EXPECT_TRUE(given->refresh.empty());
    EXPECT_FALSE(given->access_until);
}

TEST_F(CredentialsFileTest, TomlHoldsEverythingThatAConnectionHas) {
    const auto given = read(
        "access_token = \"at\"\nrefresh_token = \"rt\"\nspare = \"oauth1:a:b:c:d\"\n"
        "access_until = 2027-01-31T12:00:00Z\nrefresh_until = 2027-03-01T00:30:00+01:00\n",
        "connection.toml");
    ASSERT_TRUE(given) << given.error().message;
    EXPECT_EQ(given->access, "at");
    EXPECT_EQ(given->refresh, "rt");
    EXPECT_EQ(given->spare, "oauth1:a:b:c:d");
    ASSERT_TRUE(given->access_until && given->refresh_until);
    EXPECT_EQ(runtime::to_iso(*given->access_until), "2027-01-31T12:00:00.000Z");
    EXPECT_EQ(runtime::to_iso(*given->refresh_until), "2027-02-28T23:30:00.000Z");
}

TEST_F(CredentialsFileTest, WhatOthersCanReadIsRefused) {
    refused(read("secret-0001\n", "token", 0644), "chmod 600");
    refused(read("access_token = \"secret-0001\"\n", "connection.toml", 0640), "chmod 600");
    refused(read_credentials((std::filesystem::path{directory / "absent"}).string()), "missing");
}

TEST_F(CredentialsFileTest, WhatIsNoTokenIsRefusedWithoutBeingShown) {
    refused(read(""), "empty");
    refused(read("secret-0001 and more\n"), "does not hold a token");
    refused(read("secret-0001\nsecret-0001\n"), "one line");
    refused(read("token = \"secret-0001\"\n", "connection.toml"), "`token`");
    refused(read("access_token = \"secret-0001 \"\n", "connection.toml"), "`access_token`");
    refused(read("refresh_token = \"secret-0001\"\n", "connection.toml"), "no `access_token`");
    refused(read("access_token = secret-0001\n", "connection.toml"), "Line 1");
}

}  // namespace
}  // namespace moderation
