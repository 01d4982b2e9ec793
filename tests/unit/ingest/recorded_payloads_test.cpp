// What real answers of Facebook teach: each recorded file is read or refused for a reason, and damage to any
// of them, at any byte or in any member, costs at most what it touched.

#include "ingest/facebook/parser.hpp"
#include "ingest/meta/graph_error.hpp"

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
using namespace std::chrono_literals;

const runtime::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::filesystem::path directory() {
    return std::filesystem::path{GATEHOUSE_TEST_DATA} / "facebook";
}

/// Name relative to the directory, and content.
std::map<std::string, std::string> payloads() {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{directory()})
        if (entry.path().extension() == ".json")
            found[std::filesystem::relative(entry.path(), directory()).string()] = file_text(entry.path());
    return found;
}

ParseContext context() {
    ParseContext made;
    made.channel_id = "channel1";
    made.kind = models::ItemKind::own_post;
    made.now = kNow;
    return made;
}

/// "page", "object", "error" or why not.
std::string outcome(const std::string& body) {
    if (parse_graph_error(200, body, "Facebook")) return "error";
    if (parse_facebook_page(body, context())) return "page";
    const auto object = parse_facebook_object(body, context());
    return object ? "object" : "refused: " + object.error().message;
}

std::map<std::string, std::string> recorded_pages() {
    std::map<std::string, std::string> pages;
    for (auto& [name, body] : payloads()) {
        const auto page = parse_facebook_page(body, context());
        if (page && !page->objects.empty()) pages[name] = body;
    }
    return pages;
}

TEST(RecordedPayloads, AreEachReadOrRefusedForAReasonAsTheReadmeSays) {
    std::map<std::string, int> counts;
    for (const auto& [name, body] : payloads()) ++counts[outcome(body)];
    std::stringstream table;
    for (const auto& [what, count] : counts) table << "| " << what << " | " << count << " |\n";
    std::cout << table.str();
    const auto readme = file_text(directory() / "README.md");
    EXPECT_NE(readme.find(table.str()), std::string::npos) << table.str();
}

TEST(RecordedPayloads, PagesLoseNoElementAndKeepItsBytes) {
    std::size_t elements = 0;
    for (const auto& [name, body] : recorded_pages()) {
        const auto page = parse_facebook_page(body, context());
        const auto document = json::parse(body).as_object();
        EXPECT_EQ(page->objects.size() + page->malformed + page->without_id, document.at("data").as_array().size())
            << name;
        EXPECT_EQ(page->malformed, 0U) << name;
        for (const auto& object : page->objects) {
            EXPECT_NE(body.find(object.item.raw), std::string::npos) << name;
            EXPECT_EQ(std::string{json::parse(object.item.raw).at("id").as_string()}, object.item.external_id) << name;
            ++elements;
        }
    }
    EXPECT_GT(elements, 200U);
}

TEST(RecordedPayloads, CutAtAnyByteKeepWhatCameBefore) {
    for (const auto& [name, body] : recorded_pages()) {
        const auto whole = parse_facebook_page(body, context());
        const std::size_t step = std::max<std::size_t>(1, body.size() / 150);
        std::size_t best = 0;
        for (std::size_t length = 0; length < body.size(); length += step) {
            const auto page = parse_facebook_page(std::string_view{body}.substr(0, length), context());
            if (!page) continue;
            ASSERT_GE(page->objects.size(), best) << name << " at " << length;
            best = page->objects.size();
            for (std::size_t i = 0; i < best; ++i)
                ASSERT_EQ(page->objects[i].item.external_id, whole->objects[i].item.external_id) << name;
            // A closing bracket may be all that is missing; otherwise the page knows that it is not whole.
            if (best < whole->objects.size()) {
                ASSERT_FALSE(page->whole) << name << " at " << length;
            }
        }
        EXPECT_EQ(best, whole->objects.size()) << name;
    }
}

/// `body` with member `key` of element `index` taken away, or replaced.
std::string changed(const json::object& document, std::size_t index, json::string_view key, const json::value* other) {
    json::object copy = document;
    auto& element = copy["data"].as_array()[index].as_object();
    if (other == nullptr)
        element.erase(key);
    else
        element[key] = *other;
    return json::serialize(copy);
}

TEST(RecordedPayloads, AMemberMissingOrOfAnyTypeCostsAtMostItsElement) {
    const json::value others[] = {
        nullptr, true, -1, 1e300, "x", json::array{1, json::object{}}, json::object{{"data", 5}}};
    for (const auto& [name, body] : recorded_pages()) {
        const auto document = json::parse(body).as_object();
        const auto& data = document.at("data").as_array();
        const auto expected = parse_facebook_page(body, context())->objects.size();
        const std::size_t index = data.size() / 2;
        if (!data[index].is_object()) continue;
        for (const auto& member : data[index].as_object()) {
            std::vector<std::string> variants{changed(document, index, member.key(), nullptr)};
            for (const auto& other : others) variants.push_back(changed(document, index, member.key(), &other));
            for (const auto& variant : variants) {
                const auto page = parse_facebook_page(variant, context());
                ASSERT_TRUE(page) << name;
                ASSERT_GE(page->objects.size() + 1, expected) << name << ' ' << member.key();
                ASSERT_EQ(page->objects.size() + page->malformed + page->without_id, data.size()) << name;
            }
        }
    }
}

TEST(RecordedPayloads, AnyByteChangedNeverBringsDownTheParser) {
    for (const auto& [name, body] : recorded_pages()) {
        if (body.size() > 1'500) continue;
        for (const char other : {'"', '\\', '{', ']', '\0', '\xFF', '5'}) {
            for (std::size_t at = 0; at < body.size(); at += 5) {
                auto damaged = body;
                damaged[at] = other;
                const auto page = parse_facebook_page(damaged, context());
                if (page) {
                    ASSERT_LE(page->objects.size(), kPageElementsMax);
                }
                (void)parse_graph_error(400, damaged, "Facebook");
            }
        }
    }
}

}  // namespace
}  // namespace ingest
