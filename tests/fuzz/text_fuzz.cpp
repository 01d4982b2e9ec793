// Whatever bytes somebody posts: normalising and reading them never crashes, and every span lies in the text.

#include "models/text/normaliser.hpp"
#include "models/text/rules.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

using tests::demand;

namespace {

models::text::RuleSet small_rules() {
    constexpr std::string_view kRules = R"(
version = 1
[aliases]
2moz = "tomorrow"
[disguised]
words = "kill knife"
not = "kll"
[words]
bad = "kill hurt knife"
[[rule]]
code = "a"
category = "threat"
severity = 2
sentence = "s"
any = ["@bad .. you|him", "#phone", "#postcode", "i? will .. @bad"]
unless = ["_ joke"]
)";
    return std::move(*models::text::RuleSet::parse(kRules, *models::text::Lexicon::parse("")));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto rules = small_rules();
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto normalised = models::text::normalise(text, 4096);
    std::size_t before = 0;
    for (const auto& token : normalised.tokens) {
        demand(token.begin >= before && token.end >= token.begin && token.end <= size);
        before = token.end;
    }
    const auto within = [&](std::size_t first, std::size_t last) {
        return first < last && last <= normalised.tokens.size();
    };
    // Half of all words are none: those are mended and parted.
    const auto found = rules.apply(normalised, {}, [](std::string_view word) { return word.size() % 2 == 0; });
    for (const auto& hit : found.hits) demand(within(hit.first, hit.last));
    for (const auto& term : found.terms) demand(within(term.first, term.last));
    for (const auto& spared : found.spared)
        demand(within(spared.first, spared.last) && within(spared.because_first, spared.because_last));
    return 0;
}
