#pragma once

#include "config/runtime/result.hpp"
#include "models/text/normaliser.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace models::text {

/// Several fastText models, all asked at once.
///
/// A supervised fastText model with two labels is linear: its score is the mean, over the words and n-grams
/// of a text, of one number each. The models are folded into one table that holds those numbers side by
/// side, so n-grams are hashed once for all models, and what each word contributed is known exactly.
/// The scores equal those of `fasttext predict-prob` (a test compares them).
class FastTextModels {
  public:
    static constexpr std::size_t kMaxModels = 4;
    using Scores = std::array<float, kMaxModels>;

    FastTextModels();
    FastTextModels(FastTextModels&&) noexcept;
    FastTextModels& operator=(FastTextModels&&) noexcept;
    ~FastTextModels();

    /// malformed when the bytes are no model of our kind, or made with other settings than those before.
    /// REQUIRES: the bytes come from a trusted file (its checksum was compared): fastText trusts them.
    runtime::Result<void> add(const std::string& bytes);
    /// To be called once all are added.
    void finish();

    /// log(p / (1 - p)) as fastText has it, in the order in which the models were added. Threads: any.
    Scores score(std::span<const Token> tokens) const;
    /// What each token added to the score of one model. Threads: any.
    std::vector<float> contributions(std::span<const Token> tokens, std::size_t model) const;

    /// Whether any of the models met the word; without a model nothing is known to be strange. Threads: any.
    bool knows(std::string_view word) const;

  private:
    struct Table;
    std::unique_ptr<Table> table_;
    std::size_t count_{0};
};

}  // namespace models::text
