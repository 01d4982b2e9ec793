#pragma once

#include <algorithm>

namespace runtime {

/// Keeps retries from making an outage worse: over time at most `ratio` of the requests may be repeated, plus
/// `burst` of them at once.
class RetryBudget {
  public:
    explicit RetryBudget(double ratio = 0.1, double burst = 10) : ratio_{ratio}, burst_{burst}, left_{burst} {}

    /// A request is made, and earns a part of a retry.
    void note_request() { left_ = std::min(left_ + ratio_, burst_); }
    /// Whether one may be repeated; counts it if so.
    bool take() {
        if (left_ < 1) return false;
        left_ -= 1;
        return true;
    }

  private:
    double ratio_;
    double burst_;
    double left_;
};

}  // namespace runtime
