#pragma once

#include "models/image/pdq.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace models::image {

/// Hashes of pictures, asked for those that look like another one. A match raises or suggests; it never clears a
/// picture: another child's name on the same certificate is nearer than a smaller copy of the same photograph may be.
///
/// Shape    Each hash has a label, which says what it is of; several hashes may have the same one.
/// Units    distances are bits of 256; 32 bytes and a label for each hash.
/// Threads  asking, any number at once; adding, one and nobody else.
/// Source   Every hash is looked at, one after the other: with the processor's own counting that is as fast as memory
///          gives them (MEASURED.md), holds for every distance, and nothing has to be kept in step.
class HashIndex {
  public:
    struct Near {
        std::uint32_t label{0};
        int distance{0};
        bool operator==(const Near&) const = default;
    };

    /// The most that a question returns.
    static constexpr std::size_t kFoundMax = 1000;

    void reserve(std::size_t hashes);
    /// A hash of a list that others keep: what has no quality on it is taken at its word.
    void add(const PdqHash& hash, std::uint32_t label);
    /// False: the hash says nothing and was not added.
    bool add(const Pdq& pdq, std::uint32_t label);
    std::size_t size() const { return hashes_.size(); }

    /// The nearest of those at most `most` away; of several the one that was added first. Nothing for a hash that says
    /// nothing.
    std::optional<Near> nearest(const Pdq& picture, int most = kPdqMatch) const;
    /// The first kFoundMax of those at most `most` away, in the order in which they were added. None for a hash that
    /// says nothing.
    std::vector<Near> within(const Pdq& picture, int most = kPdqMatch) const;

  private:
    std::vector<PdqHash> hashes_;
    std::vector<std::uint32_t> labels_;
};

}  // namespace models::image
