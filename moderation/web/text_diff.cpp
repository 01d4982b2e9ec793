#include "moderation/web/text_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace moderation::web {

namespace {

using Words = std::span<const std::string_view>;

bool space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Each word with the space that follows it.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= text.size(); ++i) {
        if (i < text.size() && (!space(text[i - 1]) || space(text[i]))) continue;
        words.push_back(text.substr(begin, i - begin));
        begin = i;
    }
    return words;
}

void add(std::vector<Change>& changes, Change::Kind kind, Words words) {
    if (words.empty()) return;
    if (changes.empty() || changes.back().kind != kind) changes.push_back({kind, {}});
    for (const auto word : words) changes.back().text += word;
}

std::size_t common_prefix(Words a, Words b) {
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

std::size_t common_suffix(Words a, Words b) {
    return static_cast<std::size_t>(std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin());
}

/// Along a longest common subsequence of words.
void compare(std::vector<Change>& changes, Words a, Words b) {
    const auto width = b.size() + 1;
    std::vector<std::uint32_t> length((a.size() + 1) * width, 0);  // of the common rest from (i, j) on
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            length[i * width + j] = a[i] == b[j] ? length[(i + 1) * width + j + 1] + 1
                                                 : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i] == b[j]) {
            add(changes, Change::Kind::same, a.subspan(i, 1));
            ++i;
            ++j;
        } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
            add(changes, Change::Kind::removed, a.subspan(i++, 1));
        } else {
            add(changes, Change::Kind::added, b.subspan(j++, 1));
        }
    }
    add(changes, Change::Kind::removed, a.subspan(i));
    add(changes, Change::Kind::added, b.subspan(j));
}

}  // namespace

std::vector<Change> text_diff(std::string_view before, std::string_view after) {
    const auto old_words = words_of(before);
    const auto new_words = words_of(after);
    Words a{old_words};
    Words b{new_words};
    std::vector<Change> changes;
    const auto begins = common_prefix(a, b);
    add(changes, Change::Kind::same, a.first(begins));
    a = a.subspan(begins);
    b = b.subspan(begins);
    const auto ends = common_suffix(a, b);
    const auto rest = a.last(ends);
    a = a.first(a.size() - ends);
    b = b.first(b.size() - ends);
    if (a.size() * b.size() <= kDiffCellsMax) {
        compare(changes, a, b);
    } else {
        add(changes, Change::Kind::removed, a);
        add(changes, Change::Kind::added, b);
    }
    add(changes, Change::Kind::same, rest);
    return changes;
}

}  // namespace moderation::web
