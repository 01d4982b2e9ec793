#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace moderation::web {

/// Markup that we wrote ourselves. Only a string literal can become one, so nothing that arrives at run time can.
class Literal {
  public:
    template <std::size_t N>
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is meant to convert by itself
    consteval Literal(const char (&text)[N]) : text_{text, N - 1} {}
    constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

/// A part of a text, as byte offsets.
struct Span {
    std::size_t begin{0};
    std::size_t end{0};
};

/// Builds HTML. Everything but a Literal is escaped, so a page cannot be broken out of by forgetting something:
/// the unsafe spelling does not compile.
///
/// Attribute values are always quoted. There is no way to write into a script or a style.
class Html {
  public:
    Html() = default;
    explicit Html(Literal markup) : text_{markup.text()} {}

    /// Our own markup, as it is.
    Html& raw(Literal markup);
    /// Text of ours or of the school. Control and direction characters and bytes that are not UTF-8 become U+FFFD.
    Html& text(std::string_view text);
    Html& number(std::int64_t value);
    /// Text that a stranger wrote. Direction characters keep their meaning inside, and only inside: it stands in an
    /// element of its own that is isolated from what surrounds it.
    Html& foreign(std::string_view text);
    /// The same with parts highlighted. Spans may overlap, lie outside, or cut a character in two.
    Html& foreign(std::string_view text, std::vector<Span> highlighted);
    /// ` name="value"`.
    Html& attr(Literal name, std::string_view value);
    /// The same for an address. Only our own paths and https:// pass; everything else becomes "#blocked".
    Html& url(Literal name, std::string_view address);
    Html& add(const Html& part);

    const std::string& str() const& { return text_; }
    std::string str() && { return std::move(text_); }
    bool empty() const { return text_.empty(); }

  private:
    std::string text_;
};

/// Whether url() would let it pass.
bool safe_address(std::string_view address);

/// The first `characters` of a text on one line, with an ellipsis when something was left out.
std::string one_line(std::string_view text, std::size_t characters);

}  // namespace moderation::web
