#include "tests/contract/ingest_memory_youtube.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace tests {
namespace {

namespace json = boost::json;
using runtime::HttpResponse;

constexpr std::size_t kRepliesShown = 5;

std::string iso(runtime::Time time) {
    return runtime::to_iso(time).substr(0, 19) + "Z";
}

HttpResponse done() {
    HttpResponse response;
    response.status = 204;
    return response;
}

std::vector<std::string> ids_in(const std::string& joined) {
    std::vector<std::string> ids;
    for (std::size_t at = 0; at <= joined.size();) {
        const auto comma = std::min(joined.find(',', at), joined.size());
        ids.push_back(joined.substr(at, comma - at));
        at = comma + 1;
    }
    EXPECT_LE(ids.size(), 50U);
    return ids;
}

/// Only parameters that the call has.
void expect_only(const MemoryYoutube::Seen& seen, std::set<std::string> names) {
    for (const auto& [name, value] : seen.parameters) EXPECT_TRUE(names.contains(name)) << seen.path << ' ' << name;
}

}  // namespace

HttpResponse MemoryYoutube::error(unsigned status, const std::string& reason) {
    json::object first{{"reason", reason}, {"message", "<b>refused</b>"}};
    json::object error{{"code", status}, {"message", "<b>refused</b>"}, {"errors", json::array{std::move(first)}}};
    auto response = good(json::object{{"error", std::move(error)}});
    response.status = status;
    return response;
}

HttpResponse MemoryYoutube::answer(const Seen& seen) {
    if (!bears(seen, kToken)) return error(401, "authError");
    if (seen.uploads) return seen.method == "POST" ? begin_upload(seen) : take_bytes(seen);
    const bool replies = seen.method == "POST" && seen.path == "comments";
    EXPECT_EQ(seen.body.empty(), !replies);
    if (replies) return write_reply(seen);
    if (seen.method == "POST" && seen.path == "comments/setModerationStatus") return moderate(seen);
    if (seen.method == "DELETE" && seen.path == "comments") return remove_own(seen);
    if (seen.method == "DELETE" && seen.path == "videos") return remove_own_video(seen);
    if (seen.method != "GET") return error(400, "operationNotSupported");
    if (!seen.parameters.contains("part")) return error(400, "missingRequiredParameter");
    if (seen.path == "channels") return list_channels();
    if (seen.path == "playlistItems") return list_uploads(seen);
    if (seen.path == "videos") return list_videos(seen);
    if (seen.path == "commentThreads") return list_threads(seen);
    if (seen.path == "comments") return list_comments(seen);
    return error(404, "notFound");
}

HttpResponse MemoryYoutube::list(const Seen& seen, const std::vector<json::object>& all, std::size_t limit_max) {
    const auto limit = std::stoul(seen.parameters.at("maxResults"));
    if (limit < 1 || limit > limit_max) return error(400, "invalidParameter");
    const auto token = seen.parameters.contains("pageToken") ? seen.parameters.at("pageToken") : "at:0";
    if (!token.starts_with("at:")) return error(400, "invalidPageToken");
    const auto begin = std::min<std::size_t>(std::stoul(token.substr(3)), all.size());
    const auto end = std::min<std::size_t>(begin + std::min(limit, page_size_max), all.size());
    const auto first = repeats_across_pages && begin > 0 ? begin - 1 : begin;
    json::array items(all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(end));
    json::object page{{"pageInfo", {{"totalResults", all.size() + 7}}}, {"items", std::move(items)}};
    if (end < all.size()) page["nextPageToken"] = "at:" + std::to_string(end);
    return good(page);
}

HttpResponse MemoryYoutube::list_channels() const {
    json::object details{{"relatedPlaylists", {{"uploads", "UUschool"}}}};
    json::object channel{{"id", token_channel}, {"contentDetails", std::move(details)}};
    return good({{"items", json::array{std::move(channel)}}});
}

