#include "ingest/notice.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ingest {
namespace {

constexpr std::size_t kIdMax = 128;
constexpr std::array<std::string_view, 5> kWords{"everything", "fresh", "thread", "object", "mention"};

bool plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

bool fits_notice(std::string_view id) {
    return !id.empty() && id.size() <= kIdMax && std::all_of(id.begin(), id.end(), plain);
}

std::string Noticed::text() const {
    std::string text{kWords[static_cast<std::size_t>(kind)]};
    if (kind == Kind::everything) return text;
    text.append(":").append(id);
    if (!post.empty()) text.append(":").append(post);
    return text;
}

Noticed noticed_from(std::string_view text) {
    const auto word = text.substr(0, text.find(':'));
    const auto found = std::find(kWords.begin(), kWords.end(), word);
    if (found == kWords.begin() || found == kWords.end() || word.size() == text.size()) return {};
    text.remove_prefix(word.size() + 1);
    const auto id = text.substr(0, text.find(':'));
    text.remove_prefix(id.size());
    Noticed noticed;
    noticed.kind = static_cast<Noticed::Kind>(found - kWords.begin());
    noticed.id = id;
    if (!text.empty()) noticed.post = text.substr(1);
    if (!fits_notice(id) || (!text.empty() && !fits_notice(noticed.post))) return {};
    return noticed;
}

}  // namespace ingest
