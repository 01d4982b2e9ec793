#include "ingest/instagram/element.hpp"

#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/meta/stable_link.hpp"
#include "ingest/network_time.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kUrlBytesMax = 4'096;
constexpr std::size_t kNameBytesMax = 1'024;

/// What network and element have in common, whatever the element is. Nothing when it makes no sense.
tl::expected<ParsedObject, Refusal> read_common(dom::object object, std::string_view text_key,
                                                const ParseContext& context, ParsedPage& page) {
    const bool has_id = object.at_key("id").error() == simdjson::SUCCESS;
    auto id = id_member(object, "id");
    if (!id) return tl::unexpected(has_id ? Refusal::malformed : Refusal::without_id);
    ParsedObject read;
    auto& item = read.item;
    item.network = models::Network::instagram;
    item.channel_id = context.channel_id;
    item.external_id = std::move(*id);
    item.kind = context.kind;
    dom::element value;
    std::string_view text;
    if (object.at_key(text_key).get(value) == simdjson::SUCCESS && !value.is_null()) {
        if (value.get(text) != simdjson::SUCCESS) return tl::unexpected(Refusal::malformed);
        item.text = clean_text(text, kTextBytesMax);
        page.cut_texts += text.size() > kTextBytesMax ? 1U : 0U;
    }
    if (const auto at = text_member(object, "timestamp", kNameBytesMax))
        item.created_at = parse_network_time(*at, context.now);
    item.author_name = text_member(object, "username", kNameBytesMax).value_or("");
    return read;
}

/// A media's own address stands for its pictures, too: those of the pictures change host and signature from one
/// reading to the next.
void add_attachment(dom::object media, const std::string& permalink, std::vector<models::Attachment>& into) {
    if (into.size() >= kAttachmentsMax) return;
    auto type = text_member(media, "media_type", kNameBytesMax).value_or("");
    auto url = permalink;
    for (const std::string_view key : {"media_url", "thumbnail_url"})
        if (url.empty()) url = stable_link(text_member(media, key, kUrlBytesMax).value_or(""));
    if (type.empty() && url.empty()) return;
    // Of a video, its cover. An album's pictures are its children.
    auto picture = text_member(media, type == "VIDEO" ? "thumbnail_url" : "media_url", kUrlBytesMax).value_or("");
    into.push_back({std::move(type), std::move(url), std::move(picture)});
}

void add_attachments(dom::object media, models::CollectedItem& item) {
    const auto children = object_member(media, "children");
    const auto list = children ? array_member(*children, "data") : std::nullopt;
    if (list)
        for (const dom::element entry : *list) {
            dom::object child;
            if (entry.get(child) == simdjson::SUCCESS) add_attachment(child, item.permalink, item.attachments);
        }
    if (item.attachments.empty()) add_attachment(media, item.permalink, item.attachments);
}

void add_media(ParsedPage& page, dom::object media, std::string_view raw, const ParseContext& context) {
    auto read = read_common(media, "caption", context, page);
    if (!read) return count_refusal(page, read.error());
    auto& item = read->item;
    if (const auto owner = object_member(media, "owner")) item.author_id = id_member(*owner, "id").value_or("");
    item.permalink = text_member(media, "permalink", kUrlBytesMax).value_or("");
    if (!item.permalink.starts_with("https://")) item.permalink.clear();
    add_attachments(media, item);
    read->comment_count = integer_member(media, "comments_count");
    item.raw = clean_text(raw, kRawBytesMax);
    page.objects.push_back(std::move(*read));
}

/// `user` is there for the account's own comments only, with the id by which we know the account.
void read_author(dom::object comment, models::CollectedItem& item) {
    for (const std::string_view key : {"user", "from"}) {
        const auto author = object_member(comment, key);
        if (!author) continue;
        if (item.author_id.empty()) item.author_id = id_member(*author, "id").value_or("");
        if (item.author_name.empty()) item.author_name = text_member(*author, "username", kNameBytesMax).value_or("");
    }
}

/// The id of a comment that was taken, empty when it was not.
std::string add_comment(ParsedPage& page, dom::object comment, std::string raw, const ParseContext& context) {
    auto read = read_common(comment, "text", context, page);
    if (!read) {
        count_refusal(page, read.error());
        return {};
    }
    auto& item = read->item;
    read_author(comment, item);
    item.post_external_id = context.post_external_id;
    const auto media = object_member(comment, "media");
    if (item.post_external_id.empty() && media) item.post_external_id = id_member(*media, "id").value_or("");
    item.parent_external_id = id_member(comment, "parent_id").value_or(context.parent_external_id);
    if (item.parent_external_id == item.post_external_id) item.parent_external_id.clear();
    item.kind = item.parent_external_id.empty() ? models::ItemKind::comment : models::ItemKind::reply;
    item.hidden = flag_member(comment, "hidden").value_or(false);
    item.raw = clean_text(raw, kRawBytesMax);
    page.objects.push_back(std::move(*read));
    return page.objects.back().item.external_id;
}

/// Without what others replied: it belongs to items of their own, which are erased on their own.
std::string without_replies(std::string_view raw, const std::optional<JsonSpan>& replies) {
    if (!replies) return std::string{raw};
    const auto begin = static_cast<std::size_t>(replies->text.data() - raw.data());
    return std::string{raw.substr(0, begin)} + "{}" + std::string{raw.substr(begin + replies->text.size())};
}

Replies how_complete(dom::object replies) {
    const auto paging = object_member(replies, "paging");
    if (!paging) return Replies::all;
    if (!text_member(*paging, "next", kUrlBytesMax).value_or("").empty()) return Replies::some;
    const auto cursors = object_member(*paging, "cursors");
    const bool cursor = cursors && !text_member(*cursors, "after", kUrlBytesMax).value_or("").empty();
    return cursor ? Replies::perhaps_some : Replies::all;
}

void add_replies(ParsedPage& page, dom::array replies, std::string_view raw, const ParseContext& context) {
    const auto span = find_member(raw, "data");
    const auto bytes = span ? split_array(span->text, kPageElementsMax) : JsonElements{};
    std::size_t index = 0;
    for (const dom::element element : replies) {
        dom::object reply;
        if (index >= kPageElementsMax || element.get(reply) != simdjson::SUCCESS)
            ++page.malformed;
        else if (index < bytes.whole.size())
            add_comment(page, reply, std::string{bytes.whole[index]}, context);
        else
            add_comment(page, reply, simdjson::minify(element), context);
        ++index;
    }
}

void add_comment_with_replies(ParsedPage& page, dom::object comment, std::string_view raw,
                              const ParseContext& context) {
    const auto replies = object_member(comment, "replies");
    const auto span = replies ? find_member(raw, "replies") : std::nullopt;
    auto nested = context;
    nested.parent_external_id = add_comment(page, comment, without_replies(raw, span), context);
    if (!replies) return;
    if (!nested.parent_external_id.empty()) page.objects.back().replies = how_complete(*replies);
    const auto list = array_member(*replies, "data");
    if (list) add_replies(page, *list, span ? span->text : std::string_view{}, nested);
}

}  // namespace

void add_instagram_element(ParsedPage& page, dom::element element, std::string_view raw, const ParseContext& context) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS)
        count_refusal(page, Refusal::malformed);
    else if (models::is_comment(context.kind))
        add_comment_with_replies(page, object, raw, context);
    else
        add_media(page, object, raw, context);
}

}  // namespace ingest
