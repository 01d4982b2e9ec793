#pragma once

#include "models/image/pdq.hpp"

#include <optional>
#include <string>
#include <vector>

namespace models::image {

/// People in a picture, counted and not recognised.
struct People {
    int count{0};       ///< about; of a video, where most are seen at once
    double largest{0};  ///< the largest face or figure as a share of the picture's area, 0 to 1
    double face{0};     ///< the largest face that is seen from the front, likewise; 0: none is
};

/// What was found in a picture. It holds nothing by which anybody could be recognised.
struct Picture {
    std::string refused;      ///< why it was not opened; empty: it was, and the rest holds
    std::vector<Pdq> frames;  ///< of what is shown first, then of each second of a video or animation
    /// Of what is shown first, the hashes in each way in which it can be turned, by Turn: other people's hashes are of
    /// files as they lie, and of pictures that were mirrored since. Empty where nothing was opened.
    std::vector<PdqHash> turned;
    int width{0};  ///< of what is shown first, in points, as people see it; so is the next
    int height{0};
    /// What is shown first, without the flat borders around it. Nothing: it has none.
    std::optional<Pdq> trimmed;
    bool gps{false};  ///< the file says where it was taken
    /// Nothing: nobody could look for people, which does not mean that there are none.
    std::optional<People> people;
    /// What could be read, line by line. Nothing: nobody looked. Empty does not mean that there is no text.
    std::optional<std::string> text;
};

}  // namespace models::image
