#include "tests/contract/ingest_memory_youtube.hpp"

#include <algorithm>

namespace tests {

std::size_t MemoryYoutube::asked(const std::string& path, const std::string& name, const std::string& value) const {
    const auto same = [&](const Seen& seen) {
        if (seen.path != path) return false;
        const auto found = seen.parameters.find(name);
        return name.empty() || (found != seen.parameters.end() && found->second == value);
    };
    return static_cast<std::size_t>(std::count_if(requests.begin(), requests.end(), same));
}

void MemoryYoutube::remove(const std::string& comment) {
    const auto target = comment;
    std::erase_if(comments,
                  [&](const auto& entry) { return entry.first == target || entry.first.starts_with(target + "."); });
}

void MemoryYoutube::remove_video(const std::string& video) {
    const auto target = video;
    std::erase_if(comments, [&](const auto& entry) { return entry.second.video == target; });
    videos.erase(target);
}

bool MemoryYoutube::there(const Comment& comment) const {
    const auto thread = comments.find(thread_of(comment.id));
    return comment.status != "rejected" && thread != comments.end() && thread->second.status != "rejected";
}

std::vector<const MemoryYoutube::Comment*> MemoryYoutube::replies_of(const std::string& thread) const {
    std::vector<const Comment*> replies;
    for (const auto& [id, comment] : comments)
        if (is_reply(id) && thread_of(id) == thread) replies.push_back(&comment);
    // Of many replies those that made a listing take the thread are among the few that it shows.
    std::stable_partition(replies.begin(), replies.end(), [](const auto* each) { return each->status != "published"; });
    return replies;
}

bool MemoryYoutube::in_filter(const Comment& comment, const Parameters& parameters) const {
    if (parameters.contains("videoId")) return comment.video == parameters.at("videoId");
    if (parameters.contains("postId")) return comment.post == parameters.at("postId");
    if (parameters.contains("channelId")) return comment.video.empty() && comment.post.empty();
    return true;
}

std::string MemoryYoutube::thread_of(const std::string& id) {
    return id.substr(0, id.find('.'));
}

bool MemoryYoutube::is_reply(const std::string& id) {
    return id.find('.') != std::string::npos;
}

}  // namespace tests
