#include "ingest/facebook_parser.hpp"

#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"

#include <algorithm>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kUrlBytesMax = 4'096;
constexpr std::size_t kNameBytesMax = 1'024;
constexpr std::size_t kAnyBytes = 64 * 1024 * 1024;

/// Why an element was not taken.
enum class Refusal { malformed, without_id };

using Element = tl::expected<GraphObject, Refusal>;

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

void add_attachment(dom::object attachment, std::vector<models::Attachment>& into) {
    if (into.size() >= kAttachmentsMax) return;
    auto type = text_member(attachment, "type", kNameBytesMax).value_or("");
    auto url = attachment_url(attachment);
    if (!type.empty() || !url.empty()) into.push_back({std::move(type), std::move(url)});
}

std::optional<dom::array> list_member(dom::object object, std::string_view key) {
    const auto list = object_member(object, key);
    return list ? array_member(*list, "data") : std::nullopt;
}

/// Attachments of a post, the pictures of an album one by one; their comment threads go into `object`.
void read_post_attachments(dom::object post, GraphObject& object) {
    const auto attachments = list_member(post, "attachments");
    if (!attachments) return;
    for (const dom::element entry : *attachments) {
        dom::object attachment;
        if (entry.get(attachment) != simdjson::SUCCESS) continue;
        add_attachment(attachment, object.item.attachments);
        const auto pictures = list_member(attachment, "subattachments");
        if (!pictures) continue;
        for (const dom::element inner : *pictures) {
            dom::object picture;
            if (inner.get(picture) != simdjson::SUCCESS) continue;
            add_attachment(picture, object.item.attachments);
            const auto target = object_member(picture, "target");
            auto id = target ? id_member(*target, "id") : std::nullopt;
            if (id && object.photo_threads.size() < kPhotoThreadsMax) object.photo_threads.push_back(std::move(*id));
        }
    }
}

void read_comment_parts(dom::object comment, GraphObject& object) {
    auto& item = object.item;
    if (const auto attachment = object_member(comment, "attachment")) add_attachment(*attachment, item.attachments);
    const auto parent = object_member(comment, "parent");
    const auto parent_id = parent ? id_member(*parent, "id") : std::nullopt;
    if (!parent_id || *parent_id == item.post_external_id) return;
    item.parent_external_id = *parent_id;
    item.kind = models::ItemKind::reply;
}

void read_post_parts(dom::object post, GraphObject& object) {
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

Element read_element(dom::element element, std::string_view raw, const ParseContext& context, bool& cut) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return tl::unexpected(Refusal::malformed);
    const bool has_id = object.at_key("id").error() == simdjson::SUCCESS;
    auto id = id_member(object, "id");
    if (!id) return tl::unexpected(has_id ? Refusal::malformed : Refusal::without_id);
    auto text = read_text(object, cut);
    if (!text) return tl::unexpected(Refusal::malformed);

    GraphObject read;
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
        item.created_at = parse_graph_time(*created, context.now);
    item.hidden = flag_member(object, "is_hidden").value_or(false);
    item.can_hide = flag_member(object, "can_hide").value_or(true);
    item.can_remove = flag_member(object, "can_remove").value_or(true);
    item.raw = clean_text(raw, kRawBytesMax);
    const bool comment = context.kind == models::ItemKind::comment || context.kind == models::ItemKind::reply;
    if (comment)
        read_comment_parts(object, read);
    else
        read_post_parts(object, read);
    return read;
}

void add_element(GraphPage& page, dom::element element, std::string_view raw, const ParseContext& context) {
    bool cut = false;
    auto read = read_element(element, raw, context, cut);
    if (read) {
        page.cut_texts += cut ? 1U : 0U;
        page.objects.push_back(std::move(*read));
    } else if (read.error() == Refusal::without_id) {
        ++page.without_id;
    } else {
        ++page.malformed;
    }
}

/// The cursor out of a `next` address, which itself holds the access token and is never followed.
std::string cursor_of_next(std::string_view next) {
    for (const std::string_view key : {"?after=", "&after="}) {
        const auto at = next.find(key);
        if (at == std::string_view::npos) continue;
        auto value = next.substr(at + key.size());
        value = value.substr(0, value.find('&'));
        std::string shim{"https://l.facebook.com/l.php?u="};
        shim.append(value);
        return stable_link(shim);
    }
    return {};
}

void read_paging(dom::object paging, GraphPage& page) {
    const auto next = text_member(paging, "next", kAnyBytes);
    page.has_next = next && !next->empty();
    if (const auto cursors = object_member(paging, "cursors"))
        page.after = text_member(*cursors, "after", kUrlBytesMax).value_or("");
    if (page.after.empty() && page.has_next) page.after = cursor_of_next(*next);
}

void read_envelope(dom::object envelope, GraphPage& page) {
    if (const auto paging = object_member(envelope, "paging")) read_paging(*paging, page);
    if (const auto summary = object_member(envelope, "summary"))
        page.total_count = integer_member(*summary, "total_count");
}

