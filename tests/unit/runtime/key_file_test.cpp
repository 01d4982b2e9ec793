// What key files promise: nobody else reads them, they are never written over, and never half there.

#include "config/runtime/key_file.hpp"

#include "tests/support/temporary_directory.hpp"

#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using runtime::ErrorKind;
using runtime::load_key_file;

class KeyFileTest : public testing::Test {
  protected:
    void write(const std::string& text, mode_t mode) const {
        std::ofstream{file} << text;
        ::chmod(file.c_str(), mode);
    }

    tests::TemporaryDirectory directory;
    std::string file = directory / "key";
};

TEST_F(KeyFileTest, IsMadeForItsOwnerOnly) {
    ASSERT_TRUE(load_key_file(file, true));
    struct stat status{};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0600u);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{directory.path()}, {}), 1) << "no draft is left";
}

TEST_F(KeyFileTest, IsNotMadeUnlessAsked) {
    const auto key = load_key_file(file, false);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().kind, ErrorKind::unavailable);
    EXPECT_NE(key.error().message.find(file), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(KeyFileTest, IsRefusedWhenOthersMayReadIt) {
    for (const mode_t mode : {0640u, 0604u, 0644u, 0660u, 0601u}) {
        write(std::string(64, 'a') + "\n", mode);
        const auto key = load_key_file(file, true);
        ASSERT_FALSE(key) << mode;
        EXPECT_NE(key.error().message.find("chmod 600"), std::string::npos);
    }
    write(std::string(64, 'a') + "\n", 0400);
    EXPECT_TRUE(load_key_file(file, true));
}

TEST_F(KeyFileTest, IsNeitherAcceptedNorReplacedWhenDamaged) {
    for (const auto& text :
         {std::string{}, std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'g'), std::string(10'000, 'a')}) {
        write(text, 0600);
        const auto key = load_key_file(file, true);
        ASSERT_FALSE(key) << text.size();
        EXPECT_EQ(key.error().kind, ErrorKind::unavailable);
        std::ifstream in{file};
        EXPECT_EQ((std::string{std::istreambuf_iterator<char>{in}, {}}), text);
    }
}

TEST_F(KeyFileTest, IsTheSameForAllWhoMakeItAtOnce) {
    std::vector<runtime::KeyBytes> keys(8);
    std::vector<std::thread> threads;
    for (auto& key : keys)
        threads.emplace_back([&key, this] {
            if (const auto made = load_key_file(file, true)) key = *made;
        });
    for (auto& thread : threads) thread.join();
    for (const auto& key : keys) EXPECT_EQ(key, keys.front());
    EXPECT_NE(keys.front(), runtime::KeyBytes{});
}

TEST_F(KeyFileTest, SaysThatTheDirectoryIsMissing) {
    const auto key = load_key_file(directory / "nowhere/key", true);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().kind, ErrorKind::unavailable);
}

TEST_F(KeyFileTest, IsNotADirectory) {
    EXPECT_FALSE(load_key_file(directory.path().string(), true));
}

}  // namespace
