#pragma once

#include "moderation/web/html.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace moderation::web {

// The components of the GOV.UK design system that the pages use, as functions that return markup.

enum class ButtonKind { primary, secondary, warning };
enum class TagColour { grey, green, blue, yellow, orange, red };

struct Choice {
    std::string value;
    std::string label;
    std::string hint{};
    bool chosen{false};
};

/// A field of a form and what is wrong with it, if anything.
struct Field {
    std::string name;  ///< also its id
    std::string label;
    std::string hint{};
    std::string value{};
    std::string error{};
    std::string autocomplete{};
    std::string type{"text"};
};

struct FieldError {
    std::string field;  ///< id of the field; empty: the form as a whole
    std::string message;
};
using FieldErrors = std::vector<FieldError>;

/// The message for one field; empty when there is nothing wrong with it.
std::string error_of(const FieldErrors& errors, std::string_view field);

Html heading(std::string_view text);
Html subheading(std::string_view text);
Html paragraph(std::string_view text);
Html hint(std::string_view text);
Html link(std::string_view address, std::string_view text);
Html tag(std::string_view text, TagColour colour);

/// A button that submits its form as name=value.
struct Button {
    std::string label;
    ButtonKind kind{ButtonKind::primary};
    std::string name{};
    std::string value{};
    std::string key{};       ///< the key that presses it: shown on it
    std::string disabled{};  ///< why it cannot be pressed now; empty: it can
};
/// Sent with a form and not seen.
Html hidden(std::string_view name, std::string_view value);
Html button(const Button& button);

Html input(const Field& field);
Html textarea(const Field& field, int rows);
Html select(const Field& field, const std::vector<Choice>& choices);
Html radios(const Field& field, const std::vector<Choice>& choices);
/// Each choice is sent by itself: its value is the name, and "yes" is what it says when it is chosen.
Html checkboxes(const Field& field, const std::vector<Choice>& choices);

/// A form that posts to `action` and carries the session's token.
Html form(std::string_view action, std::string_view csrf, const Html& content);

/// Nothing when there are no errors.
Html error_summary(const FieldErrors& errors);
Html notification(std::string_view title, const Html& content, bool success = false);
Html warning(std::string_view text);
Html inset(const Html& content);
/// `open`: what is inside is seen without asking for it, as a form with a mistake has to be.
Html details(std::string_view summary, const Html& content, bool open = false);

struct SummaryRow {
    std::string key;
    Html value;
};
Html summary_list(const std::vector<SummaryRow>& rows);

struct Column {
    std::string title;
};
Html table(std::string_view caption, const std::vector<Column>& columns, const std::vector<std::vector<Html>>& rows);
Html bullets(const std::vector<Html>& points);

/// Links to the neighbours; an empty address leaves that one out.
Html pagination(std::string_view previous, std::string_view next);

/// A part that the scripts fetch anew while the page says that it waits for something (`data-waiting`). It stands on
/// the page also while it is empty.
Html fresh(std::string_view id, const Html& content);

/// A time in words with the exact time in `datetime` and on hover.
Html time_of(std::string_view words, std::string_view exact, std::string_view iso);

}  // namespace moderation::web
