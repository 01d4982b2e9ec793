// Which addresses are of the internet at large: whatever is not certain is not.

#include "config/runtime/public_address.hpp"

#include <string>

#include <gtest/gtest.h>

namespace {

using boost::asio::ip::make_address;

TEST(PublicAddress, IsNothingOfOurOwnAndNothingSetAside) {
    for (const std::string address :
         {"0.0.0.0",     "10.1.2.3",        "100.64.0.1", "127.0.0.1",   "127.8.8.8",        "169.254.169.254",
          "172.16.0.1",  "172.31.255.255",  "192.0.2.1",  "192.168.1.1", "198.18.0.1",       "203.0.113.9",
          "224.0.0.1",   "255.255.255.255", "::",         "::1",         "::ffff:127.0.0.1", "::ffff:10.0.0.1",
          "fe80::1",     "fc00::1",         "fd12::1",    "ff02::1",     "64:ff9b::a00:1",   "2001::1",
          "2001:db8::1", "2002:7f00:1::"})
        EXPECT_FALSE(runtime::is_public_address(make_address(address))) << address;
}

TEST(PublicAddress, IsWhatIsGivenOutToAnybody) {
    for (const std::string address :
         {"1.1.1.1", "100.63.255.255", "100.128.0.1", "157.240.1.1", "172.15.0.1", "172.32.0.1", "192.167.1.1",
          "::ffff:157.240.1.1", "2a03:2880::1", "2606:4700::1"})
        EXPECT_TRUE(runtime::is_public_address(make_address(address))) << address;
}

}  // namespace
