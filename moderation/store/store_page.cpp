#include "models/domain/capability.hpp"
#include "moderation/store/alert_args.hpp"
#include "moderation/store/item_fields.hpp"
#include "moderation/store/store.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

using Args = std::vector<std::string>;

std::string flag(bool value) {
    return value ? "1" : "0";
}

bool all_valid(const std::vector<std::string>& people) {
    return std::all_of(people.begin(), people.end(), [](const std::string& person) { return valid_id(person); });
}

bool acceptable(const Intaken& intaken, const models::CollectedPage& page) {
    const auto& item = intaken.item;
    if (item.channel_id != page.lease.channel_id || item.network != page.network || item.external_id.empty())
        return false;
    if (!all_valid(intaken.barred)) return false;
    return !intaken.alert || (valid_id(intaken.alert->id) && all_valid(intaken.alert->barred));
}

// The network's own words are evidence where there is a concern, and nobody's business otherwise. They hold the
// addresses of pictures, which are not kept where the policy says so.
bool keeps_raw(const Intaken& intaken) {
    if (intaken.item.raw.empty() || intaken.preserve == "hold_no_media") return false;
    return intaken.queue || intaken.auto_hide || intaken.alert.has_value();
}

// Nobody fetches what may be unlawful to have.
bool may_be_fetched(const Intaken& intaken) {
    return intaken.preserve != "hold_no_media" && !intaken.assessment.has(models::Category::illegal_image) &&
           !intaken.assessment.has(models::Category::image_extortion);
}

// PAGE_ARGS of page.lua, in its order.
void add_item(Args& args, const Intaken& intaken, const models::Alert& alert, const std::string& id,
              const runtime::Sealer& sealer, Time now) {
    const auto& item = intaken.item;
    const auto revision = models::revision_id(item);
    const auto record = revision_record(id, revision);
    const auto content = pack_content(item);
    args.push_back(id);
    args.push_back(revision);
    args.emplace_back(to_string(item.network));
    args.push_back(item.external_id);
    args.push_back(item.parent_external_id);
    args.push_back(item.post_external_id);
    args.emplace_back(to_string(item.kind));
    args.push_back(models::capabilities(item.network).tells_hidden ? flag(item.hidden) : std::string{});
    args.push_back(flag(item.can_hide));
    args.push_back(flag(item.can_remove));
    args.push_back(sealer.seal(content, record));
    args.push_back(pack_assessment(intaken.assessment));
    args.push_back(std::to_string(level(intaken.assessment.severity)));
    args.push_back(flag(intaken.queue));
    args.emplace_back(to_string(intaken.visibility));
    args.push_back(joined(intaken.barred));
    args.push_back(flag(intaken.auto_hide));
    args.push_back(flag(intaken.hide_needs_alert));
    args.push_back(intaken.preserve);
    args.push_back(ms(intaken.act_by));
    args.push_back(sealer.commitment(content, record));
    args.push_back(keeps_raw(intaken) ? sealer.seal(item.raw, record) : std::string{});
    args.push_back(ms(intaken.review_by));
    args.push_back(item.author_id.empty() ? std::string{} : author_record(item, sealer));
    args.push_back(flag(intaken.head_barred));
    args.push_back(flag(!intaken.words.empty()));
    args.push_back(ms(item.created_at.value_or(now)));
    args.push_back(std::to_string(intaken.shadow));
    args.push_back(flag(intaken.differs));
    const auto pictures = may_be_fetched(intaken) ? pack_addresses(item) : std::string{};
    args.push_back(pictures.empty() ? pictures : sealer.seal(pictures, pictures_record(id, revision)));
    args.push_back(item.attachments.empty() ? std::string{}
                                            : sealer.seal(pack_content(without_addresses(item)), record));
    add_alert(args, alert);
}

}  // namespace

