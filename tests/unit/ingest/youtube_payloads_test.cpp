// What real answers of YouTube teach: each recorded one is read or refused for a reason, and damage to any of them, at
// any byte or in any member, costs at most what it touched.

#include "ingest/youtube/parser.hpp"
#include "ingest/youtube/youtube_error.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace ingest {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

using Parser = runtime::Result<ParsedPage> (*)(std::string_view, const ParseContext&);

struct Answer {
    std::string name;
    unsigned status{200};
    std::string body;
};

std::string file_text(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

fs::path directory() {
    return fs::path{GATEHOUSE_TEST_DATA} / "youtube";
}

/// All recorded answers: a file is one, or a record of several exchanges.
std::vector<Answer> answers() {
    std::set<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{directory()})
        if (entry.path().extension() == ".json") files.insert(entry.path());
    std::vector<Answer> found;
    for (const auto& path : files) {
        const auto name = path.filename().string();
        const auto text = file_text(path);
        const auto value = json::parse(text);
        const auto* exchanges = value.is_object() ? value.as_object().if_contains("interactions") : nullptr;
        if (exchanges == nullptr) {
            const bool error = value.is_object() && value.as_object().contains("error");
            found.push_back({name, error ? 400U : 200U, text});
            continue;
        }
        for (const auto& exchange : exchanges->as_array()) {
            const auto& response = exchange.at("response").as_object();
            const auto* body = response.if_contains("json");
            const auto status = static_cast<unsigned>(response.at("status").as_int64());
            found.push_back({name, status, body == nullptr ? "" : json::serialize(*body)});
        }
    }
    return found;
}

ParseContext context() {
    ParseContext made;
    made.channel_id = "channel1";
    made.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};
    return made;
}

std::string kind_of(const std::string& body) {
    json::error_code error;
    const auto value = json::parse(body, error);
    if (error || !value.is_object()) return "";
    const auto* kind = value.as_object().if_contains("kind");
    return kind != nullptr && kind->is_string() ? std::string{kind->as_string()} : "";
}

Parser parser_of(const std::string& body) {
    static const std::map<std::string, Parser> kParsers{
        {"youtube#commentThreadListResponse", parse_youtube_threads},
        {"youtube#commentListResponse", parse_youtube_comments},
        {"youtube#videoListResponse", parse_youtube_videos},
        {"youtube#playlistItemListResponse", parse_youtube_uploads},
    };
    const auto found = kParsers.find(kind_of(body));
    return found == kParsers.end() ? nullptr : found->second;
}

std::string outcome(const Answer& answer) {
    if (parse_youtube_error(answer.status, answer.body)) return "error";
    const auto kind = kind_of(answer.body);
    if (kind == "youtube#channelListResponse") {
        const auto channel = parse_youtube_channel(answer.body);
        return channel ? "channel" : "refused: " + channel.error().message;
    }
    const auto parser = parser_of(answer.body);
    if (parser != nullptr) {
        const auto page = parser(answer.body, context());
        return page ? kind.substr(8) : "refused: " + page.error().message;
    }
    const auto page = parse_youtube_comments(answer.body, context());
    if (!page) return "refused: " + page.error().message;
    return page->objects.empty() ? "refused: no element is a comment" : "page of something else";
}

/// Lists of what the collector asks for, with at least one element.
std::vector<Answer> recorded_pages() {
    std::vector<Answer> pages;
    for (auto& answer : answers()) {
        const auto parser = parser_of(answer.body);
        if (parser != nullptr && !parser(answer.body, context())->objects.empty()) pages.push_back(std::move(answer));
    }
    return pages;
}

std::set<std::string> ids_of(const ParsedPage& page) {
    std::set<std::string> ids;
    for (const auto& object : page.objects) ids.insert(object.item.external_id);
    return ids;
}

TEST(RecordedYoutubePayloads, AreEachReadOrRefusedForAReasonAsTheReadmeSays) {
    std::map<std::string, int> counts;
    for (const auto& answer : answers()) ++counts[outcome(answer)];
    std::stringstream table;
    for (const auto& [what, count] : counts) table << "| " << what << " | " << count << " |\n";
    const auto readme = file_text(directory() / "README.md");
    EXPECT_NE(readme.find(table.str()), std::string::npos) << table.str();
}

TEST(RecordedYoutubePayloads, PagesLoseNoElementAndKeepItsBytes) {
    std::size_t objects = 0;
    for (const auto& answer : recorded_pages()) {
        const auto page = parser_of(answer.body)(answer.body, context());
        EXPECT_EQ(page->malformed + page->without_id, 0U) << answer.name;
        EXPECT_EQ(page->elements, json::parse(answer.body).at("items").as_array().size()) << answer.name;
        for (const auto& object : page->objects) {
            EXPECT_NE(answer.body.find(object.item.raw), std::string::npos) << answer.name;
            ++objects;
        }
    }
    EXPECT_GT(objects, 80U);
}