HttpResponse MemoryYoutube::list_uploads(const Seen& seen) {
    expect_only(seen, {"part", "playlistId", "maxResults", "pageToken"});
    EXPECT_EQ(seen.parameters.at("playlistId"), "UUschool");
    std::vector<const Video*> sorted;
    for (const auto& [id, video] : videos) sorted.push_back(&video);
    std::sort(sorted.begin(), sorted.end(), [](const Video* a, const Video* b) { return a->created > b->created; });
    std::vector<json::object> all;
    for (const auto* video : sorted) all.push_back({{"id", "item"}, {"contentDetails", {{"videoId", video->id}}}});
    return list(seen, all, 50);
}

json::object MemoryYoutube::video_json(const Video& video) const {
    const auto counts = [&](const auto& entry) {
        const auto& comment = entry.second;
        return comment.video == video.id && comment.status == "published" && there(comment);
    };
    json::object statistics{{"viewCount", "12"}};
    if (video.comments)
        statistics["commentCount"] = std::to_string(std::count_if(comments.begin(), comments.end(), counts));
    json::object snippet{
        {"title", video.title}, {"description", video.description}, {"publishedAt", iso(video.created)}};
    json::object status{{"privacyStatus", video.privacy}, {"uploadStatus", "processed"}};
    return {{"id", video.id},
            {"snippet", std::move(snippet)},
            {"status", std::move(status)},
            {"statistics", std::move(statistics)}};
}

HttpResponse MemoryYoutube::list_videos(const Seen& seen) {
    expect_only(seen, {"part", "id"});
    json::array items;
    for (const auto& id : ids_in(seen.parameters.at("id")))
        if (const auto found = videos.find(id); found != videos.end()) items.push_back(video_json(found->second));
    return good({{"items", std::move(items)}});
}

json::object MemoryYoutube::comment_json(const Comment& comment, bool with_state) const {
    json::object snippet{{"textDisplay", comment.text}, {"publishedAt", iso(comment.created)}};
    if (!comment.video.empty()) snippet["videoId"] = comment.video;
    if (!comment.post.empty()) snippet["postId"] = comment.post;
    if (is_reply(comment.id)) snippet["parentId"] = thread_of(comment.id);
    if (!comment.author.empty()) snippet["authorChannelId"] = {{"value", comment.author}};
    if (with_state && comment.status != "published") snippet["moderationStatus"] = comment.status;
    return {{"id", comment.id}, {"snippet", std::move(snippet)}};
}

json::object MemoryYoutube::thread_json(const Comment& top, const std::string& state) const {
    json::array shown;
    std::int64_t count = 0;
    for (const auto* reply : replies_of(top.id)) {
        const bool published = reply->status == "published";
        if (published || replies_counted_with_held) ++count;
        if ((published || reply->status == state) && shown.size() < kRepliesShown)
            shown.push_back(comment_json(*reply, true));
    }
    json::object snippet{{"totalReplyCount", count}, {"isPublic", top.status == "published"}};
    if (!top.video.empty()) snippet["videoId"] = top.video;
    if (!top.post.empty()) snippet["postId"] = top.post;
    snippet["topLevelComment"] = comment_json(top, true);
    json::object thread{{"id", top.id}, {"snippet", std::move(snippet)}};
    if (!shown.empty()) thread["replies"] = {{"comments", std::move(shown)}};
    return thread;
}

