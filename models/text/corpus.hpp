#pragma once

#include "config/runtime/result.hpp"
#include "models/domain/category.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models::text {

/// What a labelled text can say. `toxic` is the sources' umbrella flag, the others their categories.
enum class Label : std::uint8_t {
    threat,
    hate,
    bullying,
    sexual,
    self_harm,
    profanity,
    spam,
    personal_info,
    criticism,
    benign,
};
inline constexpr std::size_t kLabelCount = 10;
std::string_view to_string(Label label);

/// A labelled text. `labels` and `known` have bit 1 << Label: an absent label counts as "no" only when it
/// is known. What a row of the golden set says stands beside that: it is about what we say, not about a source.
struct LabelledText {
    std::string text;
    std::uint32_t labels{0};
    std::uint32_t known{0};
    int toxic{-1};     ///< 1, 0, or -1: the source does not say
    bool core{false};  ///< the source's 0 can be trusted
    std::string source;
    std::string licence;
    std::string use;  ///< "train", "train-verify"

    std::optional<Severity> at_least;                 ///< "min": the lowest severity that is right
    std::optional<std::vector<Category>> categories;  ///< the names that are right; nothing: the row does not say
    std::optional<bool> unknown;                      ///< whether it is in a language that is not understood
    std::optional<Target> target;                     ///< whom it is aimed at or about
    std::optional<bool> harmful;                      ///< whether a person has to see it
    std::string functionality;                        ///< what a functional test tests: "negated hate"

    bool has(Label label) const { return (labels >> static_cast<unsigned>(label) & 1U) != 0; }
    bool knows(Label label) const { return (known >> static_cast<unsigned>(label) & 1U) != 0; }
    /// 1, 0, or -1 when it says nothing of this label.
    int answer(Label label) const;
};

/// Reads JSON Lines, gzipped or not, one text after the other. Where "toxic" is not said, "harmful" or a "min" of V2 or
/// more stands for it, and such a row can be trusted. malformed names every line that is refused, up to twenty, with
/// what is wrong with it; nothing is used after the first of them.
runtime::Result<void> read_corpus(const std::string& path, const std::function<void(LabelledText&&)>& use);

}  // namespace models::text
