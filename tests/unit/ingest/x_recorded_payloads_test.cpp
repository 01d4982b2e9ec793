// What real answers of X teach: each recorded answer is read or refused for a reason, and damage to any of them,
// at any byte or in any member, costs at most what it touched.

#include "ingest/x/parser.hpp"
#include "tests/unit/ingest/recorded_payloads.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace ingest {
namespace {

namespace json = boost::json;

const runtime::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::filesystem::path directory() {
    return tests::payload_directory("x");
}

/// Of a file with one answer a line, of a recorded session, or of a single answer.
std::vector<std::string> answers_in(const std::filesystem::path& path) {
    const auto text = file_text(path);
    std::vector<std::string> answers;
    if (path.extension() == ".jsonl") {
        std::istringstream lines{text};
        for (std::string line; std::getline(lines, line);)
            if (!line.empty()) answers.push_back(line);
        return answers;
    }
    if (path.parent_path().filename() != "tweepy-tweepy") return {text};
    const auto session = json::parse(text);
    for (const auto& interaction : session.at("interactions").as_array())
        answers.push_back(json::serialize(interaction.at("response").at("json")));
    return answers;
}

/// By file and place in it.
std::map<std::string, std::string> answers() {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{directory()}) {
        const auto extension = entry.path().extension();
        if (extension != ".json" && extension != ".jsonl") continue;
        int place = 0;
        for (auto& answer : answers_in(entry.path()))
            found[std::filesystem::relative(entry.path(), directory()).string() + " " + std::to_string(++place)] =
                std::move(answer);
    }
    return found;
}

ParseContext context() {
    ParseContext made;
    made.channel_id = "channel1";
    made.now = kNow;
    return made;
}

std::string outcome(const std::string& body) {
    const auto page = parse_x_page(body, context());
    if (!page) return "refused: " + page.error().message;
    if (!page->list.whole) return "cut off";
    if (!page->list.objects.empty()) return page->list.malformed == 0 ? "posts" : "posts, some of no use";
    return page->list.malformed + page->list.without_id == 0 ? "empty page" : "no post among what it holds";
}

runtime::Result<ParsedPage> list_of(std::string_view body, const ParseContext& given) {
    auto page = parse_x_page(body, given);
    if (!page) return tl::unexpected(page.error());
    return std::move(page->list);
}

const tests::PageReader kReader{list_of, context()};

std::map<std::string, std::string> recorded_pages() {
    std::map<std::string, std::string> pages;
    for (auto& [name, body] : answers()) {
        const auto page = parse_x_page(body, context());
        if (page && page->list.whole && !page->list.objects.empty()) pages[name] = body;
    }
    return pages;
}

TEST(XRecordedPayloads, AreEachReadOrRefusedForAReasonAsTheReadmeSays) {
    std::map<std::string, int> counts;
    for (const auto& [name, body] : answers()) ++counts[outcome(body)];
    std::stringstream table;
    for (const auto& [what, count] : counts) table << "| " << what << " | " << count << " |\n";
    std::cout << table.str();
    const auto readme = file_text(directory() / "README.md");
    EXPECT_NE(readme.find(table.str()), std::string::npos) << table.str();
}

TEST(XRecordedPayloads, PagesLoseNoElementAndKeepItsBytes) {
    std::size_t elements = 0;
    std::size_t named = 0;
    for (const auto& [name, body] : recorded_pages()) {
        const auto page = parse_x_page(body, context());
        const auto document = json::parse(body).as_object();
        const auto& data = document.at("data");
        EXPECT_EQ(page->list.objects.size(), data.is_array() ? data.as_array().size() : 1U) << name;
        for (const auto& object : page->list.objects) {
            EXPECT_NE(body.find(object.item.raw), std::string::npos) << name;
            named += object.item.author_name.empty() ? 0U : 1U;
            ++elements;
        }
    }
    EXPECT_GT(elements, 50U);
    EXPECT_GT(named, 20U);
}

TEST(XRecordedPayloads, CutAtAnyByteKeepWhatCameBefore) {
    for (const auto& [name, body] : recorded_pages())
        if (json::parse(body).at("data").is_array()) tests::expect_a_cut_to_keep_what_came_before(name, body, kReader);
}

TEST(XRecordedPayloads, AMemberMissingOrOfAnyTypeCostsAtMostItsElement) {
    for (const auto& [name, body] : recorded_pages())
        if (json::parse(body).at("data").is_array())
            tests::expect_a_member_to_cost_at_most_its_element(name, body, kReader);
}

TEST(XRecordedPayloads, AnyByteChangedNeverBringsDownTheParser) {
    for (const auto& [name, body] : recorded_pages())
        if (body.size() < 1'500) tests::expect_any_byte_to_be_survived(body, kReader);
}

}  // namespace
}  // namespace ingest
