#include "ingest/meta/graph_look.hpp"

#include <algorithm>
#include <utility>

namespace ingest {
namespace {

std::string field_list(const ApiParameters& parameters) {
    const auto fields = [](const auto& parameter) { return parameter.first == "fields"; };
    const auto found = std::find_if(parameters.begin(), parameters.end(), fields);
    return found == parameters.end() ? "id" : found->second;
}

/// One comment reads like a list of one.
std::string list_of_one(const std::string& comment) {
    return R"({"data":[)" + comment + "]}";
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
    if (noticed.kind == Kind::mention && !cursors_.contains(PostReader::feed_of(noticed.post))) {
        mentions_.push_back(std::move(noticed));
        return;
    }
    if (noticed.kind == Kind::mention) noticed.kind = Kind::object;  // under a post that is read anyway
    const auto& post = noticed.kind == Kind::object ? noticed.post : noticed.id;
    const auto feed = cursors_.find(PostReader::feed_of(post));
    const auto known = feed == cursors_.end() ? std::nullopt : thread_state_from(feed->second);
    const bool thread = noticed.kind == Kind::fresh || noticed.kind == Kind::thread;
    if (!known || (!thread && noticed.kind != Kind::object)) {
        enough_ = false;
        if (!post.empty()) unknown_.emplace(own_part(post));
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
        auto parsed = parts_.dialect.parse_page(list_of_one(reply->body), context);
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
    auto item = co_await ask_for_mention(mention);
    if (!item) {
        // Where comments are switched off, or what mentioned us is gone already, the network says no.
        const auto kind = item.error().kind;
        const bool settled = kind == ApiErrorKind::gone || kind == ApiErrorKind::bad_request;
        const bool not_shown = settled || (parts_.dialect.parse_mention == nullptr && kind == ApiErrorKind::permission);
        if (not_shown)
            co_await mention_not_shown(std::move(mention));
        else
            session.note(item.error());
        co_return;
    }
    item->kind = models::ItemKind::tagged_post;
    item->parent_external_id.clear();
    // Not among what the account's own lists must hold.
    item->post_external_id = mention.post.empty() ? std::move(mention.id) : std::move(mention.post);
    item->can_hide = false;
    item->can_remove = false;
    models::CollectedPage page;
    page.feed = kMentionsFeed;
    if (const auto before = cursors_.find(kMentionsFeed); before != cursors_.end()) page.cursor = before->second;
    page.items.push_back(std::move(*item));
    co_await session.record(std::move(page));
}

runtime::Task<ApiResult<models::CollectedItem>> GraphLook::ask_for_mention(Noticed mention) {
    auto& session = parts_.session;
    const auto& dialect = parts_.dialect;
    const bool by_account = dialect.parse_mention != nullptr;
    auto path = path_of({by_account ? session.channel().external_id : mention.id});
    auto fields = field_list(dialect.comments);
    if (by_account && mention.post.empty())
        fields = "mentioned_media.media_id(" + mention.id + "){" + dialect.mentioned_media_fields + "}";
    else if (by_account)
        fields = "mentioned_comment.comment_id(" + mention.id + "){" + dialect.mentioned_comment_fields + "}";
    ApiParameters parameters;
    parameters.emplace_back("fields", std::move(fields));
    const auto reply = co_await session.get(std::move(path), std::move(parameters));
    if (!reply) co_return tl::unexpected(reply.error());
    ParseContext context;
    context.channel_id = session.channel().id;
    context.now = session.now();
    if (by_account) {
        auto object = dialect.parse_mention(reply->body, context);
        if (!object) co_return tl::unexpected(error_of(object.error(), session.network()));
        co_return std::move(object->item);
    }
    auto page = dialect.parse_page(list_of_one(reply->body), context);
    const runtime::Error nonsense{runtime::ErrorKind::malformed, ""};
    if (!page || page->objects.empty()) co_return tl::unexpected(error_of(nonsense, session.network()));
    co_return std::move(page->objects.front().item);
}

/// What was shown before is gone now. Of anything else only the moment is kept, for the channels page.
runtime::Task<void> GraphLook::mention_not_shown(Noticed mention) {
    auto& session = parts_.session;
    auto under = mention.post.empty() ? mention.id : mention.post;
    const auto known = co_await session.known_under(std::move(under));
    if (!known) co_return;
    const bool shown = std::find(known->begin(), known->end(), mention.id) != known->end();
    models::CollectedPage page;
    page.feed = kMentionsFeed;
    if (shown) {
        page.gone.push_back(std::move(mention.id));
        if (const auto before = cursors_.find(kMentionsFeed); before != cursors_.end()) page.cursor = before->second;
    } else {
        ThreadState told;
        told.last_full = session.now();
        page.cursor = told.cursor();
    }
    co_await session.record(std::move(page));
}

}  // namespace ingest
