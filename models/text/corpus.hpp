#pragma once

#include "config/runtime/result.hpp"

#include <cstdint>
#include <functional>
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
/// is known.
struct LabelledText {
    std::string text;
    std::uint32_t labels{0};
    std::uint32_t known{0};
    int toxic{-1};     ///< 1, 0, or -1: the source does not say
    bool core{false};  ///< the source's 0 can be trusted
    std::string source;
    std::string licence;
    std::string use;  ///< "train", "train-verify"

    bool has(Label label) const { return (labels >> static_cast<unsigned>(label) & 1U) != 0; }
    bool knows(Label label) const { return (known >> static_cast<unsigned>(label) & 1U) != 0; }
    /// 1, 0, or -1 when it says nothing of this label.
    int answer(Label label) const;
};

/// Reads JSON Lines, gzipped or not, one text after the other. malformed names the file and the line.
runtime::Result<void> read_corpus(const std::string& path, const std::function<void(LabelledText&&)>& use);

}  // namespace models::text
