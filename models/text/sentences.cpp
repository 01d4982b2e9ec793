#include "models/text/sentences.hpp"

#include "models/text/assessor.hpp"
#include "models/text/normaliser.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

constexpr std::string_view kHarmless = "harmless";
constexpr std::size_t kTurns = 4;
constexpr std::size_t kTurnsOfHarmless = 40;

using Slots = std::map<std::string, std::vector<std::string>, std::less<>>;

std::vector<std::string> strings_of(const toml::node& node) {
    std::vector<std::string> out;
    if (const auto* list = node.as_array())
        for (const auto& item : *list)
            if (const auto text = item.value<std::string>()) out.push_back(*text);
    return out;
}

/// The sentence with the value number `turn` of every slot; nothing when a slot has no values.
std::optional<std::string> filled(std::string_view sentence, const Slots& slots, std::size_t turn) {
    std::string out;
    for (std::size_t at = 0; at < sentence.size();) {
        const auto open = std::min(sentence.find('{', at), sentence.size());
        out += sentence.substr(at, open - at);
        if (open == sentence.size()) break;
        const auto close = sentence.find('}', open);
        if (close == std::string_view::npos) return std::nullopt;
        const auto slot = slots.find(sentence.substr(open + 1, close - open - 1));
        if (slot == slots.end() || slot->second.empty()) return std::nullopt;
        out += slot->second[turn % slot->second.size()];
        at = close + 1;
    }
    return out;
}

/// What a list of sentences says, by its name: yes to one task and nothing of the others, or no to each that others
/// say yes to.
std::optional<Answers> answers_for(std::string_view name, const toml::table& lists) {
    Answers answers{};
    answers.fill(-1);
    if (name != kHarmless) {
        const auto task = task_named(name);
        if (!task) return std::nullopt;
        answers[*task] = 1;
        return answers;
    }
    for (const auto& [other, sentences] : lists)
        if (const auto task = task_named(other.str())) answers[*task] = 0;
    return answers;
}

std::string line_of(std::string_view sentence) {
    return normalise(sentence, Assessor::kMaxTextBytes).line();
}

}  // namespace

Result<Sentences> read_sentences(std::string_view toml) {
    try {
        const auto root = toml::parse(toml);
        const auto* slot_lists = root["slots"].as_table();
        const auto* sentence_lists = root["sentences"].as_table();
        const auto* held_back = root["held_back"][kHarmless].as_array();
        if (slot_lists == nullptr || sentence_lists == nullptr || held_back == nullptr)
            return fail(ErrorKind::malformed, "the sentences need [slots], [sentences] and [held_back] harmless");
        Slots slots;
        for (const auto& [name, values] : *slot_lists) slots.emplace(name.str(), strings_of(values));
        Sentences out;
        for (const auto& sentence : strings_of(*held_back)) out.harmless_talk.push_back(line_of(sentence));
        for (const auto& [name, sentences] : *sentence_lists) {
            const auto answers = answers_for(name.str(), *sentence_lists);
            if (!answers) return fail(ErrorKind::malformed, fmt::format("{} is nothing that is learnt", name.str()));
            const auto turns = name.str() == kHarmless ? kTurnsOfHarmless : kTurns;
            for (const auto& sentence : strings_of(sentences))
                for (std::size_t turn = 0; turn < turns; ++turn) {
                    const auto whole = filled(sentence, slots, turn);
                    if (!whole) return fail(ErrorKind::malformed, "a sentence has a slot without values: " + sentence);
                    out.examples.push_back({line_of(*whole), {}, *answers});
                }
        }
        return out;
    } catch (const toml::parse_error& error) {
        return fail(ErrorKind::malformed,
                    fmt::format("the sentences, line {}: {}", error.source().begin.line, error.description()));
    }
}

}  // namespace models::text
