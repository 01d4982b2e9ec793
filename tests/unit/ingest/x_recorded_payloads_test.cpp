// What real answers of X teach: each recorded answer is read or refused for a reason, and damage to any of them,
// at any byte or in any member, costs at most what it touched.

#include "ingest/x/parser.hpp"
#include "ingest/x/problem.hpp"

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
    return std::filesystem::path{GATEHOUSE_TEST_DATA} / "x";
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

/// By file and place in it. The rules for counting characters are no answers.
std::map<std::string, std::string> answers() {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{directory()}) {
        const auto extension = entry.path().extension();
        const auto folder = entry.path().parent_path().filename();
        if ((extension != ".json" && extension != ".jsonl") || folder == "twitter-twitter-text") continue;
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
    for (const auto& [name, body] : recorded_pages()) {
        const auto whole = parse_x_page(body, context());
        const std::size_t step = std::max<std::size_t>(1, body.size() / 150);
        std::size_t best = 0;
        for (std::size_t length = 0; length < body.size(); length += step) {
            const auto page = parse_x_page(std::string_view{body}.substr(0, length), context());
            if (!page) continue;
            ASSERT_GE(page->list.objects.size(), best) << name << " at " << length;
            best = page->list.objects.size();
            for (std::size_t i = 0; i < best; ++i)
                ASSERT_EQ(page->facts[i].version_id, whole->facts[i].version_id) << name;
            if (best < whole->list.objects.size()) ASSERT_FALSE(page->list.whole) << name << " at " << length;
        }
    }
}

TEST(XRecordedPayloads, AMemberMissingOrOfAnyTypeCostsAtMostItsElement) {
    const json::value others[] = {
        nullptr, true, -1, 1e300, "x", json::array{1, json::object{}}, json::object{{"data", 5}}};
    for (const auto& [name, body] : recorded_pages()) {
        auto document = json::parse(body).as_object();
        if (!document.at("data").is_array()) continue;
        auto& data = document["data"].as_array();
        const auto whole = data[data.size() / 2].as_object();
        for (const auto& member : whole) {
            for (std::size_t variant = 0; variant <= std::size(others); ++variant) {
                auto& element = data[data.size() / 2].as_object();
                if (variant == std::size(others))
                    element.erase(member.key());
                else
                    element[member.key()] = others[variant];
                const auto page = parse_x_page(json::serialize(document), context());
                ASSERT_TRUE(page) << name;
                ASSERT_GE(page->list.objects.size() + 1, data.size()) << name << ' ' << member.key();
                ASSERT_EQ(page->list.objects.size() + page->list.malformed + page->list.without_id, data.size());
            }
            data[data.size() / 2] = whole;
        }
    }
}

TEST(XRecordedPayloads, AnyByteChangedNeverBringsDownTheParser) {
    for (const auto& [name, body] : recorded_pages()) {
        if (body.size() > 1'500) continue;
        for (const char other : {'"', '\\', '{', ']', '\0', '\xFF', '5'}) {
            for (std::size_t at = 0; at < body.size(); at += 11) {
                auto damaged = body;
                damaged[at] = other;
                const auto page = parse_x_page(damaged, context());
                if (page) ASSERT_LE(page->list.objects.size(), kPageElementsMax);
                (void)parse_x_error(400, damaged);
            }
        }
    }
}

}  // namespace
}  // namespace ingest
