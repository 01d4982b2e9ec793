#include "models/text/assessor.hpp"

#include "models/text/classifier.hpp"
#include "models/text/hearing.hpp"
#include "models/text/manifest.hpp"
#include "models/text/rules.hpp"
#include "models/text/set_aside.hpp"
#include "models/text/verdict.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace models {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

/// What rules would have found but for an exception, where nothing else found the same.
std::vector<LookAlike> look_alikes(const text::Normalised& text, const text::RuleFindings& rules,
                                   const Assessment& assessment) {
    constexpr std::size_t kMost = 3;
    std::vector<LookAlike> out;
    for (const auto& spared : rules.spared) {
        if (out.size() == kMost || assessment.has(spared.rule->category)) continue;
        const auto& tokens = text.tokens;
        out.push_back({spared.rule->category, tokens[spared.first].begin, tokens[spared.last - 1].end,
                       tokens[spared.because_first].begin, tokens[spared.because_last - 1].end});
    }
    return out;
}

class TextAssessor final : public Assessor {
  public:
    TextAssessor(text::Classifier classifier, text::RuleSet rules, std::string_view models_hash)
        : classifier_{std::move(classifier)},
          rules_{std::move(rules)},
          judge_{classifier_},
          version_{fmt::format("m:{} r:{}", models_hash, rules_.version())} {}

    Assessment assess(std::string_view original) const override { return assess_without(original, {}); }

    Assessment assess_without(std::string_view original, std::span<const text::SetAside> aside) const override {
        const auto text = text::normalise(original, kMaxTextBytes);
        const auto judged = classifier_.judge(text.tokens);
        const auto rules =
            text::heard(rules_.apply(text, aside, [this](std::string_view word) { return classifier_.knows(word); }),
                        judged, classifier_);
        auto assessment = judge_.judge(text, rules, judged);
        assessment.look_alikes = look_alikes(text, rules, assessment);
        assessment.version = version_;
        return assessment;
    }

    std::span<const text::Rule> rules() const override { return rules_.rules(); }
    std::string version() const override { return version_; }

    std::vector<std::pair<Category, std::vector<int>>> emitted() const override {
        std::map<Category, std::set<int>> all;
        for (const auto& [category, severity] : text::Judge::model_findings()) all[category].insert(severity);
        for (const auto& rule : rules_.rules()) all[rule.category].insert(level(rule.severity));
        std::vector<std::pair<Category, std::vector<int>>> out;
        for (const auto& [category, severities] : all)
            out.emplace_back(category, std::vector<int>(severities.begin(), severities.end()));
        return out;
    }

  private:
    text::Classifier classifier_;
    text::RuleSet rules_;
    text::Judge judge_;
    std::string version_;
};

/// The bytes of a rule or lexicon file that the manifest must name.
Result<std::string> named_file(const std::string& directory, const text::Manifest& manifest, const char* name) {
    const auto found = std::find_if(manifest.files.begin(), manifest.files.end(),
                                    [&](const text::ManifestFile& file) { return file.name == name; });
    if (found == manifest.files.end())
        return fail(ErrorKind::unavailable, fmt::format("the manifest in {} does not name {}", directory, name));
    return text::read_verified(directory, *found);
}

}  // namespace

Result<std::unique_ptr<const Assessor>> Assessor::load(const std::string& directory) {
    const auto manifest = text::read_manifest(directory);
    if (!manifest) return tl::unexpected(manifest.error());
    const auto rule_bytes = named_file(directory, *manifest, text::kRulesFile);
    if (!rule_bytes) return tl::unexpected(rule_bytes.error());
    const auto lexicon_bytes = named_file(directory, *manifest, text::kLexiconFile);
    if (!lexicon_bytes) return tl::unexpected(lexicon_bytes.error());

    auto lexicon = text::Lexicon::parse(*lexicon_bytes);
    if (!lexicon) return fail(ErrorKind::unavailable, lexicon.error().message);
    auto rules = text::RuleSet::parse(*rule_bytes, std::move(*lexicon));
    if (!rules) return fail(ErrorKind::unavailable, rules.error().message);
    auto classifier = text::Classifier::load(directory, *manifest);
    if (!classifier) return tl::unexpected(classifier.error());
    const auto& names = classifier->names();
    for (const auto& rule : rules->rules())
        if (!rule.learnt.empty() && std::find(names.begin(), names.end(), rule.learnt) == names.end())
            return fail(
                ErrorKind::unavailable,
                fmt::format("rule {} in {} asks the model {}, which is not there; restore models/artefacts from "
                            "the release or run `gatehouse train`",
                            rule.code, directory, rule.learnt));
    return std::make_unique<const TextAssessor>(std::move(*classifier), std::move(*rules), manifest->short_hash);
}

}  // namespace models
