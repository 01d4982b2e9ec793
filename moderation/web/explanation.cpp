#include "moderation/web/explanation.hpp"

#include "moderation/web/components.hpp"
#include "moderation/web/words.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

constexpr std::size_t kQuoteCharacters = 60;
constexpr std::size_t kQuotesMax = 4;  ///< of one sentence

/// Part of a text, as offsets that may be damaged say.
std::string_view part_of(std::string_view text, std::size_t begin, std::size_t end) {
    begin = std::min(begin, text.size());
    return text.substr(begin, std::max(begin, std::min(end, text.size())) - begin);
}

Html quoted(std::string_view words) {
    return std::move(Html{"<q>"}.foreign(one_line(words, kQuoteCharacters)).raw("</q>"));
}

/// A sentence and the different words that it was said of.
struct Point {
    std::string sentence;
    std::vector<std::string_view> words;
};

std::vector<Point> points_of(std::string_view text, const models::Assessment& assessment) {
    std::vector<Point> points;
    for (const auto& reason : assessment.reasons) {
        auto point = std::find_if(points.begin(), points.end(),
                                  [&](const Point& known) { return known.sentence == reason.sentence; });
        if (point == points.end()) point = points.insert(points.end(), Point{reason.sentence, {}});
        const auto words = part_of(text, reason.begin, reason.end);
        const bool known = std::find(point->words.begin(), point->words.end(), words) != point->words.end();
        if (!words.empty() && !known && point->words.size() < kQuotesMax) point->words.push_back(words);
    }
    return points;
}

}  // namespace

Html marked_text(std::string_view text, const models::Assessment& assessment) {
    Html html{"<div class=\"gh-text\">"};
    std::vector<Span> spans;
    for (const auto& reason : assessment.reasons)
        if (reason.begin < reason.end) spans.push_back({reason.begin, reason.end});
    if (text.empty())
        html.raw("<span class=\"gh-meta\">Without words.</span>");
    else
        html.foreign(text, std::move(spans));
    html.raw("</div>\n");
    return html;
}

Html noticed(std::string_view text, const models::Assessment& assessment) {
    std::vector<Html> lines;
    for (const auto& point : points_of(text, assessment)) {
        Html line;
        line.text(capitalised(point.sentence));
        for (std::size_t i = 0; i < point.words.size(); ++i)
            line.raw(i == 0 ? Literal{": "} : Literal{", "}).add(quoted(point.words[i]));
        lines.push_back(std::move(line));
    }
    return lines.empty() ? Html{} : bullets(lines);
}

Html left_alone(std::string_view text, const models::Assessment& assessment, std::string_view pupil) {
    std::vector<Html> lines;
    for (const auto& alike : assessment.look_alikes) {
        Html line = quoted(part_of(text, alike.begin, alike.end));
        line.raw(" elsewhere could mean: ").text(category_words(alike.category, pupil)).raw(". Here it is harmless");
        line.raw(", because of ").add(quoted(part_of(text, alike.because_begin, alike.because_end))).raw(".");
        lines.push_back(std::move(line));
    }
    return lines.empty() ? Html{} : bullets(lines);
}

}  // namespace moderation::web
