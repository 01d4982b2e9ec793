#pragma once

#include "models/text/rules.hpp"
#include "models/text/spellings.hpp"

#include <array>
#include <string_view>

namespace models::text {

/// What a phrase does in a rule.
enum class Role : std::uint8_t { any, near, also, unless, doubt };
inline constexpr std::array<std::string_view, 5> kRoles{"any", "near", "also", "unless", "doubt"};

struct PhraseUse {
    std::size_t rule{0};
    Role role{Role::any};
};

inline constexpr std::array<std::string_view, 10> kAboutNames{"pupil",  "staff", "head", "dsl",    "governor",
                                                              "parent", "self",  "you",  "school", "group"};

/// The rule file, read.
struct RuleFile {
    int version{0};
    PhraseBook book;
    std::vector<Rule> rules;
    std::vector<std::vector<PhraseUse>> uses;     ///< by phrase
    std::vector<std::vector<std::size_t>> about;  ///< by phrase: indexes into kAboutNames
    Spellings spellings;                          ///< words rewritten before rules look: "ki11" as "kill"
};

runtime::Result<RuleFile> read_rule_file(std::string_view toml);

}  // namespace models::text