/// A document that parsed: its elements, each with the bytes it came in.
std::optional<GraphPage> read_document(dom::element document, std::string_view body, const ParseContext& context) {
    dom::object envelope;
    if (document.get(envelope) != simdjson::SUCCESS) return std::nullopt;
    const auto data = array_member(envelope, "data");
    if (!data) return std::nullopt;
    GraphPage page;
    const auto span = find_member(body, "data");
    const auto bytes = span ? split_array(span->text, kPageElementsMax) : JsonElements{};
    std::size_t index = 0;
    for (const dom::element element : *data) {
        if (index >= kPageElementsMax) {
            ++page.malformed;
        } else if (index < bytes.whole.size()) {
            add_element(page, element, bytes.whole[index], context);
        } else {  // the member's name was spelt with escapes: the value is the same, written anew
            add_element(page, element, simdjson::minify(element), context);
        }
        ++index;
    }
    read_envelope(envelope, page);
    return page;
}

/// After these the text around the element still means what it says; after others it may not.
bool harmless(simdjson::error_code error) {
    using namespace simdjson;
    return error == DEPTH_ERROR || error == STRING_ERROR || error == NUMBER_ERROR || error == T_ATOM_ERROR ||
           error == F_ATOM_ERROR || error == N_ATOM_ERROR;
}

/// `paging` and `summary` read on their own, when the text reaches that far.
void salvage_envelope(dom::parser& parser, std::string_view body, GraphPage& page) {
    std::string envelope{"{"};
    for (const std::string_view key : {"paging", "summary"}) {
        const auto span = find_member(body, key);
        if (!span || !span->whole) continue;
        if (envelope.size() > 1) envelope.push_back(',');
        envelope.append("\"").append(key).append("\":").append(span->text);
    }
    envelope.push_back('}');
    dom::object object;
    if (parser.parse(envelope).get(object) == simdjson::SUCCESS) read_envelope(object, page);
}

std::optional<GraphPage> salvage(dom::parser& parser, std::string_view body, const ParseContext& context) {
    const auto span = find_member(body, "data");
    if (!span || span->text.empty() || span->text.front() != '[') return std::nullopt;
    const auto elements = split_array(span->text, kPageElementsMax);
    GraphPage page;
    page.whole = elements.ended && ends_whole(body);
    page.malformed = elements.left_out;
    for (std::size_t i = 0; i < elements.whole.size(); ++i) {
        dom::element element;
        const auto error = parser.parse(elements.whole[i].data(), elements.whole[i].size()).get(element);
        if (error == simdjson::SUCCESS) {
            add_element(page, element, elements.whole[i], context);
            continue;
        }
        ++page.malformed;
        if (harmless(error)) continue;
        // What follows may be a comment's text posing as elements: none of it is believed.
        page.malformed += elements.whole.size() - i - 1;
        page.whole = false;
        return page;
    }
    salvage_envelope(parser, body, page);
    return page;
}

/// Parses `body`, or what repairing makes of it. `kept` owns the repaired text.
simdjson::error_code parse_or_repair(dom::parser& parser, std::string_view& body, std::string& kept,
                                     dom::element& document) {
    auto error = parser.parse(body.data(), body.size()).get(document);
    if (error == simdjson::SUCCESS) return error;
    kept = repair_json(body);
    body = kept;
    return parser.parse(body.data(), body.size()).get(document);
}

}  // namespace

runtime::Result<GraphPage> parse_page(std::string_view body, const ParseContext& context) {
    dom::parser parser{kAnyBytes};
    std::string kept;
    dom::element document;
    const auto error = parse_or_repair(parser, body, kept, document);
    auto page = error == simdjson::SUCCESS ? read_document(document, body, context) : salvage(parser, body, context);
    if (!page) return runtime::fail(runtime::ErrorKind::malformed, "the answer holds no list");
    return std::move(*page);
}

runtime::Result<GraphObject> parse_object(std::string_view body, const ParseContext& context) {
    dom::parser parser{kAnyBytes};
    std::string kept;
    dom::element document;
    bool cut = false;
    if (parse_or_repair(parser, body, kept, document) != simdjson::SUCCESS)
        return runtime::fail(runtime::ErrorKind::malformed, "the answer is not JSON");
    auto read = read_element(document, body, context, cut);
    if (!read) return runtime::fail(runtime::ErrorKind::malformed, "the answer is no object with an id");
    return std::move(*read);
}

std::optional<bool> parse_success(std::string_view body) {
    return parse_answer_for(body, "success");
}

std::optional<bool> parse_answer_for(std::string_view body, std::string_view id) {
    dom::parser parser{kAnyBytes};
    dom::object object;
    if (parser.parse(body.data(), body.size()).get(object) != simdjson::SUCCESS) return std::nullopt;
    return flag_member(object, id);
}

}  // namespace ingest
