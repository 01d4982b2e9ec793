// The part of each network in memory that takes what the school publishes. No network recognises a second try, but
// Facebook and X refuse the same words said again at once.

#include "tests/contract/ingest_memory_facebook.hpp"
#include "tests/contract/ingest_memory_instagram.hpp"
#include "tests/contract/ingest_memory_x.hpp"
#include "tests/contract/ingest_memory_youtube.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace tests {
namespace {

namespace json = boost::json;
using runtime::HttpResponse;

/// "bytes 0-4/9": 0, 5 and 9; "bytes */9": nothing but the 9.
struct Range {
    std::size_t begin{0};
    std::size_t end{0};
    std::size_t total{0};
};

Range range_of(const MemoryApi::Seen& seen) {
    Range range;
    for (const auto& [name, value] : seen.headers) {
        if (name != "Content-Range") continue;
        range.total = std::stoul(value.substr(value.find('/') + 1));
        if (value.find('*') != std::string::npos) continue;
        range.begin = std::stoul(value.substr(6));
        range.end = std::stoul(value.substr(value.find('-') + 1)) + 1;
    }
    return range;
}

}  // namespace

HttpResponse MemoryFacebook::write_photo(const Seen& seen) {
    EXPECT_EQ(part_of(seen, "published"), "false") << "nobody sees a picture before the post";
    EXPECT_FALSE(part_of(seen, "source").empty());
    const auto id = std::to_string(7000 + uploaded.size());
    uploaded[id] = part_of(seen, "alt_text_custom");
    return good({{"id", id}});
}

HttpResponse MemoryFacebook::write_post(const Seen& seen) {
    const auto& text = seen.parameters.at("message");
    const auto same = [&](const auto& entry) { return entry.second.text == text; };
    if (std::any_of(posts.begin(), posts.end(), same)) return error(506, 1455006);
    Post post;
    post.id = std::string{kPage} + "_" + std::to_string(300 + posts.size());
    post.text = text;
    post.created = now;
    for (const auto& [name, value] : seen.parameters) {
        if (!name.starts_with("attached_media")) continue;
        post.photos.emplace_back(json::parse(value).at("media_fbid").as_string());
        EXPECT_TRUE(uploaded.contains(post.photos.back()));
    }
    add(post);
    return good({{"id", post.id}});
}

HttpResponse MemoryInstagram::make(const Seen& seen) {
    const auto id = std::to_string(1801000 + containers.size());
    containers[id].given = seen.parameters;
    return good({{"id", id}});
}

HttpResponse MemoryInstagram::look_at(Container& container, const std::string& id) {
    std::string status = container.looks++ == 0 ? "IN_PROGRESS" : "FINISHED";
    if (!container.media.empty()) status = "PUBLISHED";
    return good({{"id", id}, {"status_code", status}});
}

HttpResponse MemoryInstagram::publish(const Seen& seen) {
    const auto found = containers.find(seen.parameters.at("creation_id"));
    if (found == containers.end()) return error(24, 2207008);
    auto& container = found->second;
    EXPECT_FALSE(container.given.contains("is_carousel_item"));
    if (container.looks < 2) return error(9007, 2207027);
    if (!container.media.empty()) return error(100);
    Media made;
    made.id = std::to_string(1790100 + media.size());
    made.caption = container.given.at("caption");
    made.created = now;
    container.media = made.id;
    add(made);
    return good({{"id", made.id}});
}

