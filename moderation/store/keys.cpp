#include "moderation/store/keys.hpp"

#include <algorithm>

namespace moderation {

namespace {

bool word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
}

}  // namespace

std::string Keys::of(std::string_view kind, std::string_view id) const {
    std::string name = prefix_;
    name.reserve(name.size() + kind.size() + id.size() + 1);
    name += kind;
    name += ':';
    name += id;
    return name;
}

std::vector<std::string> Keys::common() const {
    std::vector<std::string> keys;
    for (const auto* name : {"journal", "seq", "channels", "queue:open", "queue:dsl", "queue:cm", "queue:gov",
                             "queue:barred", "queue:added", "jobs:actions", "jobs:alerts", "ext", "alerts:open",
                             "alerts:subjects", "hides:unreviewed", "examples"})
        keys.push_back(of(name));
    return keys;
}

std::vector<std::string> Keys::job_streams() const {
    std::vector<std::string> keys;
    for (const auto* name : {"jobs:actions", "jobs:alerts", "jobs:posts", "jobs:pictures", "jobs:picture_words"})
        keys.push_back(of(name));
    return keys;
}

void Keys::add_item(std::vector<std::string>& keys, std::string_view id) const {
    for (const auto* kind : {"item", "revs", "evid", "acts", "hist"}) keys.push_back(of(kind, id));
}

void Keys::add_post(std::vector<std::string>& keys, std::string_view id, std::string_view alert) const {
    for (const auto* name : {"posts", "posts:open", "posts:over", "posts:external", "posts:reviews", "posts:down",
                             "jobs:posts", "jobs:delayed", "pictures", "pictures:bytes"})
        keys.push_back(of(name));
    keys.push_back(of("alert", alert));
    keys.push_back(of("post", id));
    keys.push_back(of("pictures", id));
    for (const auto* name : {"jobs:picture_words", "sweep", "sweep:found", "recall", "recall:posts"})
        keys.push_back(of(name));
}

bool valid_id(std::string_view id) {
    if (id.empty() || id.size() > 128) return false;
    return std::all_of(id.begin(), id.end(), [](char c) { return word_character(c) || c == ':'; });
}

bool valid_code(std::string_view code) {
    return code.size() <= 64 && std::all_of(code.begin(), code.end(), word_character);
}

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) {
        if (word.empty()) continue;
        if (list.empty()) list = ",";
        list += word;
        list += ',';
    }
    return list;
}

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> words;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        if (end > 0) words.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

}  // namespace moderation
