#include "tests/contract/ingest_memory_x.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

namespace tests {
namespace {

namespace json = boost::json;
using runtime::HttpResponse;
using namespace std::chrono_literals;

constexpr std::int64_t kFirstMoment = 1'288'834'974'657;  ///< of X's ids, in milliseconds since 1970

bool older(const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::vector<std::string> words_of(std::string text, char separator) {
    std::vector<std::string> words;
    std::istringstream stream{text};
    for (std::string word; std::getline(stream, word, separator);) words.push_back(word);
    return words;
}

}  // namespace

std::string MemoryX::new_id(std::chrono::milliseconds ago) {
    const auto ms = runtime::to_ms(clock_.now() - ago) - kFirstMoment;
    return std::to_string((static_cast<std::uint64_t>(ms) << 22U) + ++made_);
}

std::string MemoryX::add(const std::string& author, const std::string& text, const std::string& conversation,
                         const std::string& answers, std::chrono::milliseconds ago) {
    Post post;
    const auto id = new_id(ago);
    post.versions.push_back({id, text, clock_.now() - ago});
    post.author = author;
    post.conversation = conversation;
    post.answers = answers;
    posts[id] = std::move(post);
    return id;
}

void MemoryX::edit(const std::string& id, const std::string& text) {
    posts.at(id).versions.push_back({new_id(), text, clock_.now()});
}

HttpResponse MemoryX::problem(unsigned status, const std::string& type, const std::string& more) {
    HttpResponse response;
    response.status = status;
    response.body =
        R"({"title":"No","detail":"refused","type":"https://api.x.com/2/problems/)" + type + "\"" + more + "}";
    return response;
}

/// The parameter that is wrong, or nothing.
std::string MemoryX::refusal_of(const Seen& seen) const {
    static const std::set<std::string> kKnown{"max_results",  "since_id",   "start_time", "pagination_token",
                                              "exclude",      "query",      "ids",        "expansions",
                                              "media.fields", "user.fields"};
    for (const auto& [name, value] : seen.parameters)
        if (!kKnown.contains(name) && name != (new_words ? "post.fields" : "tweet.fields")) return name;
    if (new_words && seen.parameters.at("post.fields").find("tweet") != std::string::npos) return "post.fields";
    if (seen.parameters.contains("since_id") && seen.parameters.contains("start_time")) return "since_id";
    if (seen.parameters.contains("max_results") && seen.parameters.at("max_results") != "100") return "max_results";
    return {};
}

HttpResponse MemoryX::answer(const Seen& seen) {
    if (!bears(seen, kToken)) return problem(401, "unauthorized");
    auto response = routed(seen);
    response.headers = headers;
    return response;
}

HttpResponse MemoryX::routed(const Seen& seen) {
    if (seen.method == "PUT") return hide(seen);
    if (seen.method == "POST" && seen.path == "tweets") return write(seen);
    if (seen.path.starts_with("media/")) return take_media(seen);
    if (seen.method == "DELETE") {
        if (posts.erase(seen.path.substr(seen.path.find('/') + 1)) == 0) return problem(404, "resource-not-found");
        return good({{"data", {{"deleted", true}}}});
    }
    const auto wrong = refusal_of(seen);
    if (!wrong.empty())
        return problem(400, "invalid-request", R"(,"errors":[{"parameters":{")" + wrong + R"(":["x"]}}])");
    const auto account = std::string{"users/"} + kAccount;
    if (seen.path == account + "/tweets") return list(seen, [](const Post& post) { return post.author == kAccount; });
    if (seen.path == account + "/mentions")
        return list(seen, [](const Post& post) {
            return post.author != kAccount && post.versions.back().text.find(kHandle) != std::string::npos;
        });
    if (seen.path == "tweets/search/recent") return search(seen);
    if (seen.path == "tweets") return look_up(seen);
    return problem(404, "resource-not-found");
}

HttpResponse MemoryX::list(const Seen& seen, const Filter& listed) {
    const auto parameter = [&](const char* name) {
        const auto found = seen.parameters.find(name);
        return found == seen.parameters.end() ? std::string{} : found->second;
    };
    const auto since = parameter("since_id");
    const auto start = parameter("start_time");
    const auto token = parameter("pagination_token");
    if (!token.empty() && !token.starts_with("below")) return problem(400, "invalid-request");
    const auto below = token.empty() ? token : token.substr(5);
    std::vector<const Post*> all;
    for (const auto& [id, post] : posts) {
        const auto& newest = post.versions.back();
        if (!listed(post) || (!since.empty() && !older(since, newest.id))) continue;
        if (!start.empty() && runtime::to_iso(newest.created) < start) continue;
        if (!below.empty() && !older(newest.id, below) && !(repeats_last && newest.id == below)) continue;
        all.push_back(&post);
    }
    std::sort(all.begin(), all.end(),
              [](const Post* a, const Post* b) { return older(b->versions.back().id, a->versions.back().id); });
    const bool more = all.size() > page_size_max;
    if (more) all.resize(page_size_max);
    if (all.empty()) return good({{"meta", {{"result_count", 0}}}});
    json::array data;
    for (const auto* post : all) data.push_back(served(*post, post->versions.back()));
    json::object meta{{"result_count", data.size()}};
    if (more) meta["next_token"] = "below" + all.back()->versions.back().id;
    return good({{"data", std::move(data)},
                 {"includes", {{"users", {{{"id", "160"}, {"name", "Tamsin Arkle"}, {"username", "tamsin_arkle"}}}}}},
                 {"meta", std::move(meta)}});
}

HttpResponse MemoryX::search(const Seen& seen) {
    const auto& query = seen.parameters.at("query");
    EXPECT_LE(query.size(), 512U);
    std::set<std::string> conversations;
    for (const auto& word : words_of(query, ' ')) {
        if (word == "OR") continue;
        EXPECT_TRUE(word.starts_with("conversation_id:")) << word;
        conversations.insert(word.substr(word.find(':') + 1));
    }
    const auto horizon = clock_.now() - 7 * 24h;
    const auto since = seen.parameters.find("since_id");
    if (since != seen.parameters.end() &&
        older(since->second,
              std::to_string((static_cast<std::uint64_t>(runtime::to_ms(horizon) - kFirstMoment)) << 22U)))
        return problem(400, "invalid-request", R"(,"errors":[{"parameters":{"since_id":["x"]}}])");
    return list(seen, [&](const Post& post) {
        return post.shown_by_search && !post.conversation.empty() && conversations.contains(post.conversation) &&
               post.versions.back().created >= horizon;
    });
}

const MemoryX::Post* MemoryX::find(const std::string& version) const {
    for (const auto& [id, post] : posts)
        for (const auto& one : post.versions)
            if (one.id == version) return &post;
    return nullptr;
}

HttpResponse MemoryX::look_up(const Seen& seen) {
    json::array data;
    json::array errors;
    const auto ids = words_of(seen.parameters.at("ids"), ',');
    EXPECT_LE(ids.size(), 100U);
    for (const auto& id : ids) {
        const auto* post = find(id);
        if (post == nullptr || post->withheld) {
            const std::string why = post == nullptr ? "resource-not-found" : "not-authorized-for-resource";
            errors.push_back({{"value", id},
                              {"resource_id", id},
                              {"resource_type", new_words ? "post" : "tweet"},
                              {"parameter", "ids"},
                              {"type", "https://api.x.com/2/problems/" + why}});
            continue;
        }
        const auto asked_for = [&](const Version& version) { return version.id == id; };
        const auto version = std::find_if(post->versions.begin(), post->versions.end(), asked_for);
        data.push_back(served(*post, serves_old_versions ? *version : post->versions.back()));
    }
    json::object answer;
    if (!data.empty()) answer["data"] = std::move(data);
    if (!errors.empty()) answer["errors"] = std::move(errors);
    return good(answer);
}

HttpResponse MemoryX::hide(const Seen& seen) {
    const auto parts = words_of(seen.path, '/');
    if (parts.size() != 3 || parts[0] != "tweets" || parts[2] != "hidden") return problem(404, "resource-not-found");
    const auto* found = find(parts[1]);
    if (found == nullptr) return problem(404, "resource-not-found");
    auto& post = posts.at(found->id());
    const auto root = posts.find(post.conversation);
    if (root == posts.end() || root->second.author != kAccount) return problem(403, "not-authorized-for-resource");
    EXPECT_EQ(parts[1], post.versions.back().id) << "the newest version is what people see";
    post.hidden = json::parse(seen.body).at("hidden").as_bool();
    return good({{"data", {{"hidden", post.hidden}}}});
}

/// As X does it: who is answered stands in front, and addresses are shortened.
HttpResponse MemoryX::write(const Seen& seen) {
    const auto given = json::parse(seen.body).as_object();
    if (!given.contains("reply")) return write_post(given);
    const auto& target = given.at("reply").at("in_reply_to_tweet_id").as_string();
    const auto* answered = find(std::string{target});
    if (answered == nullptr) return problem(403, "about:blank");
    auto text = "@tamsin_arkle " + std::string{given.at("text").as_string()};
    if (const auto link = text.find("https://"); link != std::string::npos)
        text.replace(link, std::min(text.find(' ', link), text.size()) - link, "https://t.co/abcdEFGH12");
    const auto conversation = answered->conversation.empty() ? answered->id() : answered->conversation;
    const auto id = add(kAccount, text, conversation, answered->id());
    auto response = good({{"data", {{"id", id}, {"text", text}}}});
    response.status = 201;
    return response;
}

json::object MemoryX::served(const Post& post, const Version& version) const {
    json::array versions;
    for (const auto& one : post.versions) versions.emplace_back(one.id);
    json::object object{{"id", version.id},
                        {"text", version.text},
                        {"created_at", runtime::to_iso(version.created)},
                        {"author_id", post.author},
                        {"conversation_id", post.conversation.empty() ? post.id() : post.conversation}};
    object[new_words ? "edit_history_post_ids" : "edit_history_tweet_ids"] = std::move(versions);
    const auto answers = [&](const auto& entry) { return entry.second.conversation == post.id(); };
    object["public_metrics"] = {{"reply_count", std::count_if(posts.begin(), posts.end(), answers)}};
    if (!post.answers.empty())
        object[new_words ? "referenced_posts" : "referenced_tweets"] = {{{"type", "replied_to"}, {"id", post.answers}}};
    return object;
}

}  // namespace tests
