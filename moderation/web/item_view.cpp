#include "moderation/web/item_view.hpp"

#include "config/counted.hpp"
#include "models/domain/capability.hpp"
#include "moderation/web/explanation.hpp"
#include "moderation/web/text_diff.hpp"

namespace moderation::web {

namespace {

using models::NetworkState;

Html withheld_text(const Item& item) {
    Html html{"<div class=\"gh-text\">Content withheld.</div>\n"};
    std::vector<Html> lines{Html{"Do not open, copy or forward what it leads to, and do not let anybody else."},
                            Html{"Tell the Designated Safeguarding Lead now if that is not you."},
                            Html{"Call the police, and report the address to the Internet Watch Foundation."}};
    if (!item.listed) lines.push_back(Html{"Gatehouse keeps the address and who was told, never a picture."});
    return std::move(html.add(bullets(lines)));
}

Html attachments(const Item& item) {
    Html html;
    for (const auto& attachment : item.latest.attachments) {
        html.raw("<p class=\"govuk-body\">A ").foreign(one_line(attachment.type, 30));
        html.raw(" came with it. Gatehouse shows neither pictures nor links.</p>\n");
    }
    return html;
}

/// What the next version took out of an earlier one, and what it put in.
Html changed_text(std::string_view before, std::string_view after) {
    Html html{"<div class=\"gh-text\">"};
    for (const auto& change : text_diff(before, after)) {
        switch (change.kind) {
            case Change::Kind::same: html.foreign(change.text); break;
            case Change::Kind::removed: html.raw("<del>").foreign(change.text).raw("</del>"); break;
            case Change::Kind::added: html.raw("<ins>").foreign(change.text).raw("</ins>"); break;
        }
    }
    html.raw("</div>\n");
    return html;
}

Html earlier_versions(const Tools& tools, const Visit& visit, const Item& item) {
    Html versions;
    if (item.revisions.size() < 2) return versions;
    for (std::size_t i = item.revisions.size() - 1; i-- > 0;) {
        const auto& revision = item.revisions[i];
        versions.raw("<p class=\"govuk-body gh-meta\">Read ")
            .add(time_for(tools, visit, revision.seen_at))
            .raw(". What was then changed is crossed out or underlined.</p>\n");
        versions.add(changed_text(revision.text, item.revisions[i + 1].text));
    }
    const auto count = item.revisions.size() - 1;
    return details(config::counted(count, "earlier version", "earlier versions"), versions);
}

}  // namespace

Html why_section(const Tools& tools, const Item& item) {
    Html html = subheading("Why you see this");
    if (item.assessment.findings.empty())
        html.add(paragraph("Gatehouse found nothing of concern. A person may still see it differently."));
    for (const auto& finding : item.assessment.findings) {
        std::string sentence = "Held for a person to look at: ";
        sentence += category_words(finding.category, tools.settings.pupil_word);
        sentence += finding.sure ? "." : ". Gatehouse is not sure.";
        html.add(paragraph(sentence));
    }
    if (withheld(item)) return html;
    return std::move(html.add(noticed(item.latest.text, item.assessment)));
}

Html text_section(const Tools& tools, const Visit& visit, const Item& item) {
    Html html = subheading("What was written");
    if (withheld(item)) return std::move(html.add(taken_out_of_view(item)).add(withheld_text(item)));
    html.add(marked_text(item.latest.text, item.assessment)).add(attachments(item));
    html.add(seen_pictures(tools, visit, item));
    html.add(earlier_versions(tools, visit, item));
    return html;
}

namespace {

/// "3 earlier items, the last ones: ..." Each leads to its own page.
Html earlier_items(const Tools& tools, const Visit& visit, const EarlierItems& earlier) {
    Html html;
    html.number(static_cast<std::int64_t>(earlier.count))
        .raw(earlier.count == 1 ? Literal{" item"} : Literal{" items"});
    html.raw(" that needed somebody");
    std::vector<Html> lines;
    for (const auto& item : earlier.newest) {
        Html line = link("/items/" + item.id, words_for(tools, visit, item.first_seen));
        line.raw(" ")
            .add(severity_tag(item.severity))
            .raw(" ")
            .text(network_words(item.latest.network, item.network_state));
        lines.push_back(std::move(line));
    }
    return std::move(html.add(bullets(lines)));
}

/// The post in short. Not every network gives a comment an address of its own; then this one leads there.
Html post_line(const models::CollectedItem& post) {
    constexpr std::size_t kCharacters = 120;
    Html html;
    html.foreign(one_line(post.text, kCharacters)).raw(" ");
    if (safe_address(post.permalink)) html.add(link(post.permalink, "Open the post"));
    return html;
}

}  // namespace

Html author_section(const Tools& tools, const Visit& visit, const ItemPage& view) {
    const auto& latest = view.item.latest;
    const std::string network{models::display_name(latest.network)};
    std::vector<SummaryRow> rows;
    Html author;
    if (withheld(view.item))
        author.raw("Withheld");
    else if (latest.author_name.empty())
        author.text(network + " did not say who wrote it");
    else
        author.foreign(latest.author_name);
    rows.push_back({"Written by", std::move(author)});
    if (!withheld(view.item) && view.earlier.count > 0)
        rows.push_back({"Earlier, by the same person", earlier_items(tools, visit, view.earlier)});
    Html where;
    where.text(kind_words(latest.kind)).raw(" on ").foreign(view.channel.handle);
    rows.push_back({"Where", std::move(where)});
    if (!withheld(view.item) && view.post) rows.push_back({"Under the school's post", post_line(view.post->latest)});
    if (!withheld(view.item) && safe_address(latest.permalink))
        rows.push_back({"On " + network, link(latest.permalink, "Open it on " + network)});
    return summary_list(rows);
}

Html network_section(const Tools& tools, const Visit& visit, const Item& item) {
    Html html = subheading("On " + std::string{display_name(item.latest.network)} + " now");
    const auto& network = models::capabilities(item.latest.network);
    if (item.network_state == NetworkState::hidden) {
        Html means;
        means.text(network.hidden_means).raw(" ").text(network.next_step);
        html.add(inset(means));
    } else {
        html.add(paragraph(network_words(item.latest.network, item.network_state) + "."));
    }
    std::vector<Html> lines;
    for (const auto& action : item.actions) {
        Html line;
        line.add(time_for(tools, visit, action.at)).raw(" ");
        line.text(models::deed(item.latest.network, action.verb).button)
            .raw(", asked for by ")
            .text(name_of(tools.people, action.wanted_by));
        if (!action.agreed_by.empty()) line.raw(" and agreed by ").text(name_of(tools.people, action.agreed_by));
        line.raw(": ").text(action_words(item.latest.network, action.state)).raw(".");
        if (!action.detail.empty()) line.raw(" ").foreign(action.detail);
        if (!action.text.empty()) line.raw("<div class=\"gh-text\">").foreign(action.text).raw("</div>");
        lines.push_back(std::move(line));
    }
    if (!lines.empty()) html.add(bullets(lines));
    return html;
}

Html history_section(const Tools& tools, const Visit& visit, const ItemPage& view) {
    std::vector<Html> lines;
    for (const auto& entry : view.history) {
        Html line = time_for(tools, visit, runtime::from_ms(entry.at_ms));
        line.raw(" ").text(name_of(tools.people, entry.actor)).raw(" ").text(journal_words(entry.kind)).raw(".");
        lines.push_back(std::move(line));
    }
    if (lines.empty()) return {};
    return details("History", bullets(lines));
}

}  // namespace moderation::web