HttpResponse MemoryYoutube::list_threads(const Seen& seen) {
    expect_only(seen, {"part", "videoId", "postId", "channelId", "allThreadsRelatedToChannelId", "order", "textFormat",
                       "moderationStatus", "maxResults", "pageToken"});
    const auto& parameters = seen.parameters;
    EXPECT_EQ(parameters.at("order"), "time");
    EXPECT_EQ(parameters.at("textFormat"), "plainText");
    std::size_t filters = 0;
    for (const auto* name : {"videoId", "postId", "channelId", "allThreadsRelatedToChannelId"})
        filters += parameters.count(name);
    if (filters != 1) return error(400, "incompatibleParameters");
    if (parameters.contains("videoId")) {
        const auto video = videos.find(parameters.at("videoId"));
        if (video == videos.end()) return error(404, "videoNotFound");
        if (!video->second.comments) return error(403, "commentsDisabled");
    }
    const auto& state = parameters.at("moderationStatus");
    std::vector<const Comment*> sorted;
    for (const auto& [id, comment] : comments) {
        if (is_reply(id) || !there(comment) || !in_filter(comment, parameters)) continue;
        if (!comment.video.empty() && !videos.at(comment.video).comments) continue;
        const auto replies = replies_of(id);
        const bool held_reply =
            state != "published" &&
            std::any_of(replies.begin(), replies.end(), [&](const auto* each) { return each->status == state; });
        if (comment.status == state || held_reply) sorted.push_back(&comment);
    }
    std::sort(sorted.begin(), sorted.end(), [](const Comment* a, const Comment* b) {
        return a->created != b->created ? a->created > b->created : a->id > b->id;
    });
    std::vector<json::object> all;
    for (const auto* comment : sorted) all.push_back(thread_json(*comment, state));
    return list(seen, all, 100);
}

HttpResponse MemoryYoutube::list_comments(const Seen& seen) {
    expect_only(seen, {"part", "id", "parentId", "textFormat", "maxResults", "pageToken"});
    if (seen.parameters.contains("parentId")) {
        const auto thread = comments.find(seen.parameters.at("parentId"));
        if (thread == comments.end()) return error(404, "commentNotFound");
        std::vector<json::object> all;
        for (const auto* reply : replies_of(thread->first))
            if (reply->status == "published") all.push_back(comment_json(*reply, false));
        return list(seen, all, 100);
    }
    json::array items;
    for (const auto& id : ids_in(seen.parameters.at("id"))) {
        const auto found = comments.find(id);
        if (found == comments.end() || !there(found->second)) continue;
        if (found->second.status != "published" && !held_by_id) continue;
        items.push_back(comment_json(found->second, state_by_id));
    }
    return good({{"items", std::move(items)}});
}

HttpResponse MemoryYoutube::moderate(const Seen& seen) {
    expect_only(seen, {"id", "moderationStatus", "banAuthor"});
    const auto& state = seen.parameters.at("moderationStatus");
    const bool ban = seen.parameters.contains("banAuthor");
    if (ban && state != "rejected") return error(400, "banWithoutReject");
    std::vector<Comment*> all;
    std::optional<HttpResponse> refusal;
    for (const auto& id : ids_in(seen.parameters.at("id"))) {
        const auto found = comments.find(id);
        if (found == comments.end())
            refusal = error(404, "commentNotFound");
        else if (found->second.status == "rejected" && state != "rejected")
            refusal = error(400, "processingFailure");
        else
            all.push_back(&found->second);
    }
    if (refusal && !refuses_in_part) return *refusal;
    for (auto* comment : all) {
        if (ban) banned.insert(comment->author);
        comment->status = state;
    }
    return refusal.value_or(done());
}

HttpResponse MemoryYoutube::write_reply(const Seen& seen) {
    expect_only(seen, {"part"});
    const auto given = json::parse(seen.body).at("snippet").as_object();
    const auto parent = comments.find(std::string{given.at("parentId").as_string()});
    if (parent == comments.end()) return error(404, "parentCommentNotFound");
    EXPECT_FALSE(is_reply(parent->first)) << "only a top comment can be answered";
    Comment made;
    made.id = parent->first + "." + std::to_string(comments.size());
    made.text = std::string{given.at("textOriginal").as_string()};
    made.created = now;
    made.video = parent->second.video;
    made.author = kChannel;
    add(made);
    return good(comment_json(made, false));
}

HttpResponse MemoryYoutube::remove_own(const Seen& seen) {
    expect_only(seen, {"id"});
    const auto found = comments.find(seen.parameters.at("id"));
    if (found == comments.end()) return error(404, "commentNotFound");
    if (found->second.author != kChannel) return error(403, "forbidden");
    remove(std::string{found->first});
    return done();
}

}  // namespace tests
