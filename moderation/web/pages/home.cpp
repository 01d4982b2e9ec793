#include "moderation/web/gate.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

namespace moderation::web::pages {

namespace {

using config::Permission;

Html keys_table() {
    constexpr std::pair<std::string_view, std::string_view> kKeys[] = {
        {"1", "Leave"},
        {"2", "Hide, or show again"},
        {"3", "Delete (a second colleague agrees)"},
        {"4", "Answer (a second colleague agrees)"},
        {"5", "Pass to DSL"},
        {"r", "Choose a reason"},
        {"c", "Correct what Gatehouse saw"},
        {"u", "Undo"},
        {"n", "Next item"},
        {"b", "Blank screen"},
        {"?", "This page"},
    };
    std::vector<std::vector<Html>> rows;
    for (const auto& [key, words] : kKeys) {
        std::vector<Html> row;
        row.push_back(std::move(Html{"<kbd>"}.text(key).raw("</kbd>")));
        row.push_back(std::move(Html{}.text(words)));
        rows.push_back(std::move(row));
    }
    return table("Keys", {{"Key"}, {"What it does"}}, rows);
}

std::string_view first_page(const Tools& tools, const Visit& visit) {
    if (reads_items(visit.viewer())) return "/review";
    if (may(tools, visit, Permission::see_alerts)) return "/alerts";
    if (may(tools, visit, Permission::see_channels)) return "/channels";
    return may(tools, visit, Permission::see_journal) ? "/journal" : "/account";
}

}  // namespace

Task<ServerResponse> home(Tools tools, Visit visit) {
    co_return redirect(std::string{first_page(tools, visit)});
}

Task<ServerResponse> healthz(Tools, Visit) {
    ServerResponse response;
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.body = "ok\n";
    co_return response;
}

Task<ServerResponse> asset(Tools tools, Visit visit) {
    const auto* found = tools.assets.find(visit.id);
    if (found == nullptr) co_return not_found(tools, visit);
    co_return serve(*found, visit.request);
}

Task<ServerResponse> help(Tools tools, Visit visit) {
    Html content = heading("Help");
    content.add(
        paragraph("Gatehouse reads what people write on the school's channels and shows what needs a person. "
                  "Nothing is deleted without a second colleague, and criticism is never hidden by a machine."));
    content.add(keys_table());
    content.add(
        paragraph(visit.keys ? "Single-key shortcuts are switched on." : "Single-key shortcuts are switched off."));
    Html where{"<p class=\"govuk-body\">You can switch them "};
    where.raw("on or off under <a class=\"govuk-link\" href=\"/account\">your account</a>.</p>\n");
    content.add(where);
    co_return page(tools, visit, "Help", content);
}

}  // namespace moderation::web::pages
