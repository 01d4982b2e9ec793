#pragma once

#include "models/text/assessor.hpp"
#include "models/text/classifier.hpp"
#include "models/text/normaliser.hpp"
#include "models/text/rules.hpp"

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <simdjson.h>

namespace tests {

inline std::string read_file(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// The shipped models and rules, loaded once for all tests of the program.
inline const models::Assessor& shipped_assessor() {
    static const auto assessor = [] {
        auto loaded = models::Assessor::load(ARTEFACTS_DIRECTORY);
        EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().message);
        return loaded ? std::move(*loaded) : nullptr;
    }();
    return *assessor;
}

inline const models::text::Classifier& shipped_classifier() {
    static const auto classifier =
        models::text::Classifier::load(ARTEFACTS_DIRECTORY, *models::text::read_manifest(ARTEFACTS_DIRECTORY));
    EXPECT_TRUE(classifier);
    return *classifier;
}

inline models::text::Normalised normalised(std::string_view text) {
    return models::text::normalise(text, models::Assessor::kMaxTextBytes);
}

inline std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    for (const auto& token : normalised(text).tokens) out.push_back(token.text);
    return out;
}

inline models::text::Lexicon empty_lexicon() {
    return *models::text::Lexicon::parse("");
}

/// The codes of the rules that fire, in the file's order.
inline std::vector<std::string> codes(const models::text::RuleSet& rules, std::string_view text) {
    std::vector<std::string> out;
    for (const auto& hit : rules.apply(normalised(text)).hits) out.push_back(hit.rule->code);
    return out;
}

/// An example of the taxonomy, in our words.
struct Example {
    std::string text;
    int at_least{0};
    std::vector<models::Category> categories;
    bool unknown{false};
};

/// Of the golden set, or of tests/data/text: what nobody learnt from nor wrote a rule by.
inline std::vector<Example> examples(const std::string& file, const std::string& directory = TAXONOMY_DIRECTORY) {
    std::vector<Example> out;
    simdjson::dom::parser parser;
    std::ifstream in{directory + '/' + file};
    for (std::string line; std::getline(in, line);) {
        simdjson::dom::element root = parser.parse(line);
        Example example;
        example.text = std::string_view{root["text"]};
        std::int64_t at_least = 0;
        if (!root["min"].get(at_least)) example.at_least = static_cast<int>(at_least);
        bool unknown = false;
        if (!root["unknown"].get(unknown)) example.unknown = unknown;
        simdjson::dom::array categories;
        if (!root["categories"].get(categories))
            for (const std::string_view name : categories) example.categories.push_back(*models::category_from(name));
        out.push_back(std::move(example));
    }
    EXPECT_FALSE(out.empty()) << file;
    return out;
}

}  // namespace tests
