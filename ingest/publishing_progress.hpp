#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// What is known between two steps of a publication.
struct PublishingProgress {
    std::vector<std::string> media;        ///< what the network calls those that are there, in their order
    std::string part{};                    ///< what it calls that which is being made
    std::uint64_t sent{0};                 ///< bytes of it
    bool closed{false};                    ///< all of it was sent, and the network was told so
    int checks{0};                         ///< how often the network was asked how far it is
    std::optional<runtime::Time> began{};  ///< when the first of the media was sent: networks keep them for a day
    std::optional<runtime::Time> tried{};  ///< since when the publication may stand there

    /// The network has forgotten the media: only what may stand there is still known.
    void bring_again();
};

std::string to_text(const PublishingProgress& progress);
/// An empty text is no progress yet.
/// Errors  malformed  it was not written by to_text().
runtime::Result<PublishingProgress> progress_from(std::string_view text);

}  // namespace ingest