HttpResponse MemoryX::take_media(const Seen& seen) {
    if (seen.path == "media/metadata") {
        const auto given = json::parse(seen.body);
        const auto found = uploads.find(std::string{given.at("id").as_string()});
        if (found == uploads.end()) return problem(400, "invalid-request");
        found->second.alt_text = std::string{given.at("metadata").at("alt_text").at("text").as_string()};
        return good({{"data", {{"id", found->first}}}});
    }
    const auto begins = seen.path == "media/upload/initialize";
    if (begins || (seen.path == "media/upload" && seen.method == "POST")) {
        const auto id = std::to_string(1800 + uploads.size());
        auto& upload = uploads[id];
        upload.bytes = part_of(seen, "media");
        upload.whole = !begins;
        return good({{"data", {{"id", id}}}});
    }
    const auto status = seen.path == "media/upload";
    const auto id = status ? seen.parameters.at("media_id") : seen.path.substr(13, seen.path.rfind('/') - 13);
    if (!uploads.contains(id)) return problem(404, "resource-not-found");
    auto& upload = uploads.at(id);
    if (seen.path.ends_with("/append")) {
        upload.bytes += part_of(seen, "media");
        return good({{"data", json::object()}});
    }
    const auto* state = status ? "succeeded" : "pending";
    upload.whole = upload.whole || status;
    return good({{"data", {{"id", id}, {"processing_info", {{"state", state}, {"check_after_secs", 2}}}}}});
}

/// As X does it: an address of the pictures stands at the end.
HttpResponse MemoryX::write_post(const json::object& given) {
    const std::string text{given.at("text").as_string()};
    std::vector<std::string> media;
    if (given.contains("media"))
        for (const auto& id : given.at("media").at("media_ids").as_array()) {
            media.emplace_back(id.as_string());
            EXPECT_TRUE(uploads.contains(media.back()) && uploads.at(media.back()).whole);
        }
    const auto shown = media.empty() ? text : text + " https://t.co/picture001";
    const auto same = [&](const auto& entry) { return entry.second.versions.back().text == shown; };
    if (std::any_of(posts.begin(), posts.end(), same)) {
        auto refused = problem(403, "about:blank");
        refused.body =
            R"({"title":"Forbidden","detail":"You are not allowed to create a Tweet with duplicate content.",)"
            R"("type":"about:blank","status":403})";
        return refused;
    }
    const auto id = add(kAccount, shown);
    posts.at(id).media = std::move(media);
    auto response = good({{"data", {{"id", id}, {"text", shown}}}});
    response.status = 201;
    return response;
}

HttpResponse MemoryYoutube::begin_upload(const Seen& seen) {
    EXPECT_EQ(seen.parameters.at("uploadType"), "resumable");
    const auto id = "upload" + std::to_string(sessions.size());
    sessions[id].metadata = seen.body;
    for (const auto& [name, value] : seen.headers)
        if (name == "X-Upload-Content-Length") sessions[id].total = std::stoul(value);
    HttpResponse response;
    response.status = 200;
    response.headers.emplace_back("Location", "https://elsewhere.example/videos?uploadType=resumable&upload_id=" + id);
    return response;
}

HttpResponse MemoryYoutube::take_bytes(const Seen& seen) {
    const auto found = sessions.find(seen.parameters.at("upload_id"));
    if (found == sessions.end()) return error(404, "notFound");
    auto& session = found->second;
    const auto range = range_of(seen);
    EXPECT_EQ(range.total, session.total);
    EXPECT_EQ(range.end - range.begin, seen.body.size());
    if (!seen.body.empty() && range.begin == session.arrived) session.arrived = range.end;
    if (session.arrived < session.total) {
        HttpResponse response;
        response.status = 308;
        if (session.arrived > 0)
            response.headers.emplace_back("Range", "bytes=0-" + std::to_string(session.arrived - 1));
        return response;
    }
    if (session.video.empty()) {
        const auto given = json::parse(session.metadata);
        Video video;
        video.id = session.video = "v" + std::to_string(100 + videos.size());
        video.title = std::string{given.at("snippet").at("title").as_string()};
        video.description = std::string{given.at("snippet").at("description").as_string()};
        video.privacy = std::string{given.at("status").at("privacyStatus").as_string()};
        video.created = now;
        add(video);
    }
    return good(video_json(videos.at(session.video)));
}

HttpResponse MemoryYoutube::remove_own_video(const Seen& seen) {
    if (!videos.contains(seen.parameters.at("id"))) return error(404, "videoNotFound");
    remove_video(seen.parameters.at("id"));
    HttpResponse response;
    response.status = 204;
    return response;
}

}  // namespace tests
