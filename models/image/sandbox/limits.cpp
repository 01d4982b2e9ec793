#include "models/image/sandbox/limits.hpp"

#include <fmt/format.h>

namespace models::image {

runtime::Result<void> within_limits(std::int64_t width, std::int64_t height) {
    if (width < 1 || height < 1) return refuse("it has no size");
    if (width <= kMostSide && height <= kMostSide && width * height <= kMostPoints) return {};
    return refuse(fmt::format("it is too large: {} x {} points, where {} a side and {} million in all are opened",
                              width, height, kMostSide, kMostPoints / 1'000'000));
}

tl::unexpected<runtime::Error> refuse(std::string reason) {
    return runtime::fail(runtime::ErrorKind::rejected, std::move(reason));
}

}  // namespace models::image
