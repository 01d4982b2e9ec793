#pragma once

#include "models/image/pixels.hpp"

#include <vector>

namespace models::image {

/// The longer side of the copy in which people and text are looked for: larger ones show hardly more of either.
inline constexpr int kWorkingSide = 1600;

/// The picture as people see it, its longer side at most `longest` points.
Pixels working_copy(const Pixels& pixels, int longest = kWorkingSide);

/// Some pictures of a video, spread over all of it however long it becomes: every one, then every second, fourth...
class Sample {
  public:
    /// At least kMost / 2 once so many were offered, and never more than kMost.
    static constexpr std::size_t kMost = 6;

    void offer(const Pixels& pixels);
    const std::vector<Pixels>& pictures() const { return pictures_; }

  private:
    std::vector<Pixels> pictures_;
    std::size_t offered_{0};
    std::size_t step_{1};
};

}  // namespace models::image
