#include "models/text/classifier.hpp"

#include "models/text/model_tasks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

using Words = std::vector<std::string_view>;

Words words_of(std::span<const Token> tokens) {
    Words words;
    words.reserve(tokens.size());
    for (const auto& token : tokens) words.push_back(token.text);
    return words;
}

std::size_t letters_of(std::span<const std::string_view> words) {
    std::size_t letters = 0;
    for (const auto& word : words) letters += word.size();
    return letters;
}

/// Calls `use` for the passages of a long text. Each begins in the middle of the one before, so that nothing is cut
/// apart in all of them.
template <class Use>
void each_passage(std::span<const std::string_view> words, const Use& use) {
    constexpr auto kLetters = Classifier::kPassageBytes;
    for (std::size_t begin = 0; begin < words.size();) {
        std::size_t end = begin + 1;
        std::size_t next = end;
        std::size_t letters = words[begin].size();
        while (end < words.size() && letters + words[end].size() <= kLetters) {
            letters += words[end++].size();
            if (letters <= kLetters / 2) next = end;
        }
        use(words.subspan(begin, end - begin));
        if (end == words.size()) return;
        begin = next;
    }
}

/// The umbrella is the mean of two columns: what is learnt from the sources whose "harmless" can be trusted, and from
/// all.
double of_model(const LinearModel::Scores& scores, std::size_t column) {
    const auto own = static_cast<double>(scores[column]);
    return column == kUmbrella ? (own + static_cast<double>(scores[kUmbrellaOfAll])) / 2 : own;
}

auto unreadable(const ManifestFile& file, const runtime::Error& error) {
    return fail(ErrorKind::unavailable, fmt::format("{} {}", file.name, error.message));
}

/// The file as it lies is forgotten before anything else is loaded: it is as large as the model.
Result<LinearModel> read_linear(const std::string& directory, const ManifestFile& file) {
    const auto table = read_verified(directory, file);
    if (!table) return tl::unexpected(table.error());
    auto linear = LinearModel::parse(*table);
    if (!linear) return unreadable(file, linear.error());
    return linear;
}

/// Whether a text is mostly of words that nothing was learnt of. Names are nobody's words.
bool is_strange(std::span<const Token> tokens, const FastTextModels& models) {
    constexpr std::size_t kWordsMin = 3;
    std::size_t words = 0;
    std::size_t known = 0;
    for (const auto& token : tokens) {
        const bool name = token.capital && !token.sentence_start;
        const bool numbered = token.raw.find_first_of("0123456789") != std::string::npos;  // "year6", "gr8"
        if (token.kind != TokenKind::word || token.text.size() < 2 || name || numbered) continue;
        ++words;
        if (models.knows(token.text)) ++known;
    }
    return words >= kWordsMin && 2 * known <= words;
}

float logistic(double x) {
    return static_cast<float>(1 / (1 + std::exp(-x)));
}

}  // namespace

Classifier::Classifier(LinearModel linear, FastTextModels fast_text, std::vector<ManifestModel> models)
    : linear_{std::move(linear)}, fast_text_{std::move(fast_text)}, models_{std::move(models)} {
    std::size_t next = 0;
    for (const auto& model : models_) {
        names_.push_back(model.name);
        columns_.push_back(*task_named(model.name));
        fast_text_of_.push_back(model.fast_text ? next++ : kMaxModels);
    }
}

Result<Classifier> Classifier::load(const std::string& directory, const Manifest& manifest) {
    if (manifest.models.size() > kMaxModels) return fail(ErrorKind::unavailable, "the manifest names too many models");
    auto linear = read_linear(directory, manifest.linear);
    if (!linear) return tl::unexpected(linear.error());
    FastTextModels fast_text;
    for (const auto& model : manifest.models) {
        if (!task_named(model.name))
            return fail(ErrorKind::unavailable,
                        fmt::format("the manifest names a model {} that nothing is known of", model.name));
        if (!model.fast_text) continue;
        const auto bytes = read_verified(directory, *model.fast_text);
        if (!bytes) return tl::unexpected(bytes.error());
        if (auto added = fast_text.add(*bytes); !added) return unreadable(*model.fast_text, added.error());
    }
    fast_text.finish();
    return Classifier{std::move(*linear), std::move(fast_text), manifest.models};
}

std::array<Evidence, Classifier::kMaxModels> Classifier::evidence(std::span<const Token> tokens) const {
    std::array<Evidence, kMaxModels> out{};
    const auto words = words_of(tokens);
    const auto whole = linear_.score(words);
    const auto fast = fast_text_.score(tokens);
    for (std::size_t k = 0; k < models_.size(); ++k) {
        out[k].whole = out[k].passage = of_model(whole, columns_[k]);
        if (fast_text_of_[k] < kMaxModels) out[k].fast_text = static_cast<double>(fast[fast_text_of_[k]]);
    }
    if (letters_of(words) < 2 * kPassageBytes) return out;
    each_passage(words, [&](std::span<const std::string_view> passage) {
        const auto part = linear_.score(passage);
        for (std::size_t k = 0; k < models_.size(); ++k)
            out[k].passage = std::max(out[k].passage, of_model(part, columns_[k]));
    });
    return out;
}

float Classifier::of(const ModelScores& scores, std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    return found == names_.end() ? 0.0F : scores[static_cast<std::size_t>(found - names_.begin())];
}

Judged Classifier::judge(std::span<const Token> tokens) const {
    Judged out;
    if (tokens.empty()) return out;
    const auto all = evidence(tokens);
    out.strange = is_strange(tokens, fast_text_);
    for (std::size_t k = 0; k < models_.size(); ++k) {
        const auto& model = models_[k];
        const double odds = model.last.log_odds(all[k]);
        out.chance[k] = logistic(odds);
        // A logistic curve through (at_five, kMaybe) and (at_one, kSure).
        const double slope = std::log(kSure / (1 - kSure)) / (model.at_one - model.at_five);
        out.standing[k] = logistic(slope * (odds - model.at_five));
    }
    return out;
}

std::vector<float> Classifier::contributions(std::span<const Token> tokens, std::size_t model) const {
    const auto& weight = models_[model].last.weight;
    const auto words = words_of(tokens);
    std::vector<float> out(tokens.size());
    const auto add = [&](const std::vector<float>& parts, double factor) {
        for (std::size_t i = 0; i < out.size(); ++i) out[i] += parts[i] * static_cast<float>(factor);
    };
    const bool umbrella = columns_[model] == kUmbrella;
    const double linear = (weight[0] + weight[1]) * (umbrella ? 0.5 : 1.0);
    add(linear_.contributions(words, columns_[model]), linear);
    if (umbrella) add(linear_.contributions(words, kUmbrellaOfAll), linear);
    if (fast_text_of_[model] < kMaxModels) add(fast_text_.contributions(tokens, fast_text_of_[model]), weight[2]);
    return out;
}

}  // namespace models::text
