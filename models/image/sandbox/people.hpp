#pragma once

#include "models/image/picture.hpp"
#include "models/image/pixels.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace models::image {

/// Counts people with three detectors that Debian ships: faces from the side (Haar), figures (HOG) and faces from the
/// front (dlib). What one of them sees counts. It looks for people, not for anybody: boxes are counted and dropped.
///
/// Nine of ten pictures with people in them are found; of photographs without, one in four is taken for one with
/// (models/image/MEASURED.md). So it can only contradict somebody who says that nobody is in the picture.
class PeopleFinder {
  public:
    /// Loads the detectors; before the lock.
    PeopleFinder();
    ~PeopleFinder();
    PeopleFinder(const PeopleFinder&) = delete;
    PeopleFinder& operator=(const PeopleFinder&) = delete;

    /// Nothing when it could not be looked for people, which does not mean that there are none. `picture` is upright.
    std::optional<People> look(const Pixels& picture);

  private:
    struct Detectors;
    std::unique_ptr<Detectors> detectors_;  ///< none: a file of theirs is missing
};

/// The most that are seen in one of the pictures; nothing when one could not be looked at and nobody is in the others.
std::optional<People> most_people(PeopleFinder& finder, const std::vector<Pixels>& pictures);

}  // namespace models::image
