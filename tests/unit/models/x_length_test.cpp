// A text is as long as X says it is.

#include "models/domain/x_length.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace models {
namespace {

/// They are counted by an older configuration, in which emoji are not recognised.
const std::set<std::string> kOlder{
    "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
    "Count a mix of single byte single word, and double word unicode characters"};

TEST(XLength, IsWhatTwitterTextSays) {
    std::ifstream file{TWITTER_TEXT_DIRECTORY "/conformance_validate.json"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto groups = boost::json::parse(text).at("tests").as_object();
    int cases = 0;
    for (const auto& group : groups)
        for (const auto& entry : group.value().as_array()) {
            const auto name = boost::json::value_to<std::string>(entry.at("description"));
            if (group.key() == "WeightedTweetsCounterTest" && kOlder.contains(name)) continue;
            const auto said = boost::json::value_to<std::string>(entry.at("text"));
            const auto& expected = entry.at("expected").at("weightedLength");
            EXPECT_EQ(x_length(said), expected.to_number<std::size_t>()) << name;
            ++cases;
        }
    EXPECT_EQ(cases, 20);
}

struct Case {
    const char* name;
    const char* text;
    std::size_t length;
};

TEST(XLength, CountsAddressesAsX) {
    const Case cases[] = {
        {"Plain", "Fair at 11", 10},
        {"Bare", "bramblecote.school/fair", 23},
        {"BareInWords", "see fair.co.uk, or", 4 + 23 + 4},
        {"FullStopBehind", "https://example.com/.", 24},
        {"Brackets", "http://en.wikipedia.org/wiki/Primer_(film)", 23},
        {"BracketsAround", "(http://example.com/a)", 25},
        {"NoEnding", "http://no-tld", 13},
        {"Mail", "office@bramblecote.com", 22},
        {"File", "notes.tar.bz2", 13},
        {"Japanese", "あexample.com/path中", 27},
        {"Port", "http://somehost.com:3000", 23},
        {"Query", "https://example.com?a=b&c=d end", 27},
        {"UpperCase", "HTTPS://EXAMPLE.COM/A", 23},
        {"TwoInARow", "t.co/a t.co/b", 47},
        {"DashBehind", "http://domain.com-that-goes-on", 30},
    };
    for (const auto& each : cases) EXPECT_EQ(x_length(each.text), each.length) << each.name;
}

TEST(XLength, CountsSignsAsX) {
    const Case cases[] = {
        {"Empty", "", 0},        {"Flag", "🇬🇧", 2},      {"Family", "👨‍👩‍👧‍👦", 2},
        {"SkinTone", "🙋🏽", 2}, {"Heart", "❤️", 2},      {"Copyright", "©", 1},
        {"Digits", "123", 3},    {"Chinese", "学校", 4}, {"Apostrophe", "it’s", 4},
        {"NotUtf8", "\xff", 2},
    };
    for (const auto& each : cases) EXPECT_EQ(x_length(each.text), each.length) << each.name;
}

}  // namespace
}  // namespace models
