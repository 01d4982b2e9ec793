#include "config/runtime/percent.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/words.hpp"

namespace moderation::web::pages {

namespace {

constexpr std::size_t kEntriesOnPage = 50;
constexpr std::size_t kEntriesPerRead = 200;
constexpr int kReadsMax = 10;  ///< of a page; then a link goes on from there

struct JournalFilter {
    std::string kind;  ///< what a kind begins with: "decision"
    std::string actor;
};

bool fits(const JournalFilter& filter, const models::JournalEntry& entry) {
    const bool kind = filter.kind.empty() || entry.kind.starts_with(filter.kind + ".");
    return kind && (filter.actor.empty() || entry.actor == filter.actor);
}

struct JournalList {
    JournalFilter filter;
    bool own_only{false};
    std::uint64_t before{0};
    std::vector<models::JournalEntry> entries;
    std::uint64_t next{0};  ///< 0: the end was reached
};

/// Newest first until the page is full.
Task<runtime::Result<JournalList>> read(Tools tools, Visit visit, JournalList list) {
    auto before = list.before;
    for (int reads = 0; reads < kReadsMax; ++reads) {
        const auto found = co_await tools.store.journal_page(visit.viewer(), before, kEntriesPerRead);
        if (!found) co_return tl::unexpected<runtime::Error>{found.error()};
        if (found->empty()) {
            list.next = 0;
            co_return list;
        }
        for (const auto& entry : *found) {
            before = entry.seq;
            if (!fits(list.filter, entry)) continue;
            list.entries.push_back(entry);
            if (list.entries.size() == kEntriesOnPage) break;
        }
        list.next = before > 1 ? before : 0;
        if (list.entries.size() == kEntriesOnPage || list.next == 0) co_return list;
    }
    co_return list;
}

Html subject_of(const Tools& tools, const models::JournalEntry& entry) {
    const auto colon = entry.subject.find(':');
    const auto kind = entry.subject.substr(0, colon);
    const auto id = colon == std::string::npos ? std::string{} : entry.subject.substr(colon + 1);
    if (kind == "item") return link("/items/" + id, "Item");
    if (kind == "alert") return link("/alerts/" + id, "Alert");
    if (kind == "channel") return link("/channels/" + id, "Channel");
    if (kind == "user") return std::move(Html{}.text(name_of(tools.people, id)));
    if (kind == "judging") return link("/judging", "Judging");
    if (kind == "export") return Html{"Exports"};
    if (kind == "store") return Html{"Records"};
    return std::move(Html{}.text(kind));
}

Html filters(const Tools& tools, const JournalList& list) {
    constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
        {"", "Everything"},        {"item", "Items"},
        {"decision", "Decisions"}, {"action", "Changes on the network"},
        {"alert", "Alerts"},       {"channel", "Channels"},
        {"user", "Accounts"},      {"session", "Signing in and out"},
        {"judging", "Judging"},    {"export", "Exports"},
    };
    std::vector<Choice> kinds;
    for (const auto& [value, label] : kKinds)
        kinds.push_back({std::string{value}, std::string{label}, "", list.filter.kind == value});
    Field kind{"kind", "What"};
    Button send{"Filter", ButtonKind::secondary};
    Html html{"<form method=\"get\" action=\"/journal\" class=\"gh-filters\">\n"};
    html.add(select(kind, kinds));
    if (!list.own_only) {
        std::vector<Choice> actors{{"", "Everybody"}};
        for (const auto& person : tools.people.all())
            actors.push_back({person.id, person.name, "", person.id == list.filter.actor});
        Field actor{"actor", "Who"};
        html.add(select(actor, actors));
    }
    html.add(button(send)).raw("</form>\n");
    return html;
}

Html list_page(const Tools& tools, const Visit& visit, const JournalList& list) {
    Html html = heading("Journal");
    html.add(paragraph("Everything that happened, without what was written. Entries are never changed or removed."));
    if (!list.own_only)
        html.raw("<p class=\"govuk-body\">").add(link("/given-up", "Work that was given up")).raw("</p>\n");
    html.add(filters(tools, list));
    std::vector<std::vector<Html>> rows;
    for (const auto& entry : list.entries) {
        std::vector<Html> row;
        row.push_back(time_for(tools, visit, runtime::from_ms(entry.at_ms)));
        row.push_back(std::move(Html{}.text(name_of(tools.people, entry.actor))));
        row.push_back(std::move(Html{}.text(journal_words(entry.kind))));
        row.push_back(subject_of(tools, entry));
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        html.add(paragraph("No entries."));
    else
        html.add(table("Newest first", {{"When"}, {"Who"}, {"Did what"}, {"About"}}, rows));
    std::string base = "/journal?kind=" + runtime::percent_encoded(list.filter.kind);
    if (!list.own_only) base += "&actor=" + runtime::percent_encoded(list.filter.actor);
    std::string next;
    if (list.next != 0) next = base + "&before=" + runtime::percent_encoded(tools.store.journal_place(list.next));
    html.add(pagination(list.before == 0 ? std::string{} : base, next));
    return html;
}

}  // namespace

Task<ServerResponse> journal(Tools tools, Visit visit) {
    const bool everything = may(tools, visit, config::Permission::see_journal);
    if (!everything && !may(tools, visit, config::Permission::see_own_journal)) co_return no_permission(tools, visit);
    JournalList list;
    list.own_only = !everything;
    list.filter.kind = visit.query.get("kind");
    list.filter.actor = everything ? visit.query.get("actor") : visit.person();
    list.before = tools.store.journal_seq(visit.query.get("before"));
    const auto filled = co_await read(tools, visit, std::move(list));
    if (!filled) co_return store_failed(tools, visit, filled.error());
    co_return page(tools, visit, "Journal", list_page(tools, visit, *filled));
}

}  // namespace moderation::web::pages
