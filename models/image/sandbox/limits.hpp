#pragma once

#include "config/runtime/result.hpp"

#include <cstdint>

namespace models::image {

/// Of a picture: a camera with 48 million points makes 30 MB at most.
inline constexpr std::int64_t kMostFileBytes = 40LL << 20;
/// Of a video.
inline constexpr std::int64_t kMostVideoBytes = 1LL << 30;
inline constexpr std::int64_t kMostSide = 16'384;
inline constexpr std::int64_t kMostPoints = 50'000'000;
/// Of all frames of an animation together.
inline constexpr std::int64_t kMostPointsOfAnimation = 60'000'000;
inline constexpr std::size_t kMostFrames = 600;
/// Of a JPEG: each of its passes goes over all points.
inline constexpr std::int64_t kMostPointsOfPasses = 700'000'000;
/// What opening one picture may take beyond what the program has when it starts.
inline constexpr std::uint64_t kMostMemory = 400ULL << 20;

/// Asked with what the file's head says, before anything is allocated. rejected with the reason.
runtime::Result<void> within_limits(std::int64_t width, std::int64_t height);

/// A refusal, said to people.
tl::unexpected<runtime::Error> refuse(std::string reason);

}  // namespace models::image
