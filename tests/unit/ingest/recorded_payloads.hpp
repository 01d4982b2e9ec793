#pragma once

#include "config/runtime/result.hpp"
#include "ingest/parsed.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace tests {

/// What others recorded of a network, and what damage to it may cost. The expectations stand here once for every
/// network whose lists are `{"data":[...]}`.

std::filesystem::path payload_directory(const std::string& network);
/// Name relative to the directory, and content.
std::map<std::string, std::string> payloads(const std::string& network);

/// Counts the outcomes, and expects the table of them to stand in the README.
void expect_outcomes_as_in_the_readme(const std::string& network,
                                      const std::function<std::string(const std::string& body)>& outcome);

/// One way to read lists.
struct PageReader {
    runtime::Result<ingest::ParsedPage> (*parse)(std::string_view body, const ingest::ParseContext& context);
    ingest::ParseContext context;

    runtime::Result<ingest::ParsedPage> operator()(std::string_view body) const { return parse(body, context); }
};

/// Those payloads in which the reader finds something.
std::map<std::string, std::string> recorded_pages(const std::string& network, const PageReader& read);

void expect_a_cut_to_keep_what_came_before(const std::string& name, const std::string& body, const PageReader& read);
/// Takes each member of one element away, or replaces it by something else.
void expect_a_member_to_cost_at_most_its_element(const std::string& name, const std::string& body,
                                                 const PageReader& read);
void expect_any_byte_to_be_survived(const std::string& body, const PageReader& read);

}  // namespace tests
