#include "tests/contract/ingest_memory_facebook.hpp"

#include "config/runtime/crypto.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace tests {

namespace json = boost::json;
using runtime::HttpResponse;

void MemoryFacebook::remove_post(const std::string& post) {
    for (const auto& photo : posts[post].photos) threads.erase(photo);
    threads.erase(post);
    posts.erase(post);
}

HttpResponse MemoryFacebook::graph_answer(const Seen& seen) {
    if (!bears(seen, kToken)) return error(190, 467, 401);
    if (!app_secret.empty()) {
        const auto proof = seen.parameters.find("appsecret_proof");
        if (proof == seen.parameters.end() || proof->second != runtime::hmac_sha256_hex(app_secret, kToken))
            return error(100);
    }
    if (seen.method != "GET") return write_object(seen);
    const auto slash = seen.path.find('/');
    if (slash == std::string::npos) return read_object(seen.path);
    const auto id = seen.path.substr(0, slash);
    const auto edge = seen.path.substr(slash + 1);
    if (edge == "comments") return list_comments(seen, id);
    if (id == kPage) return list_posts(seen, edge);
    return error(2500);
}

HttpResponse MemoryFacebook::list(const Seen& seen, std::vector<json::object> all, bool summary) {
    const auto limit = std::stoul(seen.parameters.at("limit"));
    if (limit > 100) return error(100);
    const auto after = seen.parameters.contains("after") ? seen.parameters.at("after") : "at:0";
    if (!after.starts_with("at:")) return error(100);
    const auto begin = std::min<std::size_t>(std::stoul(after.substr(3)), all.size());
    const bool empty_one = empty_page_before_end && begin == 0 && !after.ends_with("+");
    const auto size = empty_one ? 0 : std::min<std::size_t>({limit, page_size_max, all.size() - begin});
    json::array data;
    for (std::size_t i = begin; i < begin + size; ++i) data.push_back(all[i]);
    auto cursor = "at:" + std::to_string(begin + size) + (empty_one ? "+" : "");
    json::object paging{{"cursors", {{"before", "x"}, {"after", cursor}}}};
    if (begin + size < all.size() || empty_one)
        paging["next"] = "https://graph.example/next?access_token=" + std::string{kToken};
    json::object page{{"data", std::move(data)}, {"paging", std::move(paging)}};
    if (summary) page["summary"] = json::object{{"total_count", all.size() + (counts_agree || all.empty() ? 0 : 3)}};
    return good(page);
}

HttpResponse MemoryFacebook::list_posts(const Seen& seen, const std::string& edge) {
    std::vector<const Post*> sorted;
    for (const auto& [id, post] : posts)
        if (post.edge == edge) sorted.push_back(&post);
    std::sort(sorted.begin(), sorted.end(), [](const Post* a, const Post* b) { return a->created > b->created; });
    std::vector<json::object> all;
    for (const auto* post : sorted) {
        json::object object{{"id", post->id}, {"message", post->text}, {"created_time", graph_time(post->created)}};
        object["comments"] = {{"data", json::array{}}, {"summary", {{"total_count", threads[post->id].size()}}}};
        json::array photos;
        const auto asked = seen.parameters.at("fields").find("subattachments.limit(100)") != std::string::npos;
        const std::size_t limit = asked ? 100 : 12;
        for (const auto& photo : post->photos)
            if (photos.size() < limit) photos.push_back({{"type", "photo"}, {"target", {{"id", photo}}}});
        json::object album{{"data", std::move(photos)}};
        if (post->photos.size() > limit) album["paging"] = json::object{{"next", "https://graph.example/more"}};
        if (!post->photos.empty())
            object["attachments"] = {{"data", {{{"type", "album"}, {"subattachments", std::move(album)}}}}};
        all.push_back(std::move(object));
    }
    return list(seen, std::move(all), false);
}

HttpResponse MemoryFacebook::list_comments(const Seen& seen, const std::string& thread) {
    const auto& parameters = seen.parameters;
    EXPECT_EQ(parameters.at("filter"), "stream");
    EXPECT_EQ(parameters.at("order"), "reverse_chronological");
    const auto is_photo = [&](const auto& entry) {
        return std::count(entry.second.photos.begin(), entry.second.photos.end(), thread) > 0;
    };
    const bool of_comment = find_comment(thread) != nullptr;
    if (!of_comment && !posts.contains(thread) && std::none_of(posts.begin(), posts.end(), is_photo))
        return error(100, 33);
    std::vector<const Comment*> sorted;
    for (const auto& [post, comments] : threads)
        for (const auto& [id, comment] : comments)
            if (of_comment ? comment.parent == thread : post == thread) sorted.push_back(&comment);
    std::sort(sorted.begin(), sorted.end(), [](const Comment* a, const Comment* b) {
        return a->created != b->created ? a->created > b->created : a->id > b->id;
    });
    std::vector<json::object> all;
    for (const auto* comment : sorted) {
        json::object object{
            {"message", comment->text}, {"created_time", graph_time(comment->created)}, {"is_hidden", comment->hidden}};
        if (!withhold_ids) object["id"] = comment->id;
        if (!comment->author.empty()) object["from"] = {{"id", comment->author}, {"name", "Mr Trellis"}};
        if (!comment->parent.empty()) object["parent"] = {{"id", comment->parent}};
        all.push_back(std::move(object));
    }
    if (!lists_no_comments) return list(seen, std::move(all), true);
    return good({{"data", json::array{}}, {"summary", {{"total_count", all.size()}}}});
}

MemoryFacebook::Comment* MemoryFacebook::find_comment(const std::string& id) {
    for (auto& [thread, comments] : threads)
        if (const auto found = comments.find(id); found != comments.end()) return &found->second;
    return nullptr;
}

HttpResponse MemoryFacebook::read_object(const std::string& id) {
    if (const auto* comment = find_comment(id))
        return good({{"id", id}, {"message", comment->text}, {"is_hidden", comment->hidden}});
    if (posts.contains(id)) return good({{"id", id}, {"message", posts[id].text}});
    return error(100, 33);
}

HttpResponse MemoryFacebook::write_object(const Seen& seen) {
    if (seen.method == "POST" && seen.path == std::string{kPage} + "/blocked") {
        blocked.push_back(seen.parameters.at("user"));
        return good({{blocked.back(), true}});
    }
    if (seen.path == std::string{kPage} + "/photos") return write_photo(seen);
    if (seen.path == std::string{kPage} + "/feed") return write_post(seen);
    if (seen.path.ends_with("/comments")) return write_reply(seen, seen.path.substr(0, seen.path.find('/')));
    auto* comment = find_comment(seen.path);
    if (seen.method == "DELETE" && posts.contains(seen.path)) {
        remove_post(std::string{seen.path});
        return good({{"success", true}});
    }
    if (comment == nullptr) return error(100, 33);
    if (seen.method == "DELETE") {
        for (auto& [thread, comments] : threads) comments.erase(seen.path);
        return good({{"success", true}});
    }
    comment->hidden = seen.parameters.at("is_hidden") == "true";
    return good({{"success", true}});
}

HttpResponse MemoryFacebook::write_reply(const Seen& seen, const std::string& target) {
    for (auto& [post, comments] : threads) {
        const auto found = comments.find(target);
        if (found == comments.end()) continue;
        Comment made;
        made.id = "201_" + std::to_string(900 + comments.size());
        made.text = seen.parameters.at("message");
        made.created = now;
        made.parent = found->second.parent.empty() ? target : found->second.parent;
        made.author = kPage;
        comments[made.id] = made;
        return good({{"id", made.id}});
    }
    return error(100, 33);
}

}  // namespace tests
