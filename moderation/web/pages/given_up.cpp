#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/words.hpp"

#include <charconv>

namespace moderation::web::pages {

namespace {

constexpr std::size_t kShown = 100;

std::string field_of(const Job& job, const char* name) {
    const auto found = job.fields.find(name);
    return found == job.fields.end() ? std::string{} : found->second;
}

runtime::Time when(const Job& job) {
    const auto text = field_of(job, "at");
    std::int64_t ms = 0;
    std::from_chars(text.data(), text.data() + text.size(), ms);
    return runtime::from_ms(ms);
}

/// What it was, and the way to it for whoever can open such things.
Html what(const Visit& visit, const Job& job) {
    if (job.stream == "posts" || job.stream == "picture_words")
        return link("/posts/" + field_of(job, "post"), "A post of the school");
    const bool telling = job.stream == "alerts";
    const auto id = field_of(job, telling ? "alert" : "item");
    const std::string_view words = telling ? "Telling people of an alert" : "A change on a network";
    if (id.empty() || !reads_items(visit.viewer())) return std::move(Html{}.text(words));
    return link((telling ? "/alerts/" : "/items/") + id, words);
}

}  // namespace

Task<ServerResponse> given_up(Tools tools, Visit visit) {
    if (!may(tools, visit, config::Permission::see_journal)) co_return no_permission(tools, visit);
    const auto jobs = co_await tools.store.dead_jobs(visit.viewer(), kShown);
    if (!jobs) co_return store_failed(tools, visit, jobs.error());
    Html html = heading("Work that was given up");
    html.add(paragraph("What Gatehouse tried and does not try any more. Somebody was told of each of them."));
    std::vector<std::vector<Html>> rows;
    for (const auto& job : *jobs) {
        std::vector<Html> row;
        row.push_back(time_for(tools, visit, when(job)));
        row.push_back(what(visit, job));
        row.push_back(std::move(Html{}.foreign(field_of(job, "reason"))));
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        html.add(paragraph("Nothing was given up."));
    else
        html.add(table("Newest first", {{"When"}, {"What"}, {"Why"}}, rows));
    co_return page(tools, visit, "Work that was given up", html);
}

}  // namespace moderation::web::pages
