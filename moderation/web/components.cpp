#include "moderation/web/components.hpp"

namespace moderation::web {

namespace {

void tag_class(Html& html, TagColour colour) {
    switch (colour) {
        case TagColour::grey: html.raw("<strong class=\"govuk-tag govuk-tag--grey\">"); return;
        case TagColour::green: html.raw("<strong class=\"govuk-tag govuk-tag--green\">"); return;
        case TagColour::blue: html.raw("<strong class=\"govuk-tag govuk-tag--blue\">"); return;
        case TagColour::yellow: html.raw("<strong class=\"govuk-tag govuk-tag--yellow\">"); return;
        case TagColour::orange: html.raw("<strong class=\"govuk-tag govuk-tag--orange\">"); return;
        case TagColour::red: html.raw("<strong class=\"govuk-tag govuk-tag--red\">"); return;
    }
}

void button_class(Html& html, ButtonKind kind) {
    switch (kind) {
        case ButtonKind::primary: html.raw(" class=\"govuk-button\""); return;
        case ButtonKind::secondary: html.raw(" class=\"govuk-button govuk-button--secondary\""); return;
        case ButtonKind::warning: html.raw(" class=\"govuk-button govuk-button--warning\""); return;
    }
}

}  // namespace

Html heading(std::string_view text) {
    return std::move(Html{"<h1 class=\"govuk-heading-l\">"}.text(text).raw("</h1>\n"));
}

Html subheading(std::string_view text) {
    return std::move(Html{"<h2 class=\"govuk-heading-m\">"}.text(text).raw("</h2>\n"));
}

Html paragraph(std::string_view text) {
    return std::move(Html{"<p class=\"govuk-body\">"}.text(text).raw("</p>\n"));
}

Html hint(std::string_view text) {
    return std::move(Html{"<p class=\"govuk-hint\">"}.text(text).raw("</p>\n"));
}

Html link(std::string_view address, std::string_view text) {
    Html html{"<a class=\"govuk-link\""};
    html.url("href", address);
    if (address.starts_with("https://")) html.raw(" rel=\"noopener noreferrer\"");
    html.raw(">").text(text).raw("</a>");
    return html;
}

Html tag(std::string_view text, TagColour colour) {
    Html html;
    tag_class(html, colour);
    html.text(text).raw("</strong>");
    return html;
}

Html hidden(std::string_view name, std::string_view value) {
    return std::move(Html{"<input type=\"hidden\""}.attr("name", name).attr("value", value).raw(">\n"));
}

Html button(const Button& button) {
    Html html{"<button type=\"submit\" data-module=\"govuk-button\" data-prevent-double-click=\"true\""};
    button_class(html, button.kind);
    if (!button.name.empty()) html.attr("name", button.name).attr("value", button.value);
    if (!button.disabled.empty()) html.raw(" disabled aria-disabled=\"true\"");
    if (!button.key.empty()) html.attr("data-key", button.key);
    html.raw(">").text(button.label);
    if (!button.key.empty()) html.raw(" <kbd aria-hidden=\"true\">").text(button.key).raw("</kbd>");
    html.raw("</button>\n");
    if (!button.disabled.empty()) html.raw("<p class=\"govuk-hint gh-why-not\">").text(button.disabled).raw("</p>\n");
    return html;
}

Html error_summary(const FieldErrors& errors) {
    Html html;
    if (errors.empty()) return html;
    html.raw("<div class=\"govuk-error-summary\" data-module=\"govuk-error-summary\"><div role=\"alert\">")
        .raw("<h2 class=\"govuk-error-summary__title\">There is a problem</h2>")
        .raw("<div class=\"govuk-error-summary__body\"><ul class=\"govuk-list govuk-error-summary__list\">\n");
    for (const auto& error : errors) {
        html.raw("<li>");
        if (error.field.empty())
            html.text(error.message);
        else
            html.raw("<a").url("href", "#" + error.field).raw(">").text(error.message).raw("</a>");
        html.raw("</li>\n");
    }
    html.raw("</ul></div></div></div>\n");
    return html;
}

Html notification(std::string_view title, const Html& content, bool success) {
    Html html;
    if (success)
        html.raw("<div class=\"govuk-notification-banner govuk-notification-banner--success\" role=\"alert\"");
    else
        html.raw("<div class=\"govuk-notification-banner\" role=\"region\"");
    const std::string_view id = success ? "notice-done" : "notice-title";
    html.attr("aria-labelledby", id)
        .raw(" data-module=\"govuk-notification-banner\">")
        .raw("<div class=\"govuk-notification-banner__header\">")
        .raw("<h2 class=\"govuk-notification-banner__title\"")
        .attr("id", id)
        .raw(">")
        .text(title)
        .raw("</h2></div><div class=\"govuk-notification-banner__content\">\n")
        .add(content)
        .raw("</div></div>\n");
    return html;
}

Html warning(std::string_view text) {
    Html html{
        "<div class=\"govuk-warning-text\"><span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>"};
    html.raw("<strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">Warning</span> ")
        .text(text)
        .raw("</strong></div>\n");
    return html;
}

Html inset(const Html& content) {
    return std::move(Html{"<div class=\"govuk-inset-text\">"}.add(content).raw("</div>\n"));
}

Html details(std::string_view summary, const Html& content, bool open) {
    Html html{"<details class=\"govuk-details\""};
    if (open) html.raw(" open");
    html.raw("><summary class=\"govuk-details__summary\">")
        .raw("<span class=\"govuk-details__summary-text\">")
        .text(summary)
        .raw("</span></summary><div class=\"govuk-details__text\">\n")
        .add(content)
        .raw("</div></details>\n");
    return html;
}

Html summary_list(const std::vector<SummaryRow>& rows) {
    Html html{"<dl class=\"govuk-summary-list\">\n"};
    for (const auto& row : rows)
        html.raw("<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">")
            .text(row.key)
            .raw("</dt><dd class=\"govuk-summary-list__value\">")
            .add(row.value)
            .raw("</dd></div>\n");
    html.raw("</dl>\n");
    return html;
}

Html table(std::string_view caption, const std::vector<Column>& columns, const std::vector<std::vector<Html>>& rows) {
    Html html{"<div class=\"gh-scroll\" tabindex=\"0\" role=\"region\""};
    html.attr("aria-label", caption).raw("><table class=\"govuk-table\">");
    html.raw("<caption class=\"govuk-table__caption govuk-table__caption--m\">").text(caption).raw("</caption>");
    html.raw("<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">");
    for (const auto& column : columns)
        html.raw("<th scope=\"col\" class=\"govuk-table__header\">").text(column.title).raw("</th>");
    html.raw("</tr></thead>\n<tbody class=\"govuk-table__body\">\n");
    for (const auto& row : rows) {
        html.raw("<tr class=\"govuk-table__row\">");
        for (const auto& cell : row) html.raw("<td class=\"govuk-table__cell\">").add(cell).raw("</td>");
        html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div>\n");
    return html;
}

Html bullets(const std::vector<Html>& points) {
    Html html{"<ul class=\"govuk-list govuk-list--bullet\">\n"};
    for (const auto& point : points) html.raw("<li>").add(point).raw("</li>\n");
    html.raw("</ul>\n");
    return html;
}

Html pagination(std::string_view previous, std::string_view next) {
    Html html;
    if (previous.empty() && next.empty()) return html;
    html.raw("<nav class=\"govuk-pagination\" aria-label=\"Pages\">");
    if (!previous.empty())
        html.raw("<div class=\"govuk-pagination__prev\"><a class=\"govuk-link govuk-pagination__link\" rel=\"prev\"")
            .url("href", previous)
            .raw("><span class=\"govuk-pagination__link-title\">Back to the start</span></a></div>");
    if (!next.empty())
        html.raw("<div class=\"govuk-pagination__next\"><a class=\"govuk-link govuk-pagination__link\" rel=\"next\"")
            .url("href", next)
            .raw("><span class=\"govuk-pagination__link-title\">Next")
            .raw("<span class=\"govuk-visually-hidden\"> page</span></span></a></div>");
    html.raw("</nav>\n");
    return html;
}

Html fresh(std::string_view id, const Html& content) {
    Html html{"<div data-fresh"};
    return std::move(html.attr("id", id).raw(">\n").add(content).raw("</div>\n"));
}

Html time_of(std::string_view words, std::string_view exact, std::string_view iso) {
    Html html{"<time"};
    html.attr("datetime", iso).attr("title", exact).raw(">").text(words).raw("</time>");
    return html;
}

}  // namespace moderation::web