Task<Result<models::RecordedPage>> Store::record_page(models::CollectedPage page, std::vector<Intaken> items,
                                                      Time now) {
    const auto& channel = page.lease.channel_id;
    if (items.size() > kPageItemsMax || page.gone.size() > kPageItemsMax || page.counts.size() > kPageItemsMax)
        co_return runtime::fail(ErrorKind::malformed, "A page holds more items than one step may record.");
    if (!valid_id(channel)) co_return runtime::fail(ErrorKind::rejected, "The channel is not authorised.");

    auto keys = keys_.common();
    keys.push_back(keys_.of("lease", channel));
    keys.push_back(keys_.of("cursors", channel));
    keys.push_back(keys_.of("counts", channel));
    keys.push_back(keys_.of("commenters", channel));
    keys.push_back(keys_.of("recent"));
    keys.push_back(keys_.of("adjustments"));
    keys.push_back(keys_.of("posts:own"));
    keys.push_back(keys_.of("jobs:pictures"));
    Args args{channel,
              page.lease.owner,
              std::to_string(page.lease.fence),
              page.feed,
              page.cursor,
              ms(now),
              std::to_string(page.malformed),
              std::to_string(items.size()),
              std::to_string(page.gone.size())};
    for (auto& intaken : items) {
        if (!acceptable(intaken, page))
            co_return runtime::fail(ErrorKind::malformed, "An item of the page makes no sense.");
        const auto id = models::item_id(page.network, channel, intaken.item.external_id);
        auto alert = intaken.alert.value_or(models::Alert());
        // Only the step itself can see that somebody showed it again, and an alert is drawn out here.
        if (!intaken.alert && !intaken.item.hidden) alert = draw_alert("shown_again", {}, models::Severity::v3);
        if (!alert.id.empty()) alert.subject = "item:" + id;
        keys_.add_item(keys, id);
        keys.push_back(keys_.of("alert", alert.id));
        const auto author = author_record(intaken.item, sealer_);
        keys.push_back(keys_.of("author", author));
        keys.push_back(keys_.of("course", author));
        keys.push_back(keys_.of("said", words_record(intaken.words, sealer_)));
        keys.push_back(keys_.of("pace", channel + "|" + intaken.item.post_external_id));
        add_item(args, intaken, alert, id, sealer_, now);
    }
    for (const auto& external_id : page.gone) {
        auto id = models::item_id(page.network, channel, external_id);
        keys.push_back(keys_.of("item", id));
        keys.push_back(keys_.of("hist", id));
        args.push_back(std::move(id));
    }
    for (const auto& count : page.counts) {
        args.push_back(count.post);
        args.push_back(std::to_string(count.comments) + " " + ms(count.created));
    }
    const auto done = co_await call("record_page", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    models::RecordedPage recorded;
    recorded.fresh = static_cast<std::size_t>(number_at(*done, 1));
    recorded.revised = static_cast<std::size_t>(number_at(*done, 2));
    recorded.repeated = static_cast<std::size_t>(number_at(*done, 3));
    recorded.gone = static_cast<std::size_t>(number_at(*done, 4));
    co_return recorded;
}

Task<Result<Completeness>> Store::completeness(std::string channel, runtime::Time since) {
    Completeness complete;
    if (!valid_id(channel)) co_return complete;
    runtime::RedisCommand get{"HGETALL", keys_.of("counts", channel)};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::int64_t> counted;
    std::vector<runtime::RedisCommand> commands;
    for (const auto& [post, value] : fields_of(*found)) {
        const auto blank = std::min(value.find(' '), value.size());
        const auto created = number_of(std::string_view{value}.substr(std::min(blank + 1, value.size())));
        if (created > 0 && runtime::from_ms(created) < since) continue;
        counted.push_back(number_of(std::string_view{value}.substr(0, blank)));
        const auto prefix = channel + "|" + std::to_string(post.size()) + ":" + post;  // as external_ids() has it
        commands.push_back({"ZLEXCOUNT", keys_.of("ext"), "[" + prefix + ":", "(" + prefix + ";"});
    }
    if (commands.empty()) co_return complete;
    const auto held = co_await redis_.pipeline(std::move(commands));
    if (!held) co_return tl::unexpected(held.error());
    for (std::size_t i = 0; i < counted.size() && i < held->size(); ++i) {
        if ((*held)[i].is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + (*held)[i].text);
        const auto here = std::min(counted[i], (*held)[i].number);
        complete.counted += counted[i];
        complete.held += here;
        ++complete.posts;
        if (here < counted[i]) ++complete.lacking;
    }
    co_return complete;
}

Task<Result<std::vector<bool>>> Store::known_revisions(const std::vector<models::CollectedItem>& items) {
    std::vector<bool> known(items.size(), false);
    if (items.empty()) co_return known;
    std::vector<runtime::RedisCommand> commands;
    std::vector<std::string> revisions;
    for (const auto& item : items) {
        const auto id = models::item_id(item.network, item.channel_id, item.external_id);
        commands.push_back({"HGET", keys_.of("item", id), "rev"});
        revisions.push_back(models::revision_id(item));
    }
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    for (std::size_t i = 0; i < revisions.size() && i < found->size(); ++i) {
        const auto& reply = (*found)[i];
        if (reply.is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + reply.text);
        known[i] = !reply.is_nil() && reply.text == revisions[i];
    }
    co_return known;
}

Task<Result<std::vector<std::string>>> Store::external_ids(std::string channel, std::string post_external_id) {
    // ext_member of common.lua; ';' follows ':' in the order of bytes.
    const auto prefix = channel + "|" + std::to_string(post_external_id.size()) + ":" + post_external_id;
    runtime::RedisCommand range{"ZRANGEBYLEX", keys_.of("ext"), "[" + prefix + ":", "(" + prefix + ";"};
    const auto found = co_await read(std::move(range));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::string> ids;
    for (const auto& member : found->items) ids.push_back(member.text.substr(prefix.size() + 1));
    co_return ids;
}

}  // namespace moderation
