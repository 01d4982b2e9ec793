// What a rule file may say, what a rule means, and that the shipped file holds what it promises.

#include "models/text/rules.hpp"

#include "text_fixture.hpp"

#include <set>

namespace tests {

using models::text::RuleSet;

constexpr const char* kRule = R"(
version = 3
[aliases]
ki11 = "kill"
[disguised]
words = "kill"
not = "kll"
[words]
weapon = "knife gun"
[about]
staff = ["#titled"]
[[rule]]
code = "weapon_time"
category = "threat"
severity = 4
sentence = "mentions a weapon together with a time"
any = ["@weapon", "kill"]
near = ["#time", "tomorrow"]
within = 6
unless = ["cake"]
)";

TEST(Rules, FireOnlyWhenBothPartsAreNear) {
    const auto rules = RuleSet::parse(kRule, empty_lexicon());
    ASSERT_TRUE(rules) << rules.error().message;
    EXPECT_EQ(codes(*rules, "a knife at 3.15"), std::vector<std::string>{"weapon_time"});
    EXPECT_EQ(codes(*rules, "tomorrow bring the gun"), std::vector<std::string>{"weapon_time"});
    EXPECT_TRUE(codes(*rules, "a knife").empty());
    EXPECT_TRUE(codes(*rules, "a knife is not a good thing to have around you all at 3.15").empty());
}

TEST(Rules, HoldBackAtAnException) {
    const auto rules = RuleSet::parse(kRule, empty_lexicon());
    ASSERT_TRUE(rules);
    EXPECT_TRUE(codes(*rules, "bring a cake knife tomorrow").empty());
    const auto found = rules->apply(models::text::normalise("bring a cake knife tomorrow", 1000));
    ASSERT_EQ(found.spared.size(), 1U);
    EXPECT_EQ(found.spared[0].first, 3U);  // "knife tomorrow", because of "cake"
    EXPECT_EQ(found.spared[0].last, 5U);
    EXPECT_EQ(found.spared[0].because_first, 2U);
}

TEST(Rules, AreDoubtedWhereSomebodyLaughsAndNotSilent) {
    const auto rules = RuleSet::parse(std::string{kRule} + "doubt = [\"haha\"]\n", empty_lexicon());
    ASSERT_TRUE(rules) << rules.error().message;
    const auto hits = rules->apply(models::text::normalise("bring the knife tomorrow haha", 1000)).hits;
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].severity(), models::Severity::v3);
    EXPECT_FALSE(hits[0].sure());
    // Said once more in earnest, it is meant.
    const auto twice = "haha a knife tomorrow. It is a long way from here to there and back again, kill tomorrow";
    EXPECT_TRUE(rules->apply(models::text::normalise(twice, 1000)).hits.at(0).sure());
}

TEST(Rules, SeeThroughDisguisesAndAliases) {
    const auto rules = RuleSet::parse(kRule, empty_lexicon());
    ASSERT_TRUE(rules);
    for (const auto* text :
         {"ki11 tomorrow", "k n i f e tomorrow", "KN1FE tomorrow", "kniffffe? knife tomorrow", "k*ll tomorrow"})
        EXPECT_FALSE(codes(*rules, text).empty()) << text;
    EXPECT_TRUE(codes(*rules, "kll tomorrow").empty()) << "a word of its own";
}

TEST(Rules, NameALanguageOnlyWhenNoOtherHasAsManyWords) {
    auto file = std::string{kRule};
    file.insert(file.find("[about]"), "in_polish = \"jest nie la\"\nin_romanian = \"nu este la\"\nenglish = \"the\"\n");
    const auto rules = RuleSet::parse(file, empty_lexicon());
    ASSERT_TRUE(rules) << rules.error().message;
    const auto language = [&](const char* text) { return rules->apply(normalised(text)).language; };
    EXPECT_EQ(language("nu este aici mama"), "Romanian");
    EXPECT_EQ(language("jest nie la nu este"), "") << "three words of each";
    EXPECT_EQ(language("una este dos tres cuatro cinco seis siete ocho nueve"), "") << "one word says little";
    EXPECT_EQ(language("the nu and the este of the day"), "") << "it is understood";
}

TEST(Rules, NameTheWordsThatMadeThemFire) {
    const auto rules = RuleSet::parse(kRule, empty_lexicon());
    ASSERT_TRUE(rules);
    const std::string text = "Oh well. A KNIFE, tomorrow then";
    const auto normal = normalised(text);
    const auto found = rules->apply(normal);
    ASSERT_EQ(found.hits.size(), 1u);
    const auto begin = normal.tokens[found.hits[0].first].begin;
    const auto end = normal.tokens[found.hits[0].last - 1].end;
    EXPECT_EQ(text.substr(begin, end - begin), "KNIFE, tomorrow");
}

