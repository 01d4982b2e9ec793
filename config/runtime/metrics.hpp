#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace runtime {

/// Prometheus metrics of this process. Names begin with `gatehouse_`; label values are ids and
/// kinds, never personal data. The part that measures owns its metric as a member.
/// Threads: any.
class Metrics {
  public:
    using Labels = std::vector<std::pair<std::string, std::string>>;

    class Counter {
      public:
        void add(double amount = 1) const;

      private:
        friend class Metrics;
        explicit Counter(void* counter) : counter_{counter} {}
        void* counter_;
    };
    class Gauge {
      public:
        void set(double value) const;

      private:
        friend class Metrics;
        explicit Gauge(void* gauge) : gauge_{gauge} {}
        void* gauge_;
    };
    class Histogram {
      public:
        void observe(double value) const;

      private:
        friend class Metrics;
        explicit Histogram(void* histogram) : histogram_{histogram} {}
        void* histogram_;
    };

    Metrics();
    ~Metrics();

    /// The same name and labels give the same metric.
    Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
    Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {});
    /// Buckets in seconds from 1 ms to 60 s.
    Histogram histogram(const std::string& name, const std::string& help, const Labels& labels = {});

    /// Everything in Prometheus' text format, as served under /metrics.
    std::string text() const;

  private:
    struct Registry;
    std::unique_ptr<Registry> registry_;
};

}  // namespace runtime
