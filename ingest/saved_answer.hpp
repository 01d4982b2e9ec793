#pragma once

#include "ingest/parsed.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

namespace ingest {

/// One thing that a saved answer of a network holds.
struct SavedFinding {
    enum class Kind { item, post, problem };

    Kind kind{Kind::problem};
    models::CollectedItem thing{};  ///< of an item or a post
    std::string reason{};           ///< of a problem, in words without what it is about
};
using SavedFindings = std::vector<SavedFinding>;

/// How the saved answers of one network are read.
struct SavedReader {
    models::Network network;
    std::vector<std::string_view> kinds;  ///< of answers, besides "auto"
    /// Never throws; what cannot be read is a problem among the findings.
    SavedFindings (*read)(std::string_view kind, std::string_view body, runtime::Time now);
};

void add_problem(SavedFindings& findings, std::string reason);
/// A comment or a reply is an item, everything else a post.
void add_thing(SavedFindings& findings, models::CollectedItem thing);
/// Everything that a page holds, and a problem for each thing that was lost.
void add_page(SavedFindings& findings, ParsedPage page);

/// The word that a member holds, empty when it holds none.
std::string word_of(simdjson::dom::object object, std::string_view key);
bool has_member(simdjson::dom::object object, std::string_view key);

}  // namespace ingest
