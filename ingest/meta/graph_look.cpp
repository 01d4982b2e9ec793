#include "ingest/meta/graph_look.hpp"

#include <algorithm>
#include <utility>

namespace ingest {
namespace {

constexpr const char* kMentionsFeed = "mentions";

std::string field_list(const ApiParameters& parameters) {
    const auto fields = [](const auto& parameter) { return parameter.first == "fields"; };
    const auto found = std::find_if(parameters.begin(), parameters.end(), fields);
    return found == parameters.end() ? "id" : found->second;
}

}  // namespace

GraphLook::GraphLook(PostReader::Parts parts, Cursors cursors) : parts_{parts}, cursors_{std::move(cursors)} {}

runtime::Task<bool> GraphLook::run(std::vector<models::Notice> notices) {
    for (const auto& notice : notices) sort(notice);
    auto& session = parts_.session;
    for (const auto& [post, reading] : threads_) {
        if (!session.going()) break;
        co_await read_thread(post, reading);
    }
    for (const auto& [comment, post] : comments_) {
        if (!session.going()) break;
        co_await read_comment(comment, post);
    }
    for (const auto& mention : mentions_) {
        if (!session.going()) break;
        co_await read_mention(mention);
    }
    co_return enough_;
}

void GraphLook::sort(const models::Notice& notice) {
    using Kind = Noticed::Kind;
    auto noticed = noticed_from(notice.what);
    if (noticed.kind == Kind::mention && parts_.dialect.parse_mention != nullptr) {
        mentions_.push_back(std::move(noticed));
        return;
    }
    const auto& post = noticed.kind == Kind::object ? noticed.post : noticed.id;
    const auto feed = cursors_.find(PostReader::feed_of(post));
    const auto known = feed == cursors_.end() ? std::nullopt : thread_state_from(feed->second);
    const bool thread = noticed.kind == Kind::fresh || noticed.kind == Kind::thread;
    if (!known || (!thread && noticed.kind != Kind::object)) {
        enough_ = false;
        return;
    }
    if (known->gone) return;  // said late
    if (noticed.kind == Kind::object) {
        comments_.emplace(std::move(noticed.id), post);
        return;
    }
    const auto reading = noticed.kind == Kind::thread ? Reading::full : Reading::newest;
    auto& wanted = threads_.try_emplace(post, reading).first->second;
    if (reading == Reading::full) wanted = reading;
}

runtime::Task<void> GraphLook::read_thread(std::string post, Reading reading) {
    PostReader::Order order;
    order.known = thread_state_from(cursors_.at(PostReader::feed_of(post)));
    order.post.item.external_id = std::move(post);
    order.post.item.created_at = order.known->created;
    order.reading = reading;
    PostReader reader{parts_, std::move(order)};
    co_await reader.run();
}

/// What is known under another form of its id is asked for by that.
runtime::Task<void> GraphLook::read_comment(std::string comment, std::string post) {
    auto& session = parts_.session;
    const auto known = co_await session.known_under(post);
    if (!known) co_return;
    const auto same = [&](const auto& id) { return own_part(id) == own_part(comment); };
    const auto found = std::find_if(known->begin(), known->end(), same);
    if (found != known->end()) comment = *found;

    auto path = path_of({comment});
    ApiParameters parameters;
    parameters.emplace_back("fields", field_list(parts_.dialect.comments));
    const auto reply = co_await session.get(std::move(path), std::move(parameters));
    models::CollectedPage page;
    page.feed = PostReader::feed_of(post);
    page.cursor = cursors_.at(page.feed);
    if (!reply && reply.error().kind == ApiErrorKind::gone) {
        if (found == known->end()) co_return;
        page.gone.push_back(std::move(comment));
    } else if (!reply) {
        session.note(reply.error());
        co_return;
    } else {
        ParseContext context;
        context.channel_id = session.channel().id;
        context.post_external_id = std::move(post);
        context.now = session.now();
        const auto list = R"({"data":[)" + reply->body + "]}";  // one comment reads like a list of one
        auto parsed = parts_.dialect.parse_page(list, context);
        if (!parsed || parsed->objects.empty()) {
            session.note(error_of(runtime::Error{runtime::ErrorKind::malformed, ""}, session.network()));
            co_return;
        }
        for (auto& object : parsed->objects) page.items.push_back(std::move(object.item));
    }
    co_await session.record(std::move(page));
}

/// It stands under somebody else's post, so it can be read this way only, and not be acted on.
runtime::Task<void> GraphLook::read_mention(Noticed mention) {
    auto& session = parts_.session;
    const auto& dialect = parts_.dialect;
    const bool comment = !mention.post.empty();
    std::string fields = comment ? "mentioned_comment.comment_id(" : "mentioned_media.media_id(";
    fields += mention.id + "){" + (comment ? dialect.mentioned_comment_fields : dialect.mentioned_media_fields) + "}";
    auto path = path_of({session.channel().external_id});
    ApiParameters parameters;
    parameters.emplace_back("fields", std::move(fields));
    const auto reply = co_await session.get(std::move(path), std::move(parameters));
    if (!reply) {
        // Where comments are switched off, or what mentioned us is gone already, the network says no.
        const bool settled =
            reply.error().kind == ApiErrorKind::gone || reply.error().kind == ApiErrorKind::bad_request;
        if (!settled) session.note(reply.error());
        co_return;
    }
    ParseContext context;
    context.channel_id = session.channel().id;
    context.now = session.now();
    auto object = dialect.parse_mention(reply->body, context);
    if (!object) {
        session.note(error_of(object.error(), session.network()));
        co_return;
    }
    auto item = std::move(object->item);
    item.kind = models::ItemKind::tagged_post;
    item.parent_external_id.clear();
    // Not among what the account's own lists must hold.
    item.post_external_id = comment ? std::move(mention.post) : std::move(mention.id);
    item.can_hide = false;
    item.can_remove = false;
    models::CollectedPage page;
    page.feed = kMentionsFeed;
    page.items.push_back(std::move(item));
    co_await session.record(std::move(page));
}

}  // namespace ingest
