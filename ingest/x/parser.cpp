#include "ingest/x/parser.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_elements.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/x/element.hpp"
#include "ingest/x/problem.hpp"

#include <charconv>
#include <utility>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kTokenBytesMax = 4'096;
constexpr std::size_t kIncludedMax = 5'000;  ///< several users, media and posts for each element
constexpr std::size_t kErrorsMax = 1'000;

/// An answer as text whose members can be found one by one, which damage elsewhere does not prevent.
class Answer {
  public:
    explicit Answer(std::string_view body) : document_{body}, text_{document_.text()} {
        if (!document_.readable() || member("data") || member("meta")) return;
        // Names of members may be spelt with escapes; written anew they are not.
        anew_ = simdjson::minify(document_.root());
        text_ = anew_;
    }
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    std::string_view text() const { return text_; }
    std::optional<JsonSpan> member(std::string_view key) const { return find_member(text_, key); }

  private:
    const JsonDocument document_;
    std::string anew_;
    std::string_view text_;
};

XIncludes read_includes(const std::optional<JsonSpan>& span) {
    XIncludes includes;
    if (!span) return includes;
    using Add = void (XIncludes::*)(dom::element);
    constexpr std::pair<std::string_view, Add> kLists[] = {{"users", &XIncludes::add_user},
                                                           {"media", &XIncludes::add_media},
                                                           {"tweets", &XIncludes::add_post},
                                                           {"posts", &XIncludes::add_post}};
    for (const auto& list : kLists) {
        const auto found = find_member(span->text, list.first);
        if (!found) continue;
        const auto add = list.second;
        read_elements(found->text, kIncludedMax,
                      [&](dom::element element, std::string_view) { (includes.*add)(element); });
    }
    return includes;
}

void read_meta(const Answer& answer, XPage& page) {
    const auto span = answer.member("meta");
    if (!span || !span->whole) return;
    dom::parser parser;
    dom::object meta;
    if (parser.parse(span->text.data(), span->text.size()).get(meta) != simdjson::SUCCESS) {
        page.list.whole = false;  // whether there is a next page was in there
        return;
    }
    page.list.after = text_member(meta, "next_token", kTokenBytesMax).value_or("");
    page.list.has_next = !page.list.after.empty();
    page.list.total_count = integer_member(meta, "result_count");
}

void read_refusals(const Answer& answer, XPage& page) {
    const auto span = answer.member("errors");
    if (!span) return;
    const auto take = [&](dom::element element, std::string_view) {
        if (auto id = missing_post_of(element)) page.gone.push_back(std::move(*id));
        if (auto id = protected_post_of(element)) page.withheld.push_back(std::move(*id));
    };
    read_elements(span->text, kErrorsMax, take);
}

/// A post, or a list of them, that is the value of a member.
void read_posts(std::string_view text, bool ends, const ParseContext& context, const XIncludes& includes, XPage& page) {
    const auto take = [&](dom::element element, std::string_view raw) {
        add_x_post(page, element, raw, context, includes);
    };
    if (text.front() == '[') {
        const auto read = read_elements(text, kPageElementsMax, take);
        page.list.malformed += read.malformed;
        page.list.elements = read.elements;
        page.list.whole = page.list.whole && read.whole();
        return;
    }
    page.list.elements = 1;
    dom::parser parser;
    dom::element post;
    if (ends && parser.parse(text.data(), text.size()).get(post) == simdjson::SUCCESS) return take(post, text);
    ++page.list.malformed;
}

bool holds_something(const std::optional<JsonSpan>& data) {
    return data && (data->text.front() == '[' || data->text.front() == '{');
}

}  // namespace

runtime::Result<XPage> parse_x_page(std::string_view body, const ParseContext& context) {
    const Answer answer{body};
    const auto data = answer.member("data");
    if (!holds_something(data) && !answer.member("meta") && !answer.member("errors"))
        return runtime::fail(runtime::ErrorKind::malformed, "the answer holds no posts");
    XPage page;
    page.list.whole = ends_whole(answer.text());
    if (holds_something(data))
        read_posts(data->text, data->whole, context, read_includes(answer.member("includes")), page);
    // Behind a broken structure nothing is believed.
    if (!page.list.whole) return page;
    read_meta(answer, page);
    read_refusals(answer, page);
    return page;
}

runtime::Result<XPage> parse_x_event(std::string_view body, const ParseContext& context) {
    const Answer answer{body};
    const auto data = answer.member("data");
    const auto event = data ? find_member(data->text, "payload") : std::nullopt;
    if (!event || event->text.front() != '{')
        return runtime::fail(runtime::ErrorKind::malformed, "the event carries no post");
    XPage page;
    page.list.whole = ends_whole(answer.text());
    auto includes = find_member(data->text, "includes");
    if (!includes) includes = answer.member("includes");
    read_posts(event->text, event->whole, context, read_includes(includes), page);
    if (page.list.objects.empty())
        return runtime::fail(runtime::ErrorKind::malformed, "the event's post makes no sense");
    return page;
}

std::optional<bool> parse_x_flag(std::string_view body, std::string_view name) {
    const JsonDocument document{body};
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return std::nullopt;
    const auto data = object_member(answer, "data");
    return data ? flag_member(*data, name) : std::nullopt;
}

bool older_id(std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::optional<runtime::Time> moment_of_id(std::string_view id) {
    constexpr std::int64_t kFirstMoment = 1'288'834'974'657;  // in milliseconds since 1970
    constexpr unsigned kBitsBelow = 22;
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc{} || stop != id.data() + id.size() || number < 0) return std::nullopt;
    return runtime::from_ms((number >> kBitsBelow) + kFirstMoment);
}

}  // namespace ingest
