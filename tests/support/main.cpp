// The main() of every test program.
#include "config/runtime/crypto.hpp"

#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // as run_until_signal does in the program
    runtime::crypto_start();
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
