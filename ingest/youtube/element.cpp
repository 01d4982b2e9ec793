#include "ingest/youtube/element.hpp"

#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/network_time.hpp"
#include "ingest/youtube/parser.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using models::ItemKind;

constexpr std::size_t kUrlBytesMax = 4'096;
constexpr std::size_t kNameBytesMax = 1'024;

/// The bytes of `object`'s member `key`; the value written anew when its name was spelt with escapes.
std::string bytes_of(std::string_view raw, std::string_view key, dom::element value) {
    const auto span = find_member(raw, key);
    return span && span->whole ? std::string{span->text} : std::string{simdjson::minify(value)};
}

/// The first of `keys` that is there, or an empty text. Nothing when it is there and no text.
std::optional<std::string> read_text(dom::object object, std::initializer_list<std::string_view> keys, bool& cut) {
    for (const auto key : keys) {
        dom::element value;
        if (object.at_key(key).get(value) != simdjson::SUCCESS || value.is_null()) continue;
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS) return std::nullopt;
        cut = cut || text.size() > kTextBytesMax;
        return clean_text(text, kTextBytesMax);
    }
    return std::string{};
}

std::string https_member(dom::object object, std::string_view key) {
    auto url = text_member(object, key, kUrlBytesMax).value_or("");
    if (!url.starts_with("https://")) url.clear();
    return url;
}

/// The parts that all elements have: an id and a snippet.
struct Frame {
    std::string id;
    dom::object snippet;
};
tl::expected<Frame, Refusal> read_frame(dom::element element) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return tl::unexpected(Refusal::malformed);
    const bool has_id = object.at_key("id").error() == simdjson::SUCCESS;
    auto id = id_member(object, "id");
    if (!id) return tl::unexpected(has_id ? Refusal::malformed : Refusal::without_id);
    const auto snippet = object_member(object, "snippet");
    if (!snippet) return tl::unexpected(Refusal::malformed);
    return Frame{std::move(*id), *snippet};
}

/// What a comment inherits from the thread it came in.
struct Thread {
    std::string id{};  ///< empty: it came alone
    bool shown{true};
    std::string post{};
};

std::string post_of(dom::object snippet, const std::string& otherwise) {
    if (auto video = id_member(snippet, "videoId")) return std::move(*video);
    if (auto post = id_member(snippet, "postId")) return std::move(*post);
    return otherwise;
}

/// The thread a comment answers to; empty for a top comment.
std::string parent_of(dom::object snippet, const std::string& id, const Thread& thread) {
    if (auto parent = id_member(snippet, "parentId")) return *parent == id ? std::string{} : std::move(*parent);
    if (!thread.id.empty()) return thread.id == id ? std::string{} : thread.id;
    return id.substr(0, id.find('.') == std::string::npos ? 0 : id.find('.'));
}

tl::expected<ParsedObject, Refusal> read_comment(dom::element element, std::string_view raw, const Thread& thread,
                                                 const ParseContext& context, bool& cut) {
    auto frame = read_frame(element);
    if (!frame) return tl::unexpected(frame.error());
    const auto snippet = frame->snippet;
    auto text = read_text(snippet, {"textDisplay", "textOriginal"}, cut);
    if (!text) return tl::unexpected(Refusal::malformed);
    ParsedObject read;
    auto& item = read.item;
    item.network = models::Network::youtube;
    item.channel_id = context.channel_id;
    item.external_id = std::move(frame->id);
    item.parent_external_id = parent_of(snippet, item.external_id, thread);
    item.kind = item.parent_external_id.empty() ? ItemKind::comment : ItemKind::reply;
    item.post_external_id = post_of(snippet, thread.post.empty() ? context.post_external_id : thread.post);
    item.text = std::move(*text);
    if (const auto author = object_member(snippet, "authorChannelId"))
        item.author_id = id_member(*author, "value").value_or("");
    item.author_name = text_member(snippet, "authorDisplayName", kNameBytesMax).value_or("");
    if (auto picture = https_member(snippet, "imageUrl"); !picture.empty())
        item.attachments.push_back({"image", picture, picture});
    if (const auto video = id_member(snippet, "videoId"))
        item.permalink = youtube_address(*video) + "&lc=" + item.external_id;
    if (const auto published = text_member(snippet, "publishedAt", kNameBytesMax))
        item.created_at = parse_network_time(*published, context.now);
    read.moderation = text_member(snippet, "moderationStatus", kNameBytesMax).value_or("");
    // A reply that is not said to be held is published, also under a comment that is held.
    const bool shown = item.kind == ItemKind::reply || thread.shown;
    item.hidden = read.moderation.empty() ? !shown : read.moderation != "published";
    item.raw = clean_text(raw, kRawBytesMax);
    return read;
}

/// Adds the comment, or counts why not. Returns it when it was added.
ParsedObject* add(ParsedPage& page, tl::expected<ParsedObject, Refusal> read, bool cut) {
    if (!read) {
        count_refusal(page, read.error());
        return nullptr;
    }
    page.cut_texts += cut ? 1U : 0U;
    return &page.objects.emplace_back(std::move(*read));
}

