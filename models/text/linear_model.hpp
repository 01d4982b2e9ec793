#pragma once

#include "config/runtime/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace models::text {

/// Logistic regressions over the same n-grams (each_feature), one per column, asked all at once.
///
/// An n-gram counts once however often it stands in a text, by its rarity; the vector of a text has length one. So
///     score = bias + sum over its n-grams of (weight * rarity) / sqrt(sum of rarity squared),
/// which is linear: what each word added is known exactly.
///
/// The weights of all columns stand side by side, four n-grams to a cache line. An n-gram is found by its line and a
/// mark of 16 bits; one that no text taught has neither, so it adds nothing.
class LinearModel {
  public:
    static constexpr std::size_t kColumns = 13;
    using Scores = std::array<float, kColumns>;

    /// An n-gram by its key.
    struct Feature {
        std::uint64_t key{0};
        float rarity{0};
        Scores weight{};
    };

    /// The model as a file. Where a line is full, features later in the list are left out.
    static std::string file_of(std::span<const Feature> features, const Scores& bias);
    /// malformed when it is no whole file of this format. Any bytes may come.
    static runtime::Result<LinearModel> parse(std::string_view file);

    /// The log odds by column; the bias alone for no words. Linear in the words. Threads: any.
    Scores score(std::span<const std::string_view> words) const;
    /// What each word added to the score of a column: the score less the bias, in parts.
    std::vector<float> contributions(std::span<const std::string_view> words, std::size_t column) const;

  private:
    static constexpr std::size_t kSlots = 4;

    struct alignas(64) Line {
        std::array<std::uint16_t, kSlots> mark{};  ///< 0: a free slot
        std::array<std::uint8_t, kSlots> rarity{};
        std::array<std::array<std::int8_t, kColumns>, kSlots> weight{};
    };
    static_assert(sizeof(Line) == 64);

    struct Header {
        std::array<char, 8> magic{};
        std::uint32_t format{0};
        std::uint32_t lines{0};
        float rarity{0};  ///< one step of Line::rarity
        Scores scale{};   ///< by column: what the square of one step of Line::weight is
        Scores bias{};
    };

    static std::size_t line_of(std::uint64_t key, std::size_t lines) { return ((key >> 32U) * lines) >> 32U; }
    static std::uint16_t mark_of(std::uint64_t key) { return static_cast<std::uint16_t>((key & 0xffffU) | 1U); }
    /// The slot of an n-gram over all lines; kUnknown when it has none.
    static constexpr std::uint32_t kUnknown = 0xffffffffU;
    std::uint32_t slot_of(std::uint64_t key) const;
    template <class Use>
    float each_known(std::span<const std::string_view> words, const Use& use) const;

    Header header_;
    std::vector<Line> lines_;
};

}  // namespace models::text
