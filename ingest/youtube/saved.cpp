#include "ingest/youtube/saved.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/youtube/parser.hpp"
#include "ingest/youtube/youtube_error.hpp"

#include <array>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using Parse = runtime::Result<ParsedPage> (*)(std::string_view body, const ParseContext& context);

constexpr unsigned kRefused = 400;

struct Answer {
    std::string_view kind;      ///< as people name it
    std::string_view resource;  ///< as the network names one of them
    Parse parse;
    models::ItemKind item;
};
constexpr std::array<Answer, 4> kAnswers{{
    {"threads", "youtube#commentThread", parse_youtube_threads, models::ItemKind::comment},
    {"comments", "youtube#comment", parse_youtube_comments, models::ItemKind::comment},
    {"videos", "youtube#video", parse_youtube_videos, models::ItemKind::own_post},
    {"uploads", "youtube#playlistItem", parse_youtube_uploads, models::ItemKind::own_post},
}};

const Answer* answer_named(std::string_view kind) {
    for (const auto& answer : kAnswers)
        if (answer.kind == kind || answer.resource == kind) return &answer;
    return nullptr;
}

/// By what the answer, or its first element, says of itself.
const Answer* answer_that_says(dom::object body) {
    auto resource = word_of(body, "kind");
    constexpr std::string_view kList = "ListResponse";
    if (resource.ends_with(kList)) resource.resize(resource.size() - kList.size());
    if (const auto* answer = answer_named(resource)) return answer;
    const auto items = array_member(body, "items");
    if (!items) return nullptr;
    for (const dom::element element : *items) {
        dom::object item;
        if (element.get(item) != simdjson::SUCCESS) continue;
        if (const auto* answer = answer_named(word_of(item, "kind"))) return answer;
    }
    return nullptr;
}

SavedFindings read(std::string_view kind, std::string_view body, runtime::Time now) {
    SavedFindings findings;
    const JsonDocument document{body};
    dom::object object;
    const bool readable = document.object().get(object) == simdjson::SUCCESS;
    if (readable && has_member(object, "error")) {
        const auto error = parse_youtube_error(kRefused, body);
        add_problem(findings, "an error of the network: " + (error ? error->sentence : std::string{}));
        return findings;
    }
    const auto* answer = kind == "auto" ? (readable ? answer_that_says(object) : nullptr) : answer_named(kind);
    if (answer == nullptr) {
        add_problem(findings, readable ? "it names no kind with comments or videos; say which it is"
                                       : "it is damaged; say of which kind it is, and what is whole is read");
        return findings;
    }
    const bool single = readable && !has_member(object, "items") && has_member(object, "id");
    const std::string wrapped = single ? R"({"items":[)" + std::string{document.text()} + "]}" : std::string{};
    ParseContext context;
    context.kind = answer->item;
    context.now = now;
    auto page = answer->parse(single ? std::string_view{wrapped} : body, context);
    if (page)
        add_page(findings, std::move(*page));
    else
        add_problem(findings, page.error().message);
    return findings;
}

}  // namespace

SavedReader youtube_saved_reader() {
    return {models::Network::youtube, {"threads", "comments", "videos", "uploads"}, read};
}

}  // namespace ingest
