#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace models::text {

/// Texts, and whether nearly the same is among them: half of the runs of three words that either has, both have. So a
/// text that models are measured on is not one they learnt, with a word changed.
///
/// Of texts that share just half, 98 in 100 are found, and of those that share two thirds all but a few in a million;
/// nothing else ever is. A text of fewer than three words is nearly the same as itself only. Time is linear in the
/// text, whatever is remembered (MinHash: Broder, "On the resemblance and containment of documents", 1997).
class NearDuplicates {
  public:
    /// Both take a Normalised::line, so disguises make no difference.
    void remember(std::string_view line);
    bool has_like(std::string_view line) const;

  private:
    static constexpr std::size_t kBands = 32;
    static constexpr std::size_t kRows = 3;          ///< minima that a band puts together
    static constexpr std::size_t kMostInABand = 32;  ///< looked at; more are copies of one another

    using Shingles = std::vector<std::uint64_t>;  ///< hashes of the runs, ascending, each once
    using Bands = std::array<std::uint64_t, kBands>;

    static Shingles shingles_of(std::string_view line);
    static Bands bands_of(const Shingles& shingles);

    std::vector<Shingles> texts_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_band_;
};

}  // namespace models::text