TEST(RecordedYoutubePayloads, CutAtAnyByteKeepWhatCameBefore) {
    for (const auto& answer : recorded_pages()) {
        const auto parser = parser_of(answer.body);
        const auto whole = parser(answer.body, context());
        const std::size_t step = std::max<std::size_t>(1, answer.body.size() / 60);
        std::size_t best = 0;
        for (std::size_t length = 0; length < answer.body.size(); length += step) {
            const auto page = parser(std::string_view{answer.body}.substr(0, length), context());
            if (!page) continue;
            ASSERT_GE(page->objects.size(), best) << answer.name << " at " << length;
            best = page->objects.size();
            for (std::size_t i = 0; i < best; ++i)
                ASSERT_EQ(page->objects[i].item.external_id, whole->objects[i].item.external_id) << answer.name;
            if (best < whole->objects.size()) {
                ASSERT_FALSE(page->whole) << answer.name << " at " << length;
            }
        }
    }
}

/// Where in a document a member is: names and positions from the top.
using Path = std::vector<std::string>;

void paths_below(const json::value& value, const Path& here, std::vector<Path>& into) {
    if (value.is_object())
        for (const auto& member : value.as_object()) {
            auto path = here;
            path.emplace_back(member.key());
            into.push_back(path);
            paths_below(member.value(), path, into);
        }
    if (value.is_array())
        for (std::size_t i = 0; i < value.as_array().size(); ++i) {
            auto path = here;
            path.push_back(std::to_string(i));
            paths_below(value.as_array()[i], path, into);
        }
}

/// `document` with the member at `path` taken away, or replaced.
std::string changed(json::value document, const Path& path, const json::value* other) {
    auto* at = &document;
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        at = at->is_array() ? &at->as_array()[std::stoul(path[i])] : &at->as_object()[path[i]];
    if (other == nullptr)
        at->as_object().erase(path.back());
    else
        at->as_object()[path.back()] = *other;
    return json::serialize(document);
}

/// The comments that damage at `path` may cost: those of the element, or only the reply that it is in.
std::set<std::string> may_be_lost(const json::value& element, const Path& path) {
    const auto replies = std::find(path.begin(), path.end(), "replies");
    std::set<std::string> ids;
    if (path.end() - replies > 3) {
        const auto& reply = element.at("replies").at("comments").as_array()[std::stoul(*(replies + 2))];
        ids.emplace(reply.at("id").as_string());
        return ids;
    }
    const auto page = parse_youtube_threads(json::serialize(json::object{{"items", json::array{element}}}), context());
    ids = ids_of(*page);
    if (element.at("id").is_string()) ids.emplace(element.at("id").as_string());
    return ids;
}

TEST(RecordedYoutubePayloads, AMemberMissingOrOfAnyTypeCostsAtMostItsComment) {
    const json::value others[] = {nullptr, true, 1e300, "", json::array{1, json::object{}}, json::object{{"data", 5}}};
    for (const auto& answer : recorded_pages()) {
        const auto document = json::parse(answer.body);
        const auto parser = parser_of(answer.body);
        if (parser == parse_youtube_uploads) continue;  // an element's id is not the video's
        const auto expected = ids_of(*parser(answer.body, context()));
        const auto& items = document.at("items").as_array();
        const auto index = items.size() / 2;
        std::vector<Path> paths;
        paths_below(items[index], {"items", std::to_string(index)}, paths);
        for (const auto& path : paths) {
            auto left = expected;
            for (const auto& id : may_be_lost(items[index], path)) left.erase(id);
            std::vector<std::string> variants{changed(document, path, nullptr)};
            for (const auto& other : others) variants.push_back(changed(document, path, &other));
            for (const auto& variant : variants) {
                const auto page = parser(variant, context());
                ASSERT_TRUE(page) << answer.name;
                const auto ids = ids_of(*page);
                ASSERT_TRUE(std::includes(ids.begin(), ids.end(), left.begin(), left.end()))
                    << answer.name << ' ' << path.back();
            }
        }
    }
}

TEST(RecordedYoutubePayloads, AnyByteChangedNeverBringsDownTheParser) {
    for (const auto& answer : recorded_pages()) {
        if (answer.body.size() > 2'000) continue;
        for (const char other : {'"', '\\', '{', ']', '\0', '\xFF', '5'}) {
            for (std::size_t at = 0; at < answer.body.size(); at += 17) {
                auto damaged = answer.body;
                damaged[at] = other;
                const auto page = parser_of(answer.body)(damaged, context());
                if (page) {
                    ASSERT_LE(page->objects.size(), kPageElementsMax);
                }
                (void)parse_youtube_error(400, damaged);
                (void)parse_youtube_channel(damaged);
            }
        }
    }
}

}  // namespace
}  // namespace ingest
