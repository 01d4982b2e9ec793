#include "tests/unit/ingest/recorded_payloads.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace tests {

namespace json = boost::json;

namespace {

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// `document` with member `key` of element `index` taken away, or replaced.
std::string changed(const json::object& document, std::size_t index, json::string_view key, const json::value* other) {
    json::object copy = document;
    auto& element = copy["data"].as_array()[index].as_object();
    if (other == nullptr)
        element.erase(key);
    else
        element[key] = *other;
    return json::serialize(copy);
}

}  // namespace

std::filesystem::path payload_directory(const std::string& network) {
    return std::filesystem::path{GATEHOUSE_TEST_DATA} / network;
}

std::map<std::string, std::string> payloads(const std::string& network) {
    const auto directory = payload_directory(network);
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{directory})
        if (entry.path().extension() == ".json")
            found[std::filesystem::relative(entry.path(), directory).string()] = file_text(entry.path());
    return found;
}

void expect_outcomes_as_in_the_readme(const std::string& network,
                                      const std::function<std::string(const std::string& body)>& outcome) {
    std::map<std::string, int> counts;
    for (const auto& [name, body] : payloads(network)) ++counts[outcome(body)];
    std::stringstream table;
    for (const auto& [what, count] : counts) table << "| " << what << " | " << count << " |\n";
    std::cout << table.str();
    const auto readme = file_text(payload_directory(network) / "README.md");
    EXPECT_NE(readme.find(table.str()), std::string::npos) << table.str();
}

std::map<std::string, std::string> recorded_pages(const std::string& network, const PageReader& read) {
    std::map<std::string, std::string> pages;
    for (auto& [name, body] : payloads(network)) {
        const auto page = read(body);
        if (page && !page->objects.empty()) pages[name] = body;
    }
    return pages;
}

void expect_a_cut_to_keep_what_came_before(const std::string& name, const std::string& body, const PageReader& read) {
    const auto whole = read(body);
    ASSERT_TRUE(whole) << name;
    const std::size_t step = std::max<std::size_t>(1, body.size() / 150);
    std::size_t best = 0;
    // The last cut takes one byte only, whatever the step.
    const auto next = [&](std::size_t length) {
        return std::min(length + step, std::max(length + 1, body.size() - 1));
    };
    for (std::size_t length = 0; length < body.size(); length = next(length)) {
        const auto page = read(std::string_view{body}.substr(0, length));
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

void expect_a_member_to_cost_at_most_its_element(const std::string& name, const std::string& body,
                                                 const PageReader& read) {
    const json::value others[] = {
        nullptr, true, -1, 1e300, "x", json::array{1, json::object{}}, json::object{{"data", 5}}};
    const auto document = json::parse(body).as_object();
    const auto& data = document.at("data").as_array();
    const auto expected = read(body)->objects.size();
    const std::size_t index = data.size() / 2;
    if (!data[index].is_object()) return;
    for (const auto& member : data[index].as_object()) {
        std::vector<std::string> variants{changed(document, index, member.key(), nullptr)};
        for (const auto& other : others) variants.push_back(changed(document, index, member.key(), &other));
        for (const auto& variant : variants) {
            const auto page = read(variant);
            ASSERT_TRUE(page) << name;
            ASSERT_GE(page->objects.size() + 1, expected) << name << ' ' << member.key();
            ASSERT_EQ(page->elements, data.size()) << name;
        }
    }
}

void expect_any_byte_to_be_survived(const std::string& body, const PageReader& read) {
    for (const char other : {'"', '\\', '{', ']', '\0', '\xFF', '5'}) {
        for (std::size_t at = 0; at < body.size(); at += 5) {
            auto damaged = body;
            damaged[at] = other;
            const auto page = read(damaged);
            if (page) {
                ASSERT_LE(page->objects.size(), ingest::kPageElementsMax);
            }
        }
    }
}

}  // namespace tests
