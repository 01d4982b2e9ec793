// What the budget promises: an outage makes us ask at most a tenth more often.

#include "config/runtime/retry_budget.hpp"

#include <gtest/gtest.h>

namespace {

TEST(RetryBudget, AllowsItsBurstAndThenATenthOfTheRequests) {
    runtime::RetryBudget budget;
    int retries = 0;
    for (int i = 0; i < 1000; ++i) {
        budget.note_request();
        if (budget.take()) ++retries;
    }
    EXPECT_GE(retries, 108);
    EXPECT_LE(retries, 110);
}

TEST(RetryBudget, SavesUpNoMoreThanItsBurst) {
    runtime::RetryBudget budget;
    for (int i = 0; i < 100'000; ++i) budget.note_request();
    int retries = 0;
    while (budget.take()) ++retries;
    EXPECT_EQ(retries, 10);
}

}  // namespace
