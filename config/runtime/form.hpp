#pragma once

#include "config/runtime/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runtime {

/// Limits of what is parsed here. Beyond them is malformed, never silently cut.
inline constexpr std::size_t kFormFieldsMax = 200;
inline constexpr std::size_t kFormNameMax = 256;          // bytes, decoded
inline constexpr std::size_t kFormValueMax = 128 * 1024;  // bytes, decoded
inline constexpr std::size_t kCookiesMax = 50;            // the rest is not looked at

/// Names and values in the order in which they came; a name may come several times.
class FormFields {
  public:
    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }

    /// The first of that name.
    std::optional<std::string_view> get(std::string_view name) const;
    /// The first of that name, or nothing but an empty text.
    std::string text(std::string_view name) const;
    /// Every one of that name: check boxes.
    std::vector<std::string> all(std::string_view name) const;
    bool has(std::string_view name) const { return get(name).has_value(); }
    std::size_t size() const { return fields_.size(); }
    const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// application/x-www-form-urlencoded: the body of a form, or a query without its '?'. Names and values come
/// out as valid UTF-8 without NUL.
/// Errors  malformed  over a limit, a broken percent escape, %00, or bytes that are not UTF-8.
Result<FormFields> parse_form(std::string_view text);

/// The value of a Cookie header. What is not name=value is left out; values are taken as they are.
FormFields parse_cookies(std::string_view header);

/// Everything but letters, digits, '-', '.', '_' and '~' as %XX: fit for a query value or one path segment.
std::string url_encode(std::string_view text);

/// Undoes percent escapes. malformed for broken escapes and %00.
Result<std::string> url_decode(std::string_view text, bool plus_is_blank);

/// Whether the bytes are UTF-8 by the book: no overlong forms, no surrogates.
bool is_utf8(std::string_view text);

}  // namespace runtime
