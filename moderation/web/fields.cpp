#include "moderation/web/components.hpp"

namespace moderation::web {

namespace {

void open_group(Html& html, const Field& field) {
    if (field.error.empty())
        html.raw("<div class=\"govuk-form-group\">");
    else
        html.raw("<div class=\"govuk-form-group govuk-form-group--error\">");
}

void label(Html& html, const Field& field) {
    html.raw("<label class=\"govuk-label\"").attr("for", field.name).raw(">").text(field.label).raw("</label>\n");
}

void hint_and_error(Html& html, const Field& field) {
    if (!field.hint.empty())
        html.raw("<div class=\"govuk-hint\"")
            .attr("id", field.name + "-hint")
            .raw(">")
            .text(field.hint)
            .raw("</div>\n");
    if (!field.error.empty())
        html.raw("<p class=\"govuk-error-message\"")
            .attr("id", field.name + "-error")
            .raw("><span class=\"govuk-visually-hidden\">Error:</span> ")
            .text(field.error)
            .raw("</p>\n");
}

void described_by(Html& html, const Field& field) {
    std::string ids;
    if (!field.hint.empty()) ids = field.name + "-hint";
    if (!field.error.empty()) ids += (ids.empty() ? "" : " ") + field.name + "-error";
    if (!ids.empty()) html.attr("aria-describedby", ids);
}

void open_fieldset(Html& html, const Field& field) {
    open_group(html, field);
    html.raw("<fieldset class=\"govuk-fieldset\"");
    described_by(html, field);
    html.raw("><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">")
        .text(field.label)
        .raw("</legend>\n");
    hint_and_error(html, field);
}

}  // namespace

std::string error_of(const FieldErrors& errors, std::string_view field) {
    for (const auto& error : errors)
        if (error.field == field) return error.message;
    return {};
}

Html input(const Field& field) {
    Html html;
    open_group(html, field);
    label(html, field);
    hint_and_error(html, field);
    if (field.error.empty())
        html.raw("<input class=\"govuk-input govuk-!-width-two-thirds\"");
    else
        html.raw("<input class=\"govuk-input govuk-!-width-two-thirds govuk-input--error\"");
    html.attr("id", field.name).attr("name", field.name).attr("type", field.type);
    if (field.type != "password" && !field.value.empty()) html.attr("value", field.value);
    if (!field.autocomplete.empty()) html.attr("autocomplete", field.autocomplete);
    described_by(html, field);
    html.raw(" spellcheck=\"false\"></div>\n");
    return html;
}

Html textarea(const Field& field, int rows) {
    Html html;
    open_group(html, field);
    label(html, field);
    hint_and_error(html, field);
    if (field.error.empty())
        html.raw("<textarea class=\"govuk-textarea\"");
    else
        html.raw("<textarea class=\"govuk-textarea govuk-textarea--error\"");
    html.attr("id", field.name).attr("name", field.name).attr("rows", std::to_string(rows));
    described_by(html, field);
    html.raw(">").text(field.value).raw("</textarea></div>\n");
    return html;
}

Html select(const Field& field, const std::vector<Choice>& choices) {
    Html html;
    open_group(html, field);
    label(html, field);
    hint_and_error(html, field);
    html.raw("<select class=\"govuk-select\"").attr("id", field.name).attr("name", field.name);
    described_by(html, field);
    html.raw(">\n");
    for (const auto& choice : choices) {
        html.raw("<option").attr("value", choice.value);
        if (choice.chosen) html.raw(" selected");
        html.raw(">").text(choice.label).raw("</option>\n");
    }
    html.raw("</select></div>\n");
    return html;
}

Html radios(const Field& field, const std::vector<Choice>& choices) {
    Html html;
    open_fieldset(html, field);
    html.raw("<div class=\"govuk-radios govuk-radios--small\" data-module=\"govuk-radios\">\n");
    int place = 0;
    for (const auto& choice : choices) {
        const auto id = place++ == 0 ? field.name : field.name + "-" + std::to_string(place);
        html.raw("<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" type=\"radio\"")
            .attr("id", id)
            .attr("name", field.name)
            .attr("value", choice.value);
        if (choice.chosen) html.raw(" checked");
        html.raw("><label class=\"govuk-label govuk-radios__label\"").attr("for", id).raw(">");
        html.text(choice.label).raw("</label></div>\n");
    }
    html.raw("</div></fieldset></div>\n");
    return html;
}

Html checkboxes(const Field& field, const std::vector<Choice>& choices) {
    Html html;
    open_fieldset(html, field);
    html.raw("<div class=\"govuk-checkboxes govuk-checkboxes--small\">\n");
    for (const auto& choice : choices) {
        const auto id = &choice == &choices.front() ? field.name : field.name + "-" + choice.value;
        html.raw("<div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\"")
            .attr("id", id)
            .attr("name", choice.value)
            .raw(" value=\"yes\"");
        if (!choice.hint.empty()) html.attr("aria-describedby", id + "-more");
        if (choice.chosen) html.raw(" checked");
        html.raw("><label class=\"govuk-label govuk-checkboxes__label\"").attr("for", id).raw(">");
        html.text(choice.label).raw("</label>");
        if (!choice.hint.empty())
            html.raw("<div class=\"govuk-hint govuk-checkboxes__hint\"")
                .attr("id", id + "-more")
                .raw(">")
                .text(choice.hint)
                .raw("</div>");
        html.raw("</div>\n");
    }
    html.raw("</div></fieldset></div>\n");
    return html;
}

Html form(std::string_view action, std::string_view csrf, const Html& content) {
    Html html{"<form method=\"post\" novalidate"};
    html.url("action", action)
        .raw("><input type=\"hidden\" name=\"csrf\"")
        .attr("value", csrf)
        .raw(">\n")
        .add(content)
        .raw("</form>\n");
    return html;
}

}  // namespace moderation::web
