#include "ingest/facebook/element.hpp"

#include "ingest/json_fields.hpp"
#include "ingest/meta/stable_link.hpp"
#include "ingest/network_time.hpp"

#include <algorithm>
#include <array>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kUrlBytesMax = 4'096;
constexpr std::size_t kNameBytesMax = 1'024;

std::string link_member(dom::object object, std::string_view key) {
    const auto url = text_member(object, key, kUrlBytesMax);
    return url ? stable_link(*url) : std::string{};
}

/// The address that changes least: what the attachment points at, and only in its absence the picture itself.
std::string attachment_url(dom::object attachment) {
    if (auto url = link_member(attachment, "unshimmed_url"); !url.empty()) return url;
    if (const auto target = object_member(attachment, "target"))
        if (auto url = link_member(*target, "url"); !url.empty()) return url;
    if (auto url = link_member(attachment, "url"); !url.empty()) return url;
    if (const auto media = object_member(attachment, "media"))
        if (const auto image = object_member(*media, "image")) return link_member(*image, "src");
    return {};
}

/// Whether what is shown are somebody's own pictures, or the first one of a video: not the preview of a link, and not a
/// sticker, of which everybody has the same.
bool shows_picture(std::string_view type) {
    constexpr std::array<std::string_view, 5> kOwn{"photo", "album", "profile_media", "animated_image", "video"};
    return std::any_of(kOwn.begin(), kOwn.end(),
                       [&](std::string_view own) { return type.find(own) != std::string_view::npos; });
}

/// As it is served: the signature is part of it.
std::string picture_address(dom::object attachment) {
    const auto media = object_member(attachment, "media");
    const auto image = media ? object_member(*media, "image") : std::nullopt;
    return image ? text_member(*image, "src", kUrlBytesMax).value_or("") : std::string{};
}

void add_attachment(dom::object attachment, std::vector<models::Attachment>& into) {
    if (into.size() >= kAttachmentsMax) return;
    models::Attachment read{text_member(attachment, "type", kNameBytesMax).value_or(""), attachment_url(attachment)};
    if (shows_picture(read.type)) read.picture = picture_address(attachment);
    if (!read.type.empty() || !read.url.empty()) into.push_back(std::move(read));
}

std::optional<dom::array> list_member(dom::object object, std::string_view key) {
    const auto list = object_member(object, key);
    return list ? array_member(*list, "data") : std::nullopt;
}

/// Whether the list goes on behind what was answered.
bool continues(dom::object object, std::string_view key) {
    const auto list = object_member(object, key);
    const auto paging = list ? object_member(*list, "paging") : std::nullopt;
    return paging && text_member(*paging, "next", kUrlBytesMax).has_value();
}

/// Attachments of a post, the pictures of an album one by one; their comment threads go into `object`.
void read_post_attachments(dom::object post, ParsedObject& object) {
    const auto attachments = list_member(post, "attachments");
    if (!attachments) return;
    for (const dom::element entry : *attachments) {
        dom::object attachment;
        if (entry.get(attachment) != simdjson::SUCCESS) continue;
        add_attachment(attachment, object.item.attachments);
        const auto pictures = list_member(attachment, "subattachments");
        if (!pictures) continue;
        if (pictures->size() > 0 && !object.item.attachments.empty())
            object.item.attachments.back().picture.reset();  // an album shows its first picture once more
        for (const dom::element inner : *pictures) {
            dom::object picture;
            if (inner.get(picture) != simdjson::SUCCESS) continue;
            add_attachment(picture, object.item.attachments);
            const auto target = object_member(picture, "target");
            auto id = target ? id_member(*target, "id") : std::nullopt;
            if (!id) continue;
            if (object.photo_threads.size() < kPhotoThreadsMax)
                object.photo_threads.push_back(std::move(*id));
            else
                object.more_photos = true;
        }
        if (continues(attachment, "subattachments")) object.more_photos = true;
    }
}

void read_comment_parts(dom::object comment, ParsedObject& object) {
    auto& item = object.item;
    if (const auto attachment = object_member(comment, "attachment")) add_attachment(*attachment, item.attachments);
    const auto parent = object_member(comment, "parent");
    const auto parent_id = parent ? id_member(*parent, "id") : std::nullopt;
    if (!parent_id || *parent_id == item.post_external_id) return;
    item.parent_external_id = *parent_id;
    item.kind = models::ItemKind::reply;
}

void read_post_parts(dom::object post, ParsedObject& object) {
    object.item.post_external_id.clear();
    read_post_attachments(post, object);
    const auto comments = object_member(post, "comments");
    const auto summary = comments ? object_member(*comments, "summary") : std::nullopt;
    if (summary) object.comment_count = integer_member(*summary, "total_count");
}

/// The text, `story` standing in for a missing `message`. Nothing when it is there but no text.
std::optional<std::string> read_text(dom::object object, bool& cut) {
    for (const std::string_view key : {"message", "story"}) {
        dom::element value;
        if (object.at_key(key).get(value) != simdjson::SUCCESS || value.is_null()) continue;
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS) return std::nullopt;
        cut = text.size() > kTextBytesMax;
        return clean_text(text, kTextBytesMax);
    }
    return std::string{};
}

std::string read_permalink(dom::object object) {
    auto link = text_member(object, "permalink_url", kUrlBytesMax).value_or("");
    if (!link.starts_with("https://")) link.clear();
    return link;
}

}  // namespace

tl::expected<ParsedObject, Refusal> read_element(dom::element element, std::string_view raw,
                                                 const ParseContext& context, bool& cut) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return tl::unexpected(Refusal::malformed);
    const bool has_id = object.at_key("id").error() == simdjson::SUCCESS;
    auto id = id_member(object, "id");
    if (!id) return tl::unexpected(has_id ? Refusal::malformed : Refusal::without_id);
    auto text = read_text(object, cut);
    if (!text) return tl::unexpected(Refusal::malformed);

    ParsedObject read;
    auto& item = read.item;
    item.channel_id = context.channel_id;
    item.external_id = std::move(*id);
    item.post_external_id = context.post_external_id;
    item.kind = context.kind;
    item.text = std::move(*text);
    if (const auto from = object_member(object, "from")) {
        item.author_id = id_member(*from, "id").value_or("");
        item.author_name = text_member(*from, "name", kNameBytesMax).value_or("");
    }
    item.permalink = read_permalink(object);
    if (const auto created = text_member(object, "created_time", kNameBytesMax))
        item.created_at = parse_network_time(*created, context.now);
    item.hidden = flag_member(object, "is_hidden").value_or(false);
    item.can_hide = flag_member(object, "can_hide").value_or(true);
    item.can_remove = flag_member(object, "can_remove").value_or(true);
    item.raw = clean_text(raw, kRawBytesMax);
    if (models::is_comment(context.kind))
        read_comment_parts(object, read);
    else
        read_post_parts(object, read);
    return read;
}

}  // namespace ingest
