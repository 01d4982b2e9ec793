#include "ingest/facebook/saved.hpp"

#include "ingest/facebook/parser.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/meta/graph_error.hpp"
#include "ingest/meta/saved_webhook.hpp"

#include <algorithm>
#include <array>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr int kDepthMax = 4;  ///< replies of comments of posts in a batch

/// Only comments have one of these, and all but the barest have at least one.
constexpr std::array<std::string_view, 7> kCommentMembers{"can_remove", "can_hide",   "comment_count", "can_comment",
                                                          "parent",     "attachment", "user_likes"};
constexpr std::array<std::string_view, 13> kPostMembers{
    "message",      "story",       "description", "attachments", "full_picture", "picture", "permalink_url",
    "is_published", "status_type", "source",      "images",      "updated_time", "shares"};

bool has_any(dom::object object, const auto& keys) {
    return std::any_of(keys.begin(), keys.end(), [&](auto key) { return has_member(object, key); });
}

bool looks_like_comment(dom::object object) {
    const auto link = text_member(object, "permalink_url", 4'096).value_or("");
    return has_any(object, kCommentMembers) || link.find("comment_id=") != std::string::npos;
}

bool looks_like_post(dom::object object) {
    return has_member(object, "created_time") || has_any(object, kPostMembers);
}

class Reader {
  public:
    Reader(std::string_view kind, runtime::Time now) : kind_{kind}, now_{now} {}

    SavedFindings take() { return std::move(findings_); }

    void answer(std::string_view body) {
        if (const auto error = parse_graph_error(200, body, "Facebook")) {
            problem("an error of the network: " + error->sentence);
            return;
        }
        if (list(body, {}, {})) return;
        dom::parser parser;
        dom::element document;
        const auto repaired = repair_json(body);
        if (parser.parse(repaired).get(document) != simdjson::SUCCESS) return problem("it is no JSON");
        dom::array batch;
        if (document.get(batch) == simdjson::SUCCESS) return replies_of(batch);
        dom::object object;
        if (document.get(object) != simdjson::SUCCESS) return problem("it is neither an object nor a list");
        if (kind_ == "webhook" || has_member(object, "entry")) return add_meta_webhook(findings_, body, now_);
        if (id_member(object, "id")) return thing(repaired, {}, {});
        objects_by_id(object);
    }

  private:
    struct Deeper {
        explicit Deeper(int& counted) : depth{++counted} {}
        ~Deeper() { --depth; }
        int& depth;
    };

    void problem(std::string reason) { add_problem(findings_, std::move(reason)); }

    ParseContext context(models::ItemKind kind, const std::string& post) const {
        ParseContext made;
        made.kind = kind;
        made.post_external_id = post;
        made.now = now_;
        return made;
    }

    /// `{"data":[...]}`, under a post and perhaps a comment. False when it is no list.
    bool list(std::string_view body, const std::string& post, const std::string& parent) {
        const auto page = parse_facebook_page(body, context(models::ItemKind::comment, post));
        if (!page) return false;
        for (const auto& object : page->objects) thing(object.item.raw, post, parent);
        for (std::size_t i = 0; i < page->malformed; ++i) problem("an element of the list makes no sense");
        for (std::size_t i = 0; i < page->without_id; ++i) problem("an element of the list has no id");
        if (!page->whole) problem("the list is cut off");
        return true;
    }

    /// One object with an id, and what is nested in it.
    void thing(std::string_view raw, const std::string& post, const std::string& parent) {
        dom::parser parser;
        dom::object object;
        if (parser.parse(raw.data(), raw.size()).get(object) != simdjson::SUCCESS)
            return problem("an object is no JSON");
        const bool comment = is_comment(object, post);
        if (!comment && kind_ == "auto" && !looks_like_post(object))
            return problem("an object with an id is neither a post nor a comment");
        const auto read =
            parse_facebook_object(raw, context(comment ? models::ItemKind::comment : models::ItemKind::own_post, post));
        if (!read) return problem("an object makes no sense: " + read.error().message);
        auto found = read->item;
        if (found.parent_external_id.empty()) found.parent_external_id = parent;
        const auto id = found.external_id;
        add_thing(findings_, std::move(found));
        nested(object, comment ? post : id, comment ? id : std::string{});
    }

    bool is_comment(dom::object object, const std::string& post) const {
        if (kind_ == "comments") return true;
        if (kind_ == "auto") return !post.empty() || looks_like_comment(object);
        return !post.empty();
    }

    void nested(dom::object object, const std::string& post, const std::string& parent) {
        const Deeper deeper{depth_};
        const auto comments = object_member(object, "comments");
        if (!comments || deeper.depth > kDepthMax) return;
        if (array_member(*comments, "data")) list(simdjson::minify(*comments), post, parent);
    }

    /// `{"<id>":{"id":"<id>",...},...}`: several objects that were asked for at once.
    void objects_by_id(dom::object object) {
        bool any = false;
        for (const auto field : object) {
            dom::object value;
            if (field.value.get(value) != simdjson::SUCCESS || !id_member(value, "id")) continue;
            any = true;
            thing(simdjson::minify(value), {}, {});
        }
        if (!any) problem("the object has no id");
    }

    /// The answers to a batch of calls: each body is an answer in itself.
    void replies_of(dom::array batch) {
        const Deeper deeper{depth_};
        for (const dom::element element : batch) {
            dom::object reply;
            std::string_view body;
            if (deeper.depth > kDepthMax || element.get(reply) != simdjson::SUCCESS ||
                reply.at_key("body").get(body) != simdjson::SUCCESS) {
                problem("an answer of the batch is missing");
                continue;
            }
            answer(body);
        }
    }

    const std::string kind_;
    const runtime::Time now_;
    SavedFindings findings_;
    int depth_{0};
};

SavedFindings read(std::string_view kind, std::string_view body, runtime::Time now) {
    Reader reader{kind, now};
    reader.answer(body);
    return reader.take();
}

}  // namespace

SavedReader facebook_saved_reader() {
    return {models::Network::facebook, {"posts", "comments", "webhook"}, read};
}

}  // namespace ingest
