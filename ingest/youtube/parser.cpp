#include "ingest/youtube/parser.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/youtube/element.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kPageTokenBytesMax = 4'096;

/// `pageInfo` is not read: its total is an estimate.
void read_page_token(dom::object answer, ParsedPage& page) {
    page.after = text_member(answer, "nextPageToken", kPageTokenBytesMax).value_or("");
    page.has_next = !page.after.empty();
}

ListShape items_of(decltype(ListShape::add) add) {
    return {"items", {"nextPageToken"}, add, read_page_token};
}

}  // namespace

runtime::Result<ParsedPage> parse_youtube_threads(std::string_view body, const ParseContext& context) {
    return parse_list(body, items_of(add_youtube_thread), context);
}

runtime::Result<ParsedPage> parse_youtube_comments(std::string_view body, const ParseContext& context) {
    return parse_list(body, items_of(add_youtube_comment), context);
}

runtime::Result<ParsedPage> parse_youtube_videos(std::string_view body, const ParseContext& context) {
    return parse_list(body, items_of(add_youtube_video), context);
}

runtime::Result<ParsedPage> parse_youtube_uploads(std::string_view body, const ParseContext& context) {
    return parse_list(body, items_of(add_youtube_upload), context);
}

runtime::Result<YoutubeChannel> parse_youtube_channel(std::string_view body) {
    const JsonDocument document{body};
    dom::object answer;
    dom::object channel;
    if (document.object().get(answer) != simdjson::SUCCESS)
        return runtime::fail(runtime::ErrorKind::malformed, "the answer is no JSON object");
    const auto items = array_member(answer, "items");
    if (!items || items->at(0).get(channel) != simdjson::SUCCESS)
        return runtime::fail(runtime::ErrorKind::malformed, "the answer names no channel");
    auto id = id_member(channel, "id");
    const auto details = object_member(channel, "contentDetails");
    const auto playlists = details ? object_member(*details, "relatedPlaylists") : std::nullopt;
    auto uploads = playlists ? id_member(*playlists, "uploads") : std::nullopt;
    if (!id || !uploads)
        return runtime::fail(runtime::ErrorKind::malformed, "the answer does not name the channel's uploads");
    return YoutubeChannel{std::move(*id), std::move(*uploads)};
}

}  // namespace ingest
