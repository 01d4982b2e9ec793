#pragma once

#include "config/runtime/result.hpp"
#include "models/text/manifest.hpp"
#include "models/text/normaliser.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace models::text {

/// The scores of one text, in the order of Classifier::names().
using ModelScores = std::array<float, 8>;

/// One fastText model per category of harm, all asked at once.
///
/// A supervised fastText model with two labels is linear: its score is the mean, over the words and n-grams
/// of a text, of one number each. The models are folded into one table that holds those numbers side by
/// side, so n-grams are hashed once for all models, and what each word contributed is known exactly.
/// The raw scores equal those of `fasttext predict-prob` (a test compares them).
class Classifier {
  public:
    static constexpr std::size_t kMaxModels = std::tuple_size_v<ModelScores>;
    /// From this score on 5 %, or 1 %, of the harmless texts of the dev set score as high.
    static constexpr float kMaybe = 0.5F;
    static constexpr float kSure = 0.8F;

    /// Verifies every model file against the manifest before fastText sees it.
    static runtime::Result<Classifier> load(const std::string& directory, const Manifest& manifest);
    Classifier(Classifier&&) noexcept;
    Classifier& operator=(Classifier&&) noexcept;
    ~Classifier();

    const std::vector<std::string>& names() const { return names_; }
    /// In [0, 1]; kMaybe and kSure mean the same for every model. Threads: any.
    ModelScores score(std::span<const Token> tokens) const;
    /// log(p / (1 - p)) as fastText has it.
    ModelScores raw(std::span<const Token> tokens) const;
    /// What each token added to the raw score of one model. Threads: any.
    std::vector<float> contributions(std::span<const Token> tokens, std::size_t model) const;

  private:
    struct Table;
    Classifier(std::unique_ptr<const Table> table, std::vector<std::string> names, std::vector<ManifestModel> scales);

    std::unique_ptr<const Table> table_;
    std::vector<std::string> names_;
    std::vector<ManifestModel> scales_;
};

}  // namespace models::text
