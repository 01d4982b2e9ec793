#include "config/runtime/percent.hpp"
#include "moderation/web/item_view.hpp"
#include "moderation/web/notices.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>

namespace moderation::web::pages {

namespace {

constexpr std::size_t kItemsOnPage = 25;
constexpr std::size_t kLineCharacters = 120;
constexpr int kAskEverySeconds = 20;

struct ReviewList {
    QueuePage queue;
    QueueFilter filter;
    std::string cursor;
    std::vector<models::Channel> channels;
};

bool filtered(const QueueFilter& filter) {
    return filter.at_least || !filter.channel.empty();
}

std::string filter_query(const QueueFilter& filter) {
    std::string query;
    if (filter.at_least) query += "at_least=" + std::to_string(models::level(*filter.at_least)) + "&";
    if (!filter.channel.empty()) query += "channel=" + runtime::percent_encoded(filter.channel) + "&";
    return query;
}

QueueFilter filter_of(const Visit& visit) {
    QueueFilter filter;
    if (const auto level = visit.query.number("at_least"); level && *level > 0 && *level <= 4)
        filter.at_least = models::severity_from(static_cast<int>(*level));
    filter.channel = visit.query.get("channel");
    return filter;
}

std::string_view handle_of(const std::vector<models::Channel>& channels, const models::CollectedItem& item) {
    for (const auto& channel : channels)
        if (channel.id == item.channel_id) return channel.handle;
    return display_name(item.network);
}

Html who_has_it(const Tools& tools, const Visit& visit, const Item& item) {
    Html html;
    if (item.proposal)
        html.raw(" \xC2\xB7 ").text(name_of(tools.people, item.proposal->by)).raw(" waits for a second colleague");
    else if (read_by_other(visit, item))
        html.raw(" \xC2\xB7 ").text(name_of(tools.people, item.claimed_by)).raw(" is reading it");
    else if (item.claimed_by == visit.person() && item.review == models::ReviewState::claimed)
        html.raw(" \xC2\xB7 you have it");
    return html;
}

Html clock_of(const Tools& tools, const Visit& visit, const Item& item) {
    Html html;
    if (!item.act_by && models::level(item.severity) < 2) return Html{"No hurry"};
    if (!item.act_by) return Html{"As soon as you can"};
    const bool late = *item.act_by < visit.now;
    if (late)
        html.raw("<strong>Was due ");
    else
        html.raw("Act by ");
    html.add(time_for(tools, visit, *item.act_by));
    if (late) html.raw("</strong>");
    return html;
}

Html line_of(const Item& item) {
    if (withheld(item)) return Html{"Content withheld."};
    if (item.latest.text.empty()) return Html{"(without words)"};
    return std::move(Html{}.foreign(one_line(item.latest.text, kLineCharacters)));
}

Html card(const Tools& tools, const Visit& visit, const ReviewList& list, const Item& item, bool first) {
    Html html{"<li"};
    html.attr("class", "gh-card gh-card--v" + std::to_string(models::level(item.severity)))
        .raw("><p class=\"govuk-body\">");
    html.add(severity_tag(item.severity)).raw(" ").text(kind_words(item.latest.kind)).raw(" on ");
    html.foreign(handle_of(list.channels, item.latest)).raw("</p>\n");
    html.raw("<p class=\"govuk-body gh-card__line\"><a class=\"govuk-link\"").url("href", "/items/" + item.id);
    if (first) html.raw(" data-key=\"n\"");
    html.raw(">").add(line_of(item)).raw("</a></p>\n<p class=\"govuk-body gh-meta\">");
    html.add(clock_of(tools, visit, item)).raw(" \xC2\xB7 seen ").add(time_for(tools, visit, item.first_seen));
    html.add(who_has_it(tools, visit, item)).raw("</p></li>\n");
    return html;
}

Html filters(const ReviewList& list) {
    Field level{"at_least", "How urgent"};
    std::vector<Choice> levels{
        {"", "Everything"}, {"2", "Act today or sooner"}, {"3", "Act now or sooner"}, {"4", "Emergencies"}};
    for (auto& choice : levels)
        choice.chosen = list.filter.at_least && choice.value == std::to_string(models::level(*list.filter.at_least));
    Field channel{"channel", "Channel"};
    std::vector<Choice> channels{{"", "All channels"}};
    for (const auto& one : list.channels) channels.push_back({one.id, one.handle, "", one.id == list.filter.channel});
    Button send{"Filter", ButtonKind::secondary};
    Html html{"<form method=\"get\" action=\"/review\" class=\"gh-filters\">\n"};
    html.add(select(level, levels)).add(select(channel, channels)).add(button(send)).raw("</form>\n");
    return details("Show only some of them", html, filtered(list.filter));
}

/// Asked for in the background; it stays out of sight until there is something to say.
Html new_items_bar(const ReviewList& list) {
    Html html{"<div class=\"gh-new govuk-inset-text\" role=\"status\" hidden data-count-url=\"/review/count\""};
    html.attr("data-count", std::to_string(list.queue.total)).attr("data-every", std::to_string(kAskEverySeconds));
    html.raw("><a class=\"govuk-link\" href=\"/review\"><span data-count-text></span>: show</a></div>\n");
    return html;
}

/// How long each authorised channel has gone without being read as a whole: proof that an empty list means something.
Html proof(const Tools& tools, const Visit& visit, const std::vector<models::Channel>& channels) {
    std::size_t authorised = 0;
    std::size_t read = 0;
    std::optional<runtime::Time> last;
    std::optional<runtime::Time> oldest;
    for (const auto& channel : channels) {
        if (channel.state != models::ChannelState::authorised) continue;
        ++authorised;
        if (!channel.last_round_at) continue;
        ++read;
        last = last ? std::max(*last, *channel.last_round_at) : *channel.last_round_at;
        oldest = oldest ? std::min(*oldest, *channel.last_round_at) : *channel.last_round_at;
    }
    Html html{"<p class=\"govuk-body\">"};
    if (authorised == 0) return std::move(html.raw("No channel is authorised yet, so nothing is read.</p>\n"));
    html.number(static_cast<std::int64_t>(read)).text(read == 1 ? " channel read" : " channels read");
    if (last) html.raw(", last ").add(time_for(tools, visit, *last));
    if (oldest) {
        const auto gap = std::chrono::duration_cast<std::chrono::minutes>(visit.now - *oldest).count();
        html.raw("; longest gap now ").number(gap).raw(" min");
    }
    html.raw(".</p>\n");
    if (read < authorised)
        html.add(warning(std::to_string(authorised - read) + " authorised but never read yet: see Channels."));
    return html;
}

Html trouble(const std::vector<models::Channel>& channels) {
    using models::ChannelHealth;
    Html html;
    for (const auto& channel : channels) {
        const bool broken = channel.health == ChannelHealth::token_trouble ||
                            channel.health == ChannelHealth::permission_trouble ||
                            channel.health == ChannelHealth::unreachable;
        if (channel.state == models::ChannelState::authorised && broken)
            html.add(
                warning(channel.handle + " is not being read. " + std::string{health_words(channel.health)} + "."));
    }
    return html;
}

Html nothing_here(const Tools& tools, const Visit& visit, const ReviewList& list) {
    if (!filtered(list.filter) && list.cursor.empty())
        return std::move(
            Html{"<h2 class=\"govuk-heading-m\">Nothing needs you.</h2>\n"}.add(proof(tools, visit, list.channels)));
    Html html{"<p class=\"govuk-body\">Nothing here. "};
    html.raw("<a class=\"govuk-link\" href=\"/review\">Show everything</a> (")
        .number(static_cast<std::int64_t>(list.queue.total))
        .raw(").</p>\n");
    return html;
}

Html list_page(const Tools& tools, const Visit& visit, const ReviewList& list) {
    Html html = notice(visit);
    html.add(heading("Review")).add(new_items_bar(list)).add(trouble(list.channels));
    if (list.queue.total > 0) html.add(paragraph("Needs somebody: " + std::to_string(list.queue.total)));
    if (list.queue.total > 0 || filtered(list.filter)) html.add(filters(list));
    if (list.queue.items.empty()) return std::move(html.add(nothing_here(tools, visit, list)));
    html.raw("<ul class=\"gh-list\">\n");
    bool first = true;
    for (const auto& item : list.queue.items) {
        html.add(card(tools, visit, list, item, first));
        first = false;
    }
    html.raw("</ul>\n");
    const auto base = "/review?" + filter_query(list.filter);
    html.add(pagination(list.cursor.empty() ? "" : base,
                        list.queue.next.empty() ? "" : base + "cursor=" + runtime::percent_encoded(list.queue.next)));
    return html;
}

}  // namespace

Task<ServerResponse> review_list(Tools tools, Visit visit) {
    if (!reads_items(visit.viewer())) co_return no_permission(tools, visit);
    ReviewList list;
    list.filter = filter_of(visit);
    list.cursor = visit.query.get("cursor");
    auto queue = co_await tools.store.queue(visit.viewer(), list.filter, list.cursor, kItemsOnPage);
    if (!queue) co_return store_failed(tools, visit, queue.error());
    list.queue = std::move(*queue);
    auto channels = co_await tools.store.channels();
    if (!channels) co_return store_failed(tools, visit, channels.error());
    list.channels = std::move(*channels);
    co_return page(tools, visit, "Review", list_page(tools, visit, list));
}

Task<ServerResponse> review_count(Tools tools, Visit visit) {
    if (!reads_items(visit.viewer())) co_return json("{\"error\":\"not for you\"}", 403);
    const auto total = co_await tools.store.queue_total(visit.viewer());
    if (!total) co_return json("{\"error\":\"unavailable\"}", 503);
    co_return json("{\"total\":" + std::to_string(*total) + "}");
}

}  // namespace moderation::web::pages
