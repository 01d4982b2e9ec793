#include "config/runtime/metrics.hpp"

#include <map>
#include <sstream>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace runtime {

namespace {

std::map<std::string, std::string> as_map(const Metrics::Labels& labels) {
    return {labels.begin(), labels.end()};
}

/// Seconds. From an answer of Redis to a slow look at a network.
const prometheus::Histogram::BucketBoundaries& buckets() {
    static const prometheus::Histogram::BucketBoundaries seconds{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2,
                                                                 0.5,   1,     2,     5,    10,   20,   30,  60};
    return seconds;
}

}  // namespace

struct Metrics::Registry {
    prometheus::Registry registry;
};

Metrics::Metrics() : registry_{std::make_unique<Registry>()} {}
Metrics::~Metrics() = default;

void Metrics::Counter::add(double amount) const {
    static_cast<prometheus::Counter*>(counter_)->Increment(amount);
}
void Metrics::Gauge::set(double value) const {
    static_cast<prometheus::Gauge*>(gauge_)->Set(value);
}
void Metrics::Histogram::observe(double value) const {
    static_cast<prometheus::Histogram*>(histogram_)->Observe(value);
}

Metrics::Counter Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) {
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(registry_->registry);
    return Counter{&family.Add(as_map(labels))};
}

Metrics::Gauge Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels) {
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(registry_->registry);
    return Gauge{&family.Add(as_map(labels))};
}

Metrics::Histogram Metrics::histogram(const std::string& name, const std::string& help, const Labels& labels) {
    auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(registry_->registry);
    return Histogram{&family.Add(as_map(labels), buckets())};
}

std::string Metrics::text() const {
    const prometheus::TextSerializer serializer;
    return serializer.Serialize(registry_->registry.Collect());
}

}  // namespace runtime
