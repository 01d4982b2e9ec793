#include "ingest/x/element.hpp"

#include "ingest/json_fields.hpp"
#include "ingest/network_time.hpp"

#include <algorithm>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using models::ItemKind;

constexpr std::size_t kNameBytesMax = 512;
constexpr std::size_t kUrlBytesMax = 4'096;
constexpr std::size_t kVersionsMax = 50;

/// The ids of all versions that the post names, its own among them, oldest first.
std::vector<std::string> versions_of(dom::object post, const std::string& id) {
    std::vector<std::string> versions{id};
    for (const std::string_view key : {"edit_history_tweet_ids", "edit_history_post_ids"}) {
        const auto ids = array_member(post, key);
        if (!ids) continue;
        for (const dom::element entry : *ids) {
            std::string_view version;
            if (entry.get(version) != simdjson::SUCCESS || !could_be_id(version)) continue;
            if (versions.size() < kVersionsMax) versions.emplace_back(version);
        }
    }
    std::sort(versions.begin(), versions.end(), older_id);
    return versions;
}

/// X escapes three characters in texts. Decoded once: what was written as "&amp;lt;" is meant to be read so.
std::string decoded(std::string_view text) {
    struct Entity {
        std::string_view written;
        char meant;
    };
    constexpr Entity kEntities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto* found = std::find_if(std::begin(kEntities), std::end(kEntities),
                                         [&](const Entity& entity) { return text.starts_with(entity.written); });
        const bool entity = found != std::end(kEntities);
        out.push_back(entity ? found->meant : text.front());
        text.remove_prefix(entity ? found->written.size() : 1);
    }
    return out;
}

/// The member that holds the whole of a long text, whose `text` is cut.
std::optional<dom::object> note_of(dom::object post) {
    for (const std::string_view key : {"note_tweet", "note_post"})
        if (const auto note = object_member(post, key)) return note;
    return std::nullopt;
}

/// Nothing when there is no text: every post has one, if only the address of its picture.
std::optional<std::string> text_of(dom::object post, bool& cut) {
    const auto note = note_of(post);
    std::string_view text;
    const bool noted = note && note->at_key("text").get(text) == simdjson::SUCCESS;
    if (!noted && post.at_key("text").get(text) != simdjson::SUCCESS) return std::nullopt;
    const auto meant = decoded(text);
    cut = meant.size() > kTextBytesMax;
    return clean_text(meant, kTextBytesMax);
}

void add_attachment(models::Attachment attachment, std::vector<models::Attachment>& into) {
    if (into.size() < kAttachmentsMax) into.push_back(std::move(attachment));
}

/// Where the short addresses in the text lead; those of the post's own media are in `attachments` already.
void add_links(dom::object holder, std::vector<models::Attachment>& into) {
    const auto entities = object_member(holder, "entities");
    const auto urls = entities ? array_member(*entities, "urls") : std::nullopt;
    if (!urls) return;
    for (const dom::element entry : *urls) {
        dom::object url;
        if (entry.get(url) != simdjson::SUCCESS || url.at_key("media_key").error() == simdjson::SUCCESS) continue;
        auto target = text_member(url, "expanded_url", kUrlBytesMax);
        if (target && !target->empty()) add_attachment({"link", std::move(*target)}, into);
    }
}

void add_media_of(dom::object post, const XIncludes& includes, std::vector<models::Attachment>& into) {
    const auto attachments = object_member(post, "attachments");
    const auto keys = attachments ? array_member(*attachments, "media_keys") : std::nullopt;
    if (!keys) return;
    for (const dom::element entry : *keys) {
        std::string_view key;
        if (entry.get(key) != simdjson::SUCCESS) continue;
        const auto found = includes.media.find(key);
        // Known to be there even when X does not say what it is.
        add_attachment(found == includes.media.end() ? models::Attachment{"media", {}, ""} : found->second, into);
    }
}

/// The post that this one refers to as `type`, as served; empty: none.
std::string referenced(dom::object post, std::string_view type) {
    for (const std::string_view key : {"referenced_tweets", "referenced_posts"}) {
        const auto references = array_member(post, key);
        if (!references) continue;
        for (const dom::element entry : *references) {
            dom::object reference;
            if (entry.get(reference) != simdjson::SUCCESS) continue;
            if (text_member(reference, "type", kNameBytesMax) != type) continue;
            if (auto id = id_member(reference, "id")) return std::move(*id);
        }
    }
    return {};
}

std::string first_version(const XIncludes& includes, std::string id) {
    const auto first = includes.first_versions.find(id);
    return first == includes.first_versions.end() ? std::move(id) : first->second;
}

void read_quoted(dom::object post, const XIncludes& includes, XFacts& facts) {
    auto quoted = referenced(post, "quoted");
    const auto author = includes.authors.find(quoted);
    if (author != includes.authors.end()) facts.quoted_author = author->second;
    facts.quoted_id = first_version(includes, std::move(quoted));
}

