// What the markup builder promises: whatever a stranger writes stays text, and stays where it was put.

#include "moderation/web/html.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/utf8.hpp"

#include <gtest/gtest.h>

namespace moderation::web {
namespace {

std::string text_of(std::string_view text) {
    return Html{}.text(text).str();
}
std::string foreign_of(std::string_view text, std::vector<Span> spans = {}) {
    return Html{}.foreign(text, std::move(spans)).str();
}
std::string inner(std::string_view text, std::vector<Span> spans = {}) {
    const auto all = foreign_of(text, std::move(spans));
    const std::string open = "<bdi class=\"gh-foreign\">";
    return all.substr(open.size(), all.size() - open.size() - std::string{"</bdi>"}.size());
}

TEST(Html, EscapesEverythingThatMeansSomethingInMarkup) {
    EXPECT_EQ(text_of("<script>alert('x\"&')</script>"), "&lt;script&gt;alert(&#39;x&quot;&amp;&#39;)&lt;/script&gt;");
    EXPECT_EQ(inner("</bdi><img src=x>"), "&lt;/bdi&gt;&lt;img src=x&gt;");
}

TEST(Html, KeepsAttributesInsideTheirQuotes) {
    Html html;
    html.raw("<a").attr("title", "\" onclick=\"x").raw(">");
    EXPECT_EQ(html.str(), "<a title=\"&quot; onclick=&quot;x\">");
}

TEST(Html, LetsOnlyOurOwnPathsAndHttpsThroughAsAddresses) {
    for (const char* good : {"/items/ab12", "/review?at_least=2", "#reason", "https://www.facebook.com/1"})
        EXPECT_TRUE(safe_address(good)) << good;
    for (const char* bad : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "//evil.example", "/\\evil.example",
                            "http://x.example", "data:text/html,x", " https://x", "java\nscript:x", "https://", ""})
        EXPECT_FALSE(safe_address(bad)) << bad;
    EXPECT_EQ((Html{}.url("href", "javascript:alert(1)").str()), " href=\"#blocked\"");
}

TEST(Html, ShowsControlCharactersInsteadOfSendingThem) {
    EXPECT_EQ(text_of(std::string_view{"a\0b", 3}),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(text_of("a\x1b[31mb"), "a\xEF\xBF\xBD[31mb");
    EXPECT_EQ(text_of("\xC2\x85"), "\xEF\xBF\xBD");
    EXPECT_EQ(text_of("a\nb\tc"), "a\nb\tc");
}

TEST(Html, ReplacesBytesThatAreNotUtf8) {
    EXPECT_EQ(text_of("a\xFFz"), "a\xEF\xBF\xBDz");
    EXPECT_EQ(text_of("\xC0\xBC"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // an overlong '<'
    EXPECT_EQ(text_of("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // half a surrogate pair
    EXPECT_EQ(text_of("\xF0\x9F\x98"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // cut off
}

TEST(Html, IsolatesDirectionCharactersOfStrangersAndRefusesThemElsewhere) {
    EXPECT_EQ(foreign_of("\xE2\x80\xAE"
                         "abc"),
              "<bdi class=\"gh-foreign\">\xE2\x80\xAE"
              "abc</bdi>");
    EXPECT_EQ(text_of("\xE2\x80\xAE"
                      "abc"),
              "\xEF\xBF\xBD"
              "abc");
    EXPECT_EQ((Html{}.attr("title", "\xE2\x81\xA6").str()), " title=\"\xEF\xBF\xBD\"");
}

TEST(Html, HighlightsPartsOfTheOriginal) {
    EXPECT_EQ(inner("you idiot!", {{4, 9}}), "you <mark>idiot</mark>!");
    EXPECT_EQ(inner("abcdef", {{3, 5}, {1, 4}}), "a<mark>bcde</mark>f");
    EXPECT_EQ(inner("a<b", {{1, 2}}), "a<mark>&lt;</mark>b");
}

TEST(Html, SurvivesSpansThatMakeNoSense) {
    EXPECT_EQ(inner("abc", {{5, 9}, {2, 1}, {0, 0}}), "abc");
    EXPECT_EQ(inner("abc", {{1, 99}}), "a<mark>bc</mark>");
    // Inside the two bytes of é: the whole character is highlighted.
    EXPECT_EQ(inner("\xC3\xA9z", {{1, 2}}), "<mark>\xC3\xA9</mark>z");
    EXPECT_EQ(inner("\xC3\xA9z", {{0, 1}}), "<mark>\xC3\xA9</mark>z");
}

TEST(Html, NeverLosesOrChangesOrdinaryText) {
    const std::string text = "Zażółć gęślą jaźń – 👩‍👧‍👦 “school”";
    EXPECT_EQ(text_of(text), text);
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        auto marked = inner(text, {{begin, begin + 1}});
        for (const std::string tag : {"<mark>", "</mark>"}) {
            const auto place = marked.find(tag);
            ASSERT_NE(place, std::string::npos);
            marked.erase(place, tag.size());
        }
        EXPECT_EQ(marked, text);
    }
}

TEST(Html, CutsOneLineAtCharacters) {
    EXPECT_EQ(one_line("a\nb\tc", 10), "a b c");
    EXPECT_EQ(one_line("\xC3\xA9\xC3\xA9\xC3\xA9", 2), "\xC3\xA9\xC3\xA9\xE2\x80\xA6");
    EXPECT_EQ(one_line("", 5), "");
}

TEST(Components, NeverPutAPasswordBackIntoAForm) {
    Field field{"password", "Password"};
    field.type = "password";
    field.value = "correct horse";
    EXPECT_EQ(input(field).str().find("correct horse"), std::string::npos);
}

TEST(Components, TieAnErrorToItsField) {
    Field field{"handle", "Name", "A hint"};
    field.error = "Enter a name";
    const auto html = input(field).str();
    EXPECT_NE(html.find("aria-describedby=\"handle-hint handle-error\""), std::string::npos);
    EXPECT_NE(html.find("id=\"handle-error\""), std::string::npos);
    EXPECT_NE(error_summary({{"handle", "Enter a name"}}).str().find("href=\"#handle\""), std::string::npos);
}

TEST(Components, SayWhyAButtonCannotBePressed) {
    Button press{"Delete"};
    press.disabled = "It is no longer on Facebook.";
    const auto html = button(press).str();
    EXPECT_NE(html.find(" disabled"), std::string::npos);
    EXPECT_NE(html.find("It is no longer on Facebook."), std::string::npos);
}

}  // namespace
}  // namespace moderation::web
