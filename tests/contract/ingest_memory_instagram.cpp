#include "tests/contract/ingest_memory_instagram.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace tests {
namespace {

namespace json = boost::json;
using runtime::HttpResponse;

constexpr std::size_t kWindow = 50;

bool asks_for(const MemoryInstagram::Seen& seen, const std::string& field) {
    const auto found = seen.parameters.find("fields");
    return found != seen.parameters.end() && found->second.find(field) != std::string::npos;
}

bool newer(const MemoryInstagram::Comment* a, const MemoryInstagram::Comment* b) {
    return a->created != b->created ? a->created > b->created : a->id > b->id;
}

}  // namespace

MemoryInstagram::Comment* MemoryInstagram::find(const std::string& id) {
    for (auto& [own, one] : media)
        if (const auto found = one.comments.find(id); found != one.comments.end()) return &found->second;
    return nullptr;
}

void MemoryInstagram::remove(const std::string& id) {
    for (auto& [own, one] : media)
        std::erase_if(one.comments, [&](const auto& entry) { return entry.first == id || entry.second.parent == id; });
}

HttpResponse MemoryInstagram::graph_answer(const Seen& seen) {
    EXPECT_TRUE(bears(seen, kToken));
    if (seen.method != "GET") return write_object(seen);
    const auto slash = seen.path.find('/');
    if (slash == std::string::npos) return read_object(seen);
    const auto id = seen.path.substr(0, slash);
    const auto edge = seen.path.substr(slash + 1);
    if (id == kAccount && (edge == "media" || edge == "tags")) return list_media(seen, edge == "tags");
    if (id == kAccount && edge == "content_publishing_limit")
        return good({{"data", {{{"quota_usage", used}, {"config", {{"quota_total", 25}}}}}}});
    if (edge == "replies") return list_replies(seen, id);
    const auto found = media.find(id);
    if (edge != "comments") return error(2500);
    // Nobody may read the comments of somebody else's media.
    EXPECT_TRUE(found == media.end() || !found->second.tags_us) << id;
    return found == media.end() ? error(100, 33) : list_comments(seen, found->second);
}

HttpResponse MemoryInstagram::list(const Seen& seen, std::vector<json::object> all, bool names_next) {
    EXPECT_FALSE(seen.parameters.contains("filter") || seen.parameters.contains("order"));
    const auto limit = std::stoul(seen.parameters.at("limit"));
    if (limit > kWindow) return error(100);
    const auto after = seen.parameters.contains("after") ? seen.parameters.at("after") : "at:0";
    if (!after.starts_with("at:")) return error(100);
    const auto begin = std::min<std::size_t>(std::stoul(after.substr(3)), all.size());
    const auto end = begin + std::min<std::size_t>({limit, page_size_max, all.size() - begin});
    json::array data;
    for (auto i = begin; i < end; ++i) data.push_back(all[i]);
    json::object paging;
    if (end < all.size() || cursor_on_last_page || !names_next)
        paging["cursors"] = json::object{{"before", "x"}, {"after", "at:" + std::to_string(end)}};
    if (end < all.size() && names_next)
        paging["next"] = "https://graph.example/next?access_token=" + std::string{kToken};
    return good(json::object{{"data", std::move(data)}, {"paging", std::move(paging)}});
}

HttpResponse MemoryInstagram::list_media(const Seen& seen, bool tags) {
    std::vector<const Media*> sorted;
    for (const auto& [id, one] : media)
        if (one.tags_us == tags) sorted.push_back(&one);
    std::sort(sorted.begin(), sorted.end(), [](const Media* a, const Media* b) { return a->created > b->created; });
    std::vector<json::object> all;
    for (const auto* one : sorted) {
        json::object object{{"id", one->id},
                            {"caption", one->caption},
                            {"media_type", "IMAGE"},
                            {"permalink", "https://www.instagram.com/p/" + one->id + "/"},
                            {"timestamp", graph_time(one->created)}};
        if (asks_for(seen, "comments_count"))
            object["comments_count"] =
                std::max<std::int64_t>(0, static_cast<std::int64_t>(one->comments.size()) - count_lag);
        all.push_back(std::move(object));
    }
    return list(seen, std::move(all), !tags);
}

MemoryInstagram::Comments MemoryInstagram::under(const Media& one, const std::string& parent) const {
    Comments found;
    for (const auto& [id, comment] : one.comments)
        if (comment.parent == parent && (lists_hidden || !comment.hidden)) found.push_back(&comment);
    std::sort(found.begin(), found.end(), newer);
    return found;
}

