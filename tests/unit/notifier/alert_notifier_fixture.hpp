#pragma once

#include "notifier/alert_notifier.hpp"
#include "tests/support/task_runner.hpp"
#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <gtest/gtest.h>

namespace tests {

using config::Recipient;
using models::Category;
using models::Severity;

/// A notifier of Bramblecote Primary with one alert, a1, that it steps through.
class AlertNotifierTest : public testing::Test {
  protected:
    /// Performs the oldest queued job at the moment it is due.
    void next_step() {
        const auto job = book.queue.front();
        book.queue.pop_front();
        if (job.due > clock.now()) clock.set(job.due);
        const auto done = runner.run(notifier.step(notifier::AlertJob{job.alert, "handle", 1}));
        ASSERT_TRUE(done) << done.error().message;
    }
    void add(Category category, Severity severity) { book.add(an_alert(category, severity, clock.now())); }
    const models::Alert& alert() { return book.alerts["a1"]; }
    std::vector<std::string> raised_kinds() const {
        std::vector<std::string> kinds;
        for (const auto& one : book.raised) kinds.push_back(one.kind);
        return kinds;
    }

    FakeClock clock;
    MemoryAlertBook book{clock};
    MemoryCourier courier;
    config::People people = school_people();
    config::Calendar calendar = school_calendar();
    config::RoutingTable routing{{route("threat", 4, {Recipient::dsl, Recipient::ht}),
                                  route("threat", 3, {Recipient::dsl}), route("staff_abuse", 3, {Recipient::ht}),
                                  route("hate", 2, {Recipient::dsl})}};
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    notifier::AlertNotifier notifier{book,  courier, people, calendar, routing, {.public_url = "https://gate.example"},
                                     clock, log,     metrics};
    TaskRunner runner;
};

}  // namespace tests
