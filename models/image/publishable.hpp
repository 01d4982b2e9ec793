#pragma once

#include "config/runtime/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace models::image {

/// The longer side of what is published, in points: networks show no more of a picture.
inline constexpr int kPublishedSide = 2048;
/// And the most bytes: below what any network takes.
inline constexpr std::size_t kPublishedBytes = 4'500'000;

/// The copy of a JPEG, PNG or WebP file that may be published: the same picture bit by bit, without what the camera,
/// the phone or an editor wrote into it (place, owner, names, a thumbnail that still shows what was cut away), and
/// without anything behind its end. What is needed to show it right stays: colours and how it has to be turned.
///
/// Errors   malformed  the file is cut short or its parts do not fit.
///          rejected   it is of another kind.
runtime::Result<std::string> publishable(std::string_view file);

}  // namespace models::image