json::object MemoryInstagram::written(const Comment& comment, bool with_replies) {
    json::object object{{"id", comment.id},
                        {"text", comment.text},
                        {"timestamp", graph_time(comment.created)},
                        {"username", "mr_trellis"},
                        {"hidden", comment.hidden}};
    if (!comment.parent.empty()) object["parent_id"] = comment.parent;
    if (comment.own) object["user"] = {{"id", kAccount}};
    if (!with_replies) return object;
    for (const auto& [id, one] : media) {
        const auto replies = one.comments.contains(comment.id) ? under(one, comment.id) : Comments{};
        if (replies.empty()) continue;
        json::array data;
        for (const auto* reply : replies)
            if (data.size() < nested_max) data.push_back(written(*reply, false));
        json::object paging{{"cursors", {{"after", "nested"}}}};
        if (replies.size() > nested_max && nested_next) paging["next"] = "https://graph.example/more";
        object["replies"] = json::object{{"data", std::move(data)}, {"paging", std::move(paging)}};
    }
    return object;
}

HttpResponse MemoryInstagram::list_comments(const Seen& seen, const Media& one) {
    EXPECT_TRUE(asks_for(seen, "replies{") && asks_for(seen, "hidden"));
    if (development) return good(json::object{{"data", json::array{}}, {"paging", {{"cursors", {{"after", "at:0"}}}}}});
    std::vector<json::object> all;
    for (const auto* comment : under(one, "")) {
        if (all.size() >= kWindow && !pages_beyond_fifty) break;
        all.push_back(written(*comment, true));
    }
    return list(seen, std::move(all), comments_name_next);
}

HttpResponse MemoryInstagram::list_replies(const Seen& seen, const std::string& comment) {
    EXPECT_FALSE(asks_for(seen, "replies{"));  // there is one level only
    for (const auto& [id, one] : media) {
        if (!one.comments.contains(comment)) continue;
        std::vector<json::object> all;
        for (const auto* reply : under(one, comment)) all.push_back(written(*reply, false));
        return list(seen, std::move(all), true);
    }
    return error(100, 33);
}

HttpResponse MemoryInstagram::read_object(const Seen& seen) {
    if (const auto found = containers.find(seen.path); found != containers.end())
        return look_at(found->second, found->first);
    if (seen.path == "7001")  // the one photo of the page
        return good({{"id", "7001"}, {"images", {{{"source", "https://scontent.example/p7001.jpg"}}}}});
    if (const auto* comment = find(seen.path)) return good(written(*comment, asks_for(seen, "replies{")));
    if (media.contains(seen.path)) {
        if (asks_for(seen, "text") || asks_for(seen, "hidden")) return error(100);  // no field of a media
        return good({{"id", seen.path}, {"caption", media[seen.path].caption}});
    }
    return error(100, 33);
}

HttpResponse MemoryInstagram::write_reply(const Seen& seen, const std::string& comment) {
    for (auto& [id, one] : media) {
        const auto found = one.comments.find(comment);
        if (found == one.comments.end()) continue;
        EXPECT_TRUE(found->second.parent.empty()) << "a reply to a reply is filed under the top comment";
        Comment made;
        made.id = std::to_string(17960000000000000 + one.comments.size());
        made.text = seen.parameters.at("message");
        made.created = now;
        made.parent = comment;
        made.own = true;
        one.comments[made.id] = made;
        return good({{"id", made.id}});
    }
    return error(100, 33);
}

HttpResponse MemoryInstagram::write_object(const Seen& seen) {
    if (seen.path == "me/photos") return good({{"id", "7001"}});
    if (seen.path == std::string{kAccount} + "/media") return make(seen);
    if (seen.path == std::string{kAccount} + "/media_publish") return publish(seen);
    if (seen.path.ends_with("/replies")) return write_reply(seen, seen.path.substr(0, seen.path.find('/')));
    auto* comment = find(seen.path);
    if (seen.method == "DELETE") {
        if (comment == nullptr && !media.contains(seen.path)) return error(100, 33);
        remove(std::string{seen.path});
        media.erase(seen.path);
        return good({{"success", true}});
    }
    if (comment == nullptr) return error(100, 33);
    EXPECT_EQ(seen.parameters.size(), 1U);
    comment->hidden = seen.parameters.at("hide") == "true";
    return good({{"success", true}});
}

}  // namespace tests