void read_author(dom::object post, const XIncludes& includes, models::CollectedItem& item) {
    item.author_id = id_member(post, "author_id").value_or("");
    const auto found = includes.users.find(item.author_id);
    if (found == includes.users.end()) return;  // suspended: X withholds the name
    const auto& user = found->second;
    item.author_name = user.name;
    if (user.username.empty()) return;
    const auto handle = "@" + user.username;
    item.author_name = user.name.empty() ? handle : user.name + " (" + handle + ")";
}

/// X has no such field, but an address that works without the name too.
std::string permalink(const XIncludes& includes, const std::string& author, const std::string& id) {
    const auto found = includes.users.find(author);
    const bool named = found != includes.users.end() && could_be_id(found->second.username);
    return "https://x.com/" + (named ? found->second.username : std::string{"i"}) + "/status/" + id;
}

void read_place(dom::object post, const XIncludes& includes, const XFacts& facts, models::CollectedItem& item) {
    if (facts.conversation_id != item.external_id) item.post_external_id = facts.conversation_id;
    auto parent = first_version(includes, referenced(post, "replied_to"));
    if (parent.empty() || parent == item.post_external_id) return;
    item.parent_external_id = std::move(parent);
    if (item.kind == ItemKind::comment) item.kind = ItemKind::reply;
}

tl::expected<ParsedObject, bool> refuse(bool without_id) {
    return tl::unexpected(without_id);
}

/// The post, or whether it is an id that it lacks.
tl::expected<ParsedObject, bool> read_post(dom::element element, const ParseContext& context, const XIncludes& includes,
                                           XFacts& facts, bool& cut) {
    dom::object post;
    if (element.get(post) != simdjson::SUCCESS) return refuse(false);
    auto id = id_member(post, "id");
    if (!id) return refuse(post.at_key("id").error() != simdjson::SUCCESS);
    auto text = text_of(post, cut);
    if (!text) return refuse(false);
    const auto versions = versions_of(post, *id);
    facts.version_id = std::move(*id);
    facts.newest_id = versions.back();
    facts.conversation_id = id_member(post, "conversation_id").value_or("");
    read_quoted(post, includes, facts);

    ParsedObject read;
    auto& item = read.item;
    item.network = models::Network::x;
    item.channel_id = context.channel_id;
    item.external_id = versions.front();
    item.kind = context.kind;
    item.text = std::move(*text);
    item.can_remove = false;
    read_author(post, includes, item);
    read_place(post, includes, facts, item);
    item.permalink = permalink(includes, item.author_id, facts.newest_id);
    if (const auto created = text_member(post, "created_at", kNameBytesMax))
        item.created_at = parse_network_time(*created, context.now);
    add_media_of(post, includes, item.attachments);
    add_links(note_of(post).value_or(post), item.attachments);
    if (const auto metrics = object_member(post, "public_metrics"))
        read.comment_count = integer_member(*metrics, "reply_count");
    return read;
}

}  // namespace

void XIncludes::add_user(dom::element element) {
    dom::object user;
    if (element.get(user) != simdjson::SUCCESS) return;
    auto id = id_member(user, "id");
    if (!id) return;
    users[std::move(*id)] = {text_member(user, "name", kNameBytesMax).value_or(""),
                             text_member(user, "username", kNameBytesMax).value_or("")};
}

void XIncludes::add_media(dom::element element) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return;
    auto key = id_member(object, "media_key");
    if (!key) return;
    auto url = text_member(object, "url", kUrlBytesMax);
    if (!url) url = text_member(object, "preview_image_url", kUrlBytesMax);
    media[std::move(*key)] = {text_member(object, "type", kNameBytesMax).value_or("media"), url.value_or(""),
                              url.value_or("")};
}

void XIncludes::add_post(dom::element element) {
    dom::object post;
    if (element.get(post) != simdjson::SUCCESS) return;
    const auto id = id_member(post, "id");
    if (!id) return;
    if (auto author = id_member(post, "author_id")) authors[*id] = std::move(*author);
    const auto versions = versions_of(post, *id);
    for (const auto& version : versions) first_versions[version] = versions.front();
}

void add_x_post(XPage& page, dom::element element, std::string_view raw, const ParseContext& context,
                const XIncludes& includes) {
    XFacts facts;
    bool cut = false;
    auto read = read_post(element, context, includes, facts, cut);
    if (!read) {
        ++(read.error() ? page.list.without_id : page.list.malformed);
        return;
    }
    read->item.raw = clean_text(raw, kRawBytesMax);
    page.list.cut_texts += cut ? 1U : 0U;
    if (page.newest_id.empty() || older_id(page.newest_id, facts.version_id)) page.newest_id = facts.version_id;
    page.list.objects.push_back(std::move(*read));
    page.facts.push_back(std::move(facts));
}

}  // namespace ingest
