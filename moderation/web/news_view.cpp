#include "moderation/web/news_view.hpp"

#include "config/runtime/crypto.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/words.hpp"

namespace moderation::web {

namespace {

constexpr std::size_t kTitleCharacters = 80;

/// Its words, or where they are.
std::string words_of(const NewsItem& item) {
    return item.text.empty() ? "You find this post on our channels." : item.text;
}

Html places(const NewsItem& item) {
    Html html{"<p class=\"govuk-body govuk-body-s\">On "};
    bool first = true;
    for (const auto& place : item.where) {
        if (!first) html.raw(", ");
        first = false;
        const auto name = display_name(place.network);
        if (safe_address(place.address))
            html.add(link(place.address, name));
        else
            html.text(name);
    }
    return std::move(html.raw("</p>\n"));
}

/// A UUID of version 8, so that it is an identifier anywhere.
std::string urn_of(const std::string& id) {
    auto hex = runtime::sha256_hex("gatehouse news " + id).substr(0, 32);
    hex[12] = '8';
    hex[16] = 'a';
    for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
    return "urn:uuid:" + hex;
}

Html entry(const NewsItem& item) {
    Html xml{"<entry><id>"};
    xml.text(urn_of(item.id)).raw("</id><title>").text(one_line(words_of(item), kTitleCharacters));
    xml.raw("</title><updated>").text(runtime::to_iso(item.at)).raw("</updated>");
    for (const auto& place : item.where)
        if (safe_address(place.address))
            xml.raw("<link rel=\"related\"")
                .attr("title", display_name(place.network))
                .url("href", place.address)
                .raw("/>");
    if (safe_address(item.link)) xml.raw("<link rel=\"related\"").url("href", item.link).raw("/>");
    return std::move(xml.raw("<content type=\"text\">").text(words_of(item)).raw("</content></entry>\n"));
}

}  // namespace

Html news_page(const Tools& tools, const Visit& visit, const News& news) {
    Html html = heading("What we said");
    html.add(paragraph(
        "What " + tools.settings.school_name +
        " says on its channels stands here, too, so that nobody needs an account anywhere to read it. Pictures "
        "stand on the channels only."));
    if (news.empty()) html.add(paragraph("Nothing was said lately."));
    for (const auto& item : news) {
        html.raw("<article>\n<h2 class=\"govuk-heading-m\">").add(time_for(tools, visit, item.at));
        html.raw("</h2>\n<div class=\"gh-text\">").foreign(words_of(item)).raw("</div>\n");
        if (safe_address(item.link)) html.raw("<p class=\"govuk-body\">").add(link(item.link, item.link)).raw("</p>\n");
        html.add(places(item)).raw("</article>\n");
    }
    html.raw("<p class=\"govuk-body\">").add(link("/news.atom", "These posts as an Atom feed")).raw(", ");
    return std::move(html.add(link("/about", "our channels and house rules")).raw("</p>\n"));
}

std::string atom_feed(const Tools& tools, const Visit& visit, const News& news) {
    const auto& settings = tools.settings;
    const auto& address = settings.public_url;
    Html xml{"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>"};
    xml.text(urn_of(settings.school_name)).raw("</id><title>").text(settings.school_name);
    xml.raw("</title><author><name>").text(settings.school_name).raw("</name></author><updated>");
    xml.text(runtime::to_iso(news.empty() ? visit.now : news.front().at)).raw("</updated>");
    xml.raw("<link rel=\"self\"").attr("href", address + "/news.atom").raw("/><link rel=\"alternate\"");
    xml.attr("href", address + "/news").raw("/>\n");
    for (const auto& item : news) xml.add(entry(item));
    return std::move(xml.raw("</feed>\n")).str();
}

}  // namespace moderation::web
