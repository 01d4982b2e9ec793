#include "moderation/web/html.hpp"

#include "moderation/web/utf8.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

enum class Directions { kept, replaced };

void append_character(std::string& out, std::string_view bytes, char32_t code, Directions directions) {
    switch (code) {
        case U'&': out += "&amp;"; return;
        case U'<': out += "&lt;"; return;
        case U'>': out += "&gt;"; return;
        case U'"': out += "&quot;"; return;
        case U'\'': out += "&#39;"; return;
        default: break;
    }
    const bool hidden = is_control(code) || (directions == Directions::replaced && is_direction(code));
    if (hidden || code == 0xFFFD)
        out += kReplacement;
    else
        out += bytes;
}

void append_escaped(std::string& out, std::string_view text, Directions directions) {
    for (std::size_t at = 0; at < text.size();) {
        const auto character = character_at(text, at);
        append_character(out, text.substr(at, character.bytes), character.code, directions);
        at += character.bytes;
    }
}

/// Spans in order, apart from one another, at borders of characters and inside the text.
std::vector<Span> tidy(std::vector<Span> spans, std::string_view text) {
    for (auto& span : spans) {
        span.begin = character_start(text, span.begin);
        const auto last = character_start(text, span.end);
        const bool cut = last < span.end && last < text.size();
        span.end = cut ? last + character_at(text, last).bytes : last;
    }
    std::erase_if(spans, [](const Span& span) { return span.begin >= span.end; });
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    std::vector<Span> apart;
    for (const auto& span : spans) {
        if (!apart.empty() && span.begin <= apart.back().end)
            apart.back().end = std::max(apart.back().end, span.end);
        else
            apart.push_back(span);
    }
    return apart;
}

}  // namespace

Html& Html::raw(Literal markup) {
    text_ += markup.text();
    return *this;
}

Html& Html::text(std::string_view text) {
    append_escaped(text_, text, Directions::replaced);
    return *this;
}

Html& Html::number(std::int64_t value) {
    text_ += std::to_string(value);
    return *this;
}

Html& Html::foreign(std::string_view text) {
    return foreign(text, {});
}

Html& Html::foreign(std::string_view text, std::vector<Span> highlighted) {
    text_ += "<bdi class=\"gh-foreign\">";
    std::size_t at = 0;
    for (const auto& span : tidy(std::move(highlighted), text)) {
        append_escaped(text_, text.substr(at, span.begin - at), Directions::kept);
        text_ += "<mark>";
        append_escaped(text_, text.substr(span.begin, span.end - span.begin), Directions::kept);
        text_ += "</mark>";
        at = span.end;
    }
    append_escaped(text_, text.substr(at), Directions::kept);
    text_ += "</bdi>";
    return *this;
}

Html& Html::attr(Literal name, std::string_view value) {
    text_ += ' ';
    text_ += name.text();
    text_ += "=\"";
    append_escaped(text_, value, Directions::replaced);
    text_ += '"';
    return *this;
}

Html& Html::url(Literal name, std::string_view address) {
    return attr(name, safe_address(address) ? address : std::string_view{"#blocked"});
}

Html& Html::add(const Html& part) {
    text_ += part.text_;
    return *this;
}

bool safe_address(std::string_view address) {
    for (const char byte : address)
        if (static_cast<unsigned char>(byte) <= 0x20 || byte == '\\' || byte == 0x7F) return false;
    if (address.starts_with("https://")) return address.size() > 8;
    return address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"));
}

std::string one_line(std::string_view text, std::size_t characters) {
    std::string line;
    std::size_t taken = 0;
    std::size_t at = 0;
    for (; at < text.size() && taken < characters; ++taken) {
        const auto character = character_at(text, at);
        const bool space = character.code == U'\n' || character.code == U'\r' || character.code == U'\t';
        if (space)
            line += ' ';
        else
            line += text.substr(at, character.bytes);
        at += character.bytes;
    }
    if (at < text.size()) line += "\xE2\x80\xA6";
    return line;
}

}  // namespace moderation::web
