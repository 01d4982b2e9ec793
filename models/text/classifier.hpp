#pragma once

#include "config/runtime/result.hpp"
#include "models/text/fasttext_models.hpp"
#include "models/text/last_step.hpp"
#include "models/text/linear_model.hpp"
#include "models/text/manifest.hpp"
#include "models/text/normaliser.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace models::text {

/// One number for each model, in the order of Classifier::names().
using ModelScores = std::array<float, 12>;

/// What the models say of one text.
struct Judged {
    ModelScores chance{};    ///< how probable it is that people call it that, as in the dev set
    ModelScores standing{};  ///< in [0, 1], by the harmless texts that score as high: see kMaybe and kSure
    bool strange{false};     ///< half of its words or more are none that the models met: another language, or none
};

/// One model per category of harm: a column of the LinearModel, a fastText model where one helps, and a last step that
/// makes one probability of both.
class Classifier {
  public:
    static constexpr std::size_t kMaxModels = std::tuple_size_v<ModelScores>;
    /// From this standing on 5 %, or 1 %, of the harmless texts of the dev set stand as high.
    static constexpr float kMaybe = 0.5F;
    static constexpr float kSure = 0.8F;
    /// Letters of a passage that is judged by itself: about an ordinary comment.
    static constexpr std::size_t kPassageBytes = 160;

    /// Verifies every model file against the manifest before anything of it is believed.
    static runtime::Result<Classifier> load(const std::string& directory, const Manifest& manifest);

    const std::vector<std::string>& names() const { return names_; }
    /// What the model of that name says; nought when there is none.
    float of(const ModelScores& scores, std::string_view name) const;
    /// Noughts for no tokens. Time is linear in the text. Threads: any.
    Judged judge(std::span<const Token> tokens) const;
    /// What the models say before the last step, by model. Of a text longer than two passages each passage is judged
    /// too, so that an insult stays one however much stands around it. Threads: any.
    std::array<Evidence, kMaxModels> evidence(std::span<const Token> tokens) const;
    /// Whether the models met the word; without a fastText model they met every one. Threads: any.
    bool knows(std::string_view word) const { return fast_text_.knows(word); }
    /// The log odds of one model.
    double log_odds(std::size_t model, const Evidence& evidence) const {
        return models_[model].last.log_odds(evidence);
    }
    /// What each token added to the log odds of one model. Threads: any.
    std::vector<float> contributions(std::span<const Token> tokens, std::size_t model) const;

  private:
    Classifier(LinearModel linear, FastTextModels fast_text, std::vector<ManifestModel> models);

    LinearModel linear_;
    FastTextModels fast_text_;
    std::vector<ManifestModel> models_;
    std::vector<std::size_t> columns_;       ///< of the linear model, by model
    std::vector<std::size_t> fast_text_of_;  ///< by model; kMaxModels: it has none
    std::vector<std::string> names_;
};

}  // namespace models::text