TEST(Rules, NameAWordThatIsSeveralRunTogether) {
    const auto rules = RuleSet::parse(kRule, empty_lexicon());
    ASSERT_TRUE(rules);
    const auto text = normalised("Oh well aknifetomorrow then cake");
    EXPECT_TRUE(rules->apply(text).hits.empty()) << "nobody said that it is no word";
    const auto of_language = [](std::string_view word) { return word == "then"; };
    const auto found = rules->apply(text, {}, of_language);
    ASSERT_EQ(found.spared.size(), 1u);
    EXPECT_EQ(found.spared[0].first, 2u);
    EXPECT_EQ(found.spared[0].last, 3u);
    EXPECT_EQ(found.spared[0].because_first, 4u);
    EXPECT_EQ(found.spared[0].because_last, 5u);
}

TEST(Rules, AreNeverSureOfWordsThatAreOnlyGuessed) {
    const auto rules = RuleSet::parse(kRule, empty_lexicon());
    ASSERT_TRUE(rules);
    const auto no_word = [](std::string_view) { return false; };
    const auto guessed = rules->apply(normalised("a knfie tomorrow"), {}, no_word).hits;
    ASSERT_EQ(guessed.size(), 1u);
    EXPECT_EQ(guessed[0].severity(), models::Severity::v3) << "it may be meant, and nobody is woken";
    EXPECT_FALSE(guessed[0].sure()) << "nothing happens by itself";
    EXPECT_TRUE(rules->apply(normalised("a k*ife tomorrow"), {}, no_word).hits.at(0).sure()) << "it hides a word";
    EXPECT_TRUE(rules->apply(normalised("qwertz, a knife tomorrow"), {}, no_word).hits.at(0).sure());
}

struct BadFile {
    const char* name;
    const char* from;
    const char* to;
    const char* says;
};

class BadRuleFiles : public testing::TestWithParam<BadFile> {};

TEST_P(BadRuleFiles, AreRefusedWithAReason) {
    std::string text = kRule;
    const auto at = text.find(GetParam().from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, std::string_view{GetParam().from}.size(), GetParam().to);
    const auto rules = RuleSet::parse(text, empty_lexicon());
    ASSERT_FALSE(rules);
    EXPECT_NE(rules.error().message.find(GetParam().says), std::string::npos) << rules.error().message;
}

INSTANTIATE_TEST_SUITE_P(Rules, BadRuleFiles,
                         testing::Values(BadFile{"no_version", "version = 3", "", "version"},
                                         BadFile{"syntax", "[aliases]", "[aliases", "line"},
                                         BadFile{"unknown_class", "\"@weapon\"", "\"@wepon\"", "@wepon is not defined"},
                                         BadFile{"unknown_detector", "\"#time\"", "\"#tyme\"", "#tyme is not defined"},
                                         BadFile{"unknown_category", "\"threat\"", "\"thread\"", "weapon_time"},
                                         BadFile{"severity", "severity = 4", "severity = 5", "weapon_time"},
                                         BadFile{"misspelt_field", "within", "withing", "withing is unknown"},
                                         BadFile{"no_such_model", "within = 6", "learnt = \"thread\"",
                                                 "no model is called thread"},
                                         BadFile{"misspelt_about", "staff =", "staf =", "about.staf"},
                                         BadFile{"empty_phrase", "\"kill\"]", "\"\"]", "is empty"}),
                         [](const auto& row) { return row.param.name; });

TEST(ShippedRules, NeverFindCriticismSevereAndNeverAllegationsMild) {
    for (const auto& [category, severities] : shipped_assessor().emitted()) {
        if (category == models::Category::criticism) {
            EXPECT_LE(severities.back(), 2);
        }
        if (category == models::Category::staff_allegation) {
            EXPECT_GE(severities.front(), 2);
        }
        if (category == models::Category::illegal_image) {
            EXPECT_EQ(severities, std::vector<int>{4});
        }
    }
}

TEST(ShippedRules, HaveDistinctCodesAndSentencesInPlainEnglish) {
    const auto rules = RuleSet::parse(read_file(ARTEFACTS_DIRECTORY "/rules.toml"), empty_lexicon());
    ASSERT_TRUE(rules) << rules.error().message;
    std::set<std::string> seen;
    for (const auto& rule : rules->rules()) {
        EXPECT_TRUE(seen.insert(rule.code).second) << rule.code;
        EXPECT_GE(rule.sentence.size(), 12u) << rule.code;
    }
}

}  // namespace tests
