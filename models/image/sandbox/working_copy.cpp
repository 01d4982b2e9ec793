#include "models/image/sandbox/working_copy.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <opencv2/imgproc.hpp>

namespace models::image {

Pixels working_copy(const Pixels& pixels, int longest) {
    const double factor = std::min(1.0, static_cast<double>(longest) / std::max(pixels.width, pixels.height));
    Pixels small;
    small.width = std::max(1, static_cast<int>(std::lround(pixels.width * factor)));
    small.height = std::max(1, static_cast<int>(std::lround(pixels.height * factor)));
    small.orientation = pixels.orientation;
    small.rgb.resize(static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height) * 3);
    const cv::Mat from{pixels.height, pixels.width, CV_8UC3, const_cast<std::uint8_t*>(pixels.rgb.data())};
    cv::Mat to{small.height, small.width, CV_8UC3, small.rgb.data()};
    cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
    if (small.orientation == Orientation::upright) return small;
    return sampled(small, small.upright_width(), small.upright_height());
}

void Sample::offer(const Pixels& pixels) {
    if (offered_++ % step_ != 0) return;
    if (pictures_.size() == kMost) {
        for (std::size_t i = 0; i < kMost / 2; ++i) pictures_[i] = std::move(pictures_[2 * i]);
        pictures_.resize(kMost / 2);
        step_ *= 2;
        if ((offered_ - 1) % step_ != 0) return;
    }
    pictures_.push_back(working_copy(pixels));
}

}  // namespace models::image