void add_replies(ParsedPage& page, dom::object thread, std::string_view raw, const Thread& known,
                 const ParseContext& context) {
    const auto replies = object_member(thread, "replies");
    const auto list = replies ? array_member(*replies, "comments") : std::nullopt;
    if (!list) return;
    const auto span = find_member(raw, "replies");
    const auto inner = span ? find_member(span->text, "comments") : std::nullopt;
    const auto bytes = inner ? split_array(inner->text, kThreadRepliesMax) : JsonElements{};
    std::size_t index = 0;
    for (const dom::element element : *list) {
        if (index >= kThreadRepliesMax) {
            ++page.malformed;
            continue;
        }
        const auto reply =
            index < bytes.whole.size() ? std::string{bytes.whole[index]} : std::string{simdjson::minify(element)};
        ++index;
        bool cut = false;
        auto read = read_comment(element, reply, known, context, cut);
        add(page, std::move(read), cut);
    }
}

/// The picture that a video is known by: one that every video has, so that it does not change with processing.
void read_thumbnail(dom::object snippet, models::CollectedItem& item) {
    const auto all = object_member(snippet, "thumbnails");
    if (!all) return;
    for (const std::string_view size : {"high", "medium", "default"}) {
        const auto one = object_member(*all, size);
        auto url = one ? https_member(*one, "url") : std::string{};
        if (url.empty()) continue;
        item.attachments.push_back({"thumbnail", url, url});
        return;
    }
}

}  // namespace

std::string youtube_address(const std::string& video) {
    return "https://www.youtube.com/watch?v=" + video;
}

void add_youtube_comment(ParsedPage& page, dom::element element, std::string_view raw, const ParseContext& context) {
    bool cut = false;
    auto read = read_comment(element, raw, Thread{}, context, cut);
    add(page, std::move(read), cut);
}

void add_youtube_thread(ParsedPage& page, dom::element element, std::string_view raw, const ParseContext& context) {
    auto frame = read_frame(element);
    if (!frame) {
        count_refusal(page, frame.error());
        return;
    }
    Thread thread;
    thread.id = frame->id;
    thread.shown = flag_member(frame->snippet, "isPublic").value_or(true);
    thread.post = post_of(frame->snippet, context.post_external_id);
    dom::element top;
    if (frame->snippet.at_key("topLevelComment").get(top) == simdjson::SUCCESS) {
        const auto snippet = find_member(raw, "snippet");
        const auto bytes = bytes_of(snippet ? snippet->text : std::string_view{}, "topLevelComment", top);
        bool cut = false;
        auto read = read_comment(top, bytes, thread, context, cut);
        auto* added = add(page, std::move(read), cut);
        if (added != nullptr) added->comment_count = integer_member(frame->snippet, "totalReplyCount");
    } else {
        ++page.malformed;
    }
    dom::object object;
    if (element.get(object) == simdjson::SUCCESS) add_replies(page, object, raw, thread, context);
}

void add_youtube_video(ParsedPage& page, dom::element element, std::string_view raw, const ParseContext& context) {
    auto frame = read_frame(element);
    if (!frame) {
        count_refusal(page, frame.error());
        return;
    }
    bool cut = false;
    const auto title = read_text(frame->snippet, {"title"}, cut);
    const auto description = read_text(frame->snippet, {"description"}, cut);
    if (!title || !description) {
        ++page.malformed;
        return;
    }
    ParsedObject read;
    auto& item = read.item;
    item.network = models::Network::youtube;
    item.channel_id = context.channel_id;
    item.external_id = std::move(frame->id);
    item.kind = ItemKind::own_post;
    item.text = clean_text(description->empty() ? *title : *title + "\n\n" + *description, kTextBytesMax);
    item.author_id = id_member(frame->snippet, "channelId").value_or("");
    item.author_name = text_member(frame->snippet, "channelTitle", kNameBytesMax).value_or("");
    item.permalink = youtube_address(item.external_id);
    read_thumbnail(frame->snippet, item);
    if (const auto published = text_member(frame->snippet, "publishedAt", kNameBytesMax))
        item.created_at = parse_network_time(*published, context.now);
    // What the school's own video shows is not changed by us: see YoutubeActor.
    item.can_hide = false;
    item.can_remove = false;
    item.raw = clean_text(raw, kRawBytesMax);
    dom::object object;
    if (element.get(object) == simdjson::SUCCESS) {
        const auto status = object_member(object, "status");
        item.hidden = status && text_member(*status, "privacyStatus", kNameBytesMax) == "private";
        const auto statistics = object_member(object, "statistics");
        const auto count = statistics ? number_member(*statistics, "commentCount") : std::nullopt;
        if (count && *count >= 0 && *count < 1e15) read.comment_count = static_cast<std::int64_t>(*count);
    }
    add(page, std::move(read), cut);
}

void add_youtube_upload(ParsedPage& page, dom::element element, std::string_view raw, const ParseContext& context) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) {
        ++page.malformed;
        return;
    }
    const auto details = object_member(object, "contentDetails");
    auto id = details ? id_member(*details, "videoId") : std::nullopt;
    const auto snippet = object_member(object, "snippet");
    const auto resource = snippet ? object_member(*snippet, "resourceId") : std::nullopt;
    if (!id && resource) id = id_member(*resource, "videoId");
    if (!id) {
        ++page.without_id;
        return;
    }
    ParsedObject read;
    read.item.network = models::Network::youtube;
    read.item.channel_id = context.channel_id;
    read.item.external_id = std::move(*id);
    read.item.kind = ItemKind::own_post;
    read.item.raw = clean_text(raw, kRawBytesMax);
    add(page, std::move(read), false);
}

}  // namespace ingest
