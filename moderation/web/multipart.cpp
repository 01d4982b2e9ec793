#include "moderation/web/multipart.hpp"

#include <algorithm>
#include <utility>

namespace moderation::web {

namespace {

using namespace std::literals;

constexpr std::size_t kBoundaryMax = 70;  // of RFC 2046
constexpr std::size_t kPartHeadMax = 2048;
constexpr auto kLine = "\r\n"sv;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool may_bound(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || "'()+_,-./:=?"sv.find(c) != std::string_view::npos;
}

bool begins_with(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() &&
           std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char expected, char c) {
               return expected == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
           });
}

/// Takes `text` and what stands after it off the front. Nothing, and all is left, where it is not there.
std::optional<std::string_view> cut(std::string_view& rest, std::string_view mark) {
    const auto at = rest.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const auto before = rest.substr(0, at);
    rest.remove_prefix(at + mark.size());
    return before;
}

std::optional<std::string_view> boundary_of(std::string_view content_type) {
    constexpr auto kType = "multipart/form-data;"sv;
    constexpr auto kName = "boundary="sv;
    if (!begins_with(content_type, kType)) return std::nullopt;
    content_type.remove_prefix(kType.size());
    content_type.remove_prefix(std::min(content_type.find_first_not_of(' '), content_type.size()));
    if (!begins_with(content_type, kName)) return std::nullopt;
    auto boundary = content_type.substr(kName.size());
    if (boundary.size() >= 2 && boundary.front() == '"' && boundary.back() == '"')
        boundary = boundary.substr(1, boundary.size() - 2);
    const bool fits = !boundary.empty() && boundary.size() <= kBoundaryMax;
    if (!fits || !std::all_of(boundary.begin(), boundary.end(), may_bound)) return std::nullopt;
    return boundary;
}

/// What a part's head says of it.
struct Part {
    std::string name;
    bool is_file{false};
};

/// `; name="alt"; filename="..."`: browsers write a quote inside as %22.
std::optional<Part> part_of(std::string_view disposition) {
    Part part;
    bool named = false;
    while (!disposition.empty()) {
        if (!disposition.starts_with("; ")) return std::nullopt;
        disposition.remove_prefix(2);
        const auto key = cut(disposition, "=\"");
        const auto value = key ? cut(disposition, "\"") : std::nullopt;
        if (!value) return std::nullopt;
        if (*key == "filename") part.is_file = true;
        if (*key != "name") continue;
        if (std::exchange(named, true)) return std::nullopt;
        part.name = *value;
    }
    return named ? std::optional{part} : std::nullopt;
}

std::optional<Part> read_head(std::string_view head) {
    constexpr auto kDisposition = "content-disposition: form-data"sv;
    if (head.size() > kPartHeadMax) return std::nullopt;
    std::optional<Part> part;
    while (!head.empty()) {
        const auto line = cut(head, kLine);
        if (!line) return std::nullopt;
        if (!begins_with(*line, kDisposition)) continue;
        if (part) return std::nullopt;
        part = part_of(line->substr(kDisposition.size()));
        if (!part) return std::nullopt;
    }
    return part;
}

bool keep(Multipart& form, const Part& part, std::string_view data) {
    if (!part.is_file) {
        form.fields.add(part.name, data);
        return true;
    }
    if (data.empty()) return true;
    if (form.file) return false;
    form.file = data;
    return true;
}

}  // namespace

std::optional<Multipart> parse_multipart(std::string_view content_type, std::string_view body) {
    const auto boundary = boundary_of(content_type);
    if (!boundary) return std::nullopt;
    const auto opening = "--" + std::string{*boundary};
    const auto closing = std::string{kLine} + opening;
    if (!body.starts_with(opening)) return std::nullopt;
    body.remove_prefix(opening.size());
    Multipart form;
    for (std::size_t parts = 0; parts <= Params::kFieldsMax; ++parts) {
        if (body.starts_with("--")) return form;
        if (!body.starts_with(kLine)) return std::nullopt;
        body.remove_prefix(kLine.size());
        const auto head_end = body.find("\r\n\r\n");
        if (head_end == std::string_view::npos) return std::nullopt;
        const auto part = read_head(body.substr(0, head_end + kLine.size()));
        body.remove_prefix(head_end + 2 * kLine.size());
        const auto data = part ? cut(body, closing) : std::nullopt;
        if (!data || !keep(form, *part, *data)) return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace moderation::web
