#include "moderation/store/item_fields.hpp"
#include "moderation/store/store.hpp"

#include <utility>

namespace moderation {

using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

constexpr std::size_t kAsked = 5;  ///< commands for one item

std::size_t count_of(const runtime::RedisReply& reply) {
    return static_cast<std::size_t>(reply.is_nil() ? 0
                                                   : number_of(reply.text.empty() ? "0" : reply.text) + reply.number);
}

Circumstances read_circumstances(const std::vector<runtime::RedisReply>& replies, std::size_t first,
                                 const Intaken& intaken) {
    Circumstances around;
    around.first_comment = !intaken.item.author_id.empty() && replies[first].is_nil();
    around.of_author = intaken.item.author_id.empty() ? 0 : count_of(replies[first + 1]);
    around.same_words = intaken.words.empty() ? 0 : count_of(replies[first + 2]);
    around.under_post = intaken.item.post_external_id.empty() ? 0 : count_of(replies[first + 3]);
    const auto& parent = replies[first + 4];
    if (intaken.item.parent_external_id.empty() || text_at(parent, 0).empty() || !text_at(parent, 1).empty())
        return around;
    const auto findings = unpack_assessment(text_at(parent, 0)).findings;
    if (!findings.empty()) around.answers = findings.front();
    return around;
}

}  // namespace

Task<Result<std::vector<Circumstances>>> Store::circumstances(const std::vector<Intaken>& items, Time now) {
    std::vector<Circumstances> all;
    if (items.empty()) co_return all;
    std::vector<runtime::RedisCommand> commands;
    commands.reserve(items.size() * kAsked);
    for (const auto& intaken : items) {
        const auto& item = intaken.item;
        const auto author = author_record(item, sealer_);
        const auto written = item.created_at.value_or(now);
        const auto parent = models::item_id(item.network, item.channel_id, item.parent_external_id);
        commands.push_back({"ZSCORE", keys_.of("commenters", item.channel_id), author});
        commands.push_back({"ZCOUNT", keys_.of("course", author), ms(written - kCourse), ms(written)});
        commands.push_back({"GET", keys_.of("said", words_record(intaken.words, sealer_))});
        commands.push_back({"ZCOUNT", keys_.of("pace", item.channel_id + "|" + item.post_external_id),
                            ms(written - kPace), ms(written)});
        commands.push_back({"HMGET", keys_.of("item", parent), "assessment", "barred"});
    }
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    for (const auto& reply : *found)
        if (reply.is_error()) co_return runtime::fail(runtime::ErrorKind::unavailable, "Redis: " + reply.text);
    for (std::size_t i = 0; i < items.size(); ++i) all.push_back(read_circumstances(*found, i * kAsked, items[i]));
    co_return all;
}

}  // namespace moderation
