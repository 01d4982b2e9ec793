// What the metrics promise: the format Prometheus reads, one metric per name and labels, from any thread.

#include "config/runtime/metrics.hpp"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using runtime::Metrics;
using testing::HasSubstr;

TEST(Metrics, AreWrittenInPrometheusTextFormat) {
    Metrics metrics;
    metrics.counter("gatehouse_pages_total", "Pages recorded", {{"network", "facebook"}}).add(3);
    metrics.gauge("gatehouse_queue", "Items that wait").set(7);
    metrics.histogram("gatehouse_poll_seconds", "Time of one poll").observe(0.03);
    const auto text = metrics.text();
    EXPECT_THAT(text, HasSubstr("# HELP gatehouse_pages_total Pages recorded\n# TYPE gatehouse_pages_total counter\n"));
    EXPECT_THAT(text, HasSubstr("gatehouse_pages_total{network=\"facebook\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("gatehouse_queue 7\n"));
    EXPECT_THAT(text, HasSubstr("gatehouse_poll_seconds_bucket{le=\"0.02\"} 0\n"));
    EXPECT_THAT(text, HasSubstr("gatehouse_poll_seconds_bucket{le=\"0.05\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("gatehouse_poll_seconds_bucket{le=\"60\"} 1\n"));
}

TEST(Metrics, AreTheSameForTheSameNameAndLabels) {
    Metrics metrics;
    metrics.counter("gatehouse_x_total", "X", {{"a", "1"}, {"b", "2"}}).add();
    metrics.counter("gatehouse_x_total", "X", {{"b", "2"}, {"a", "1"}}).add();
    metrics.counter("gatehouse_x_total", "X", {{"a", "2"}}).add();
    metrics.histogram("gatehouse_h", "H").observe(1);
    metrics.histogram("gatehouse_h", "H").observe(1);
    EXPECT_THAT(metrics.text(), HasSubstr("gatehouse_x_total{a=\"1\",b=\"2\"} 2\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("gatehouse_x_total{a=\"2\"} 1\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("gatehouse_h_count 2\n"));
}

TEST(Metrics, EscapeLabelValues) {
    Metrics metrics;
    metrics.counter("gatehouse_x_total", "X", {{"a", "1\"\n2"}}).add();
    EXPECT_THAT(metrics.text(), HasSubstr("{a=\"1\\\"\\n2\"}"));
}

TEST(Metrics, CountFromSeveralThreads) {
    Metrics metrics;
    const auto counter = metrics.counter("gatehouse_x_total", "X");
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([counter] {
            for (int i = 0; i < 1000; ++i) counter.add();
        });
    for (auto& thread : threads) thread.join();
    EXPECT_THAT(metrics.text(), HasSubstr("gatehouse_x_total 4000\n"));
}

}  // namespace
