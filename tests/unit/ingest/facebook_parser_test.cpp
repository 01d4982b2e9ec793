// What the parser promises: foreign bytes cost at most the element they are in, and nothing is invented.

#include "ingest/facebook/parser.hpp"
#include "ingest/meta/graph_page.hpp"
#include "ingest/meta/stable_link.hpp"
#include "ingest/network_time.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace ingest {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

const runtime::Time kNow = sys_days{std::chrono::year{2026} / 11 / 20} + 12h;

ParseContext comments() {
    ParseContext context;
    context.channel_id = "channel1";
    context.post_external_id = "104_201";
    context.now = kNow;
    return context;
}

ParseContext posts() {
    auto context = comments();
    context.kind = models::ItemKind::own_post;
    return context;
}

const std::string kCommentPage = R"({"data":[
 {"id":"201_303","message":"","created_time":"2026-11-20T10:31:07+0000","is_hidden":true,
      "can_hide":false,"can_remove":false,
  "permalink_url":"https:\/\/www.facebook.com\/104\/posts\/201?comment_id=303",
  "attachment":{"type":"photo",
      "media":{"image":{"height":480,"src":"https:\/\/scontent.example\/c3.jpg?oe=1","width":640}},
  "target":{"id":"444","url":"https:\/\/www.facebook.com\/photo.php?fbid=444"},
      "url":"https:\/\/www.facebook.com\/photo.php?fbid=444&x=1"}},
 {"id":"201_302","message":"Eleven, see the poster \ud83d\ude42","created_time":"2026-11-20T10:20:44+0000",
  "from":{"name":"Bramblecote Primary School","id":"104"},"parent":{"id":"201_301"}},
 {"id":"201_301","message":"What time does the fair open?","created_time":"2026-11-20T10:15:10+0000",
  "from":{"name":"Ottilie's mum","id":6600000000000901},"parent":{"id":"104_201"}}],
 "paging":{"cursors":{"before":"MwZDZD","after":"MQZDZD"},
      "next":"https:\/\/graph.facebook.com\/v26.0\/x?access_token=t&after=MQZDZD"},
 "summary":{"order":"reverse_chronological","total_count":7,"can_comment":true}})";

TEST(ParsePage, ReadsAPageOfComments) {
    const auto page = parse_facebook_page(kCommentPage, comments());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 3U);
    EXPECT_TRUE(page->has_next);
    EXPECT_TRUE(page->whole);
    EXPECT_EQ(page->after, "MQZDZD");
    EXPECT_EQ(page->total_count, 7);
    EXPECT_EQ(page->malformed, 0U);

    const auto& photo = page->objects[0].item;
    EXPECT_EQ(photo.external_id, "201_303");
    EXPECT_EQ(photo.channel_id, "channel1");
    EXPECT_EQ(photo.post_external_id, "104_201");
    EXPECT_TRUE(photo.text.empty());
    EXPECT_TRUE(photo.author_id.empty());
    EXPECT_TRUE(photo.hidden);
    EXPECT_FALSE(photo.can_hide);
    EXPECT_FALSE(photo.can_remove);
    ASSERT_EQ(photo.attachments.size(), 1U);
    EXPECT_EQ(photo.attachments[0].type, "photo");
    EXPECT_EQ(photo.attachments[0].url, "https://www.facebook.com/photo.php?fbid=444");
    EXPECT_EQ(photo.raw.front(), '{');
    EXPECT_EQ(photo.raw.back(), '}');
    EXPECT_NE(photo.raw.find("scontent.example"), std::string::npos);

    const auto& reply = page->objects[1].item;
    EXPECT_EQ(reply.kind, models::ItemKind::reply);
    EXPECT_EQ(reply.parent_external_id, "201_301");
    EXPECT_EQ(reply.text, "Eleven, see the poster \xF0\x9F\x99\x82");

    const auto& top = page->objects[2].item;
    EXPECT_EQ(top.kind, models::ItemKind::comment);  // its "parent" is the post itself
    EXPECT_EQ(top.author_id, "6600000000000901");
    EXPECT_EQ(top.created_at, runtime::Time{sys_days{std::chrono::year{2026} / 11 / 20} + 10h + 15min + 10s});
}

TEST(ParsePage, ReadsPostsWithTheirPicturesAndCounts) {
    const auto page =
        parse_facebook_page(R"({"data":[{"id":"104_201","story":"Bramblecote updated its cover.","attachments":{"data":[
      {"type":"album","target":{"id":"190","url":"https://www.facebook.com/media/set/?set=a.1"},
      "media":{"image":{"src":"https://scontent.example/1.jpg?oh=a"}},
      "subattachments":{"data":[
        {"type":"photo","target":{"id":"191","url":"https://www.facebook.com/photo.php?fbid=191"},
        "media":{"image":{"src":"https://scontent.example/1.jpg?oh=a"}}},
        {"type":"photo","target":{"id":192}}]}}]},
      "comments":{"data":[],"summary":{"total_count":3}}},{"id":"104_155","message":"Thanks."}]})",
                            posts());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_FALSE(page->has_next);
    const auto& album = page->objects[0];
    EXPECT_EQ(album.item.kind, models::ItemKind::own_post);
    EXPECT_EQ(album.item.post_external_id, "");
    EXPECT_EQ(album.item.text, "Bramblecote updated its cover.");
    EXPECT_EQ(album.comment_count, 3);
    EXPECT_EQ(album.photo_threads, (std::vector<std::string>{"191", "192"}));
    ASSERT_EQ(album.item.attachments.size(), 3U);
    EXPECT_FALSE(album.item.attachments[0].picture) << "it is that of the first picture";
    EXPECT_EQ(album.item.attachments[1].picture, "https://scontent.example/1.jpg?oh=a") << "as it was signed";
    EXPECT_FALSE(page->objects[1].comment_count);
}

TEST(ParsePage, TakesNumbersAsIdsFromTheirText) {
    const auto page = parse_facebook_page(
        R"({"data":[{"id":18446744073709551615,"message":"a"},{"id":9007199254740993,"message":"b"},
      {"id":1e15,"message":"c"},
            {"id":-5,"message":"d"},{"id":"","message":"e"},{"id":"a/b","message":"f"}]})",
        comments());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[0].item.external_id, "18446744073709551615");
    EXPECT_EQ(page->objects[1].item.external_id, "9007199254740993");
    EXPECT_EQ(page->malformed, 4U);

    const auto longer =
        parse_facebook_page(R"({"data":[{"id":123456789012345678901234567890,"message":"a"}]})", comments());
    ASSERT_TRUE(longer);
    ASSERT_EQ(longer->objects.size(), 1U);
    EXPECT_EQ(longer->objects[0].item.external_id, "123456789012345678901234567890");
}

TEST(ParsePage, LosesOnlyTheElementOfAWrongType) {
    const auto page = parse_facebook_page(
        R"({"data":[{"id":"1","message":"a"},5,null,"x",[],{"id":{},"message":"b"},
      {"id":"2","message":{}},{"id":"3","message":null}]})",
        comments());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[1].item.external_id, "3");
    EXPECT_EQ(page->malformed, 6U);
}

TEST(ParsePage, CountsWithheldIdsApart) {
    const auto page = parse_facebook_page(R"({"data":[{"message":"a"},{"message":"b"}]})", comments());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->without_id, 2U);
    EXPECT_EQ(page->malformed, 0U);
    EXPECT_TRUE(page->objects.empty());
}

TEST(ParsePage, SurvivesALoneSurrogateAndInvalidUtf8) {
    const auto page = parse_facebook_page(
        "{\"data\":[{\"id\":\"1\",\"message\":\"a\\ud800b\"},{\"id\":\"2\",\"message\":\"c\xFF\"}]}", comments());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[0].item.text,
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(page->objects[1].item.text, "c\xEF\xBF\xBD");
    EXPECT_EQ(page->malformed, 0U);
    EXPECT_TRUE(page->whole);
}

TEST(ParsePage, SalvagesWhatCameBeforeTheCut) {
    const auto page = parse_facebook_page(
        R"({"data":[{"id":"1","message":"a"},{"id":"2","message":"b"},{"id":"3","mess)", comments());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->malformed, 1U);
    EXPECT_FALSE(page->whole);
}

TEST(ParsePage, LosesOnlyAnElementThatIsTooDeep) {
    std::string deep(2'000, '[');
    deep.append(2'000, ']');
    const auto page =
        parse_facebook_page("{\"data\":[{\"id\":\"1\",\"message\":\"a\"},{\"id\":\"2\",\"x\":" + deep +
                                "},{\"id\":\"3\",\"message\":\"c\"}],\"paging\":{\"cursors\":{\"after\":\"Q\"},"
                                "\"next\":\"https://x/?after=Q\"},\"summary\":{\"total_count\":3}}",
                            comments());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[1].item.external_id, "3");
    EXPECT_EQ(page->malformed, 1U);
    EXPECT_TRUE(page->whole);
    EXPECT_TRUE(page->has_next);
    EXPECT_EQ(page->after, "Q");
    EXPECT_EQ(page->total_count, 3);
}

TEST(ParsePage, BelievesNothingAfterTheStructureBroke) {
    // The quote missing after "a" turns the next text inside out: its words would read as an element.
    const auto page = parse_facebook_page(
        R"({"data":[{"id":"0","message":"ok"},{"id":"1","message":"a},{"id":"2","message":"b"},
      {"id":"9","message":"forged"}]})",
        comments());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 1U);
    EXPECT_EQ(page->objects[0].item.external_id, "0");
    EXPECT_FALSE(page->whole);
    EXPECT_GE(page->malformed, 1U);
}

TEST(ParsePage, CutsATextThatIsTooLongBetweenCharacters) {
    std::string text;
    for (int i = 0; i < 30'000; ++i) text.append("\xE2\x82\xAC");  // 90,000 bytes
    const auto page = parse_facebook_page("{\"data\":[{\"id\":\"1\",\"message\":\"" + text + "\"}]}", comments());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->cut_texts, 1U);
    EXPECT_EQ(page->objects[0].item.text.size(), kTextBytesMax / 3 * 3);
    EXPECT_EQ(page->objects[0].item.text, text.substr(0, kTextBytesMax / 3 * 3));
}

TEST(ParsePage, SurvivesATextOfTenMegabytes) {
    const std::string text(10 * 1024 * 1024, 'x');
    const auto page =
        parse_facebook_page("{\"data\":[{\"id\":\"1\",\"message\":\"" + text + "\"},{\"id\":\"2\"}]}", comments());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[0].item.text.size(), kTextBytesMax);
    EXPECT_EQ(page->objects[0].item.raw.size(), kRawBytesMax);
}

TEST(ParsePage, StripsNulFromTextsAndNames) {
    const auto page = parse_facebook_page(
        R"({"data":[{"id":"1","message":"a\u0000b","from":{"id":"5","name":"Q\u0000uill"}}]})", comments());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->objects[0].item.text, "ab");
    EXPECT_EQ(page->objects[0].item.author_name, "Quill");
}

TEST(ParsePage, NeverTakesACursorFromElsewhereThanPaging) {
    const auto page = parse_facebook_page(
        R"({"data":[],"paging":{"next":"https://x/y?access_token=t&limit=5&after=QVF%3D%3D"}})", comments());
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->has_next);
    EXPECT_EQ(page->after, "QVF==");
    const auto last = parse_facebook_page(R"({"data":[],"paging":{"cursors":{"after":"Q"}}})", comments());
    ASSERT_TRUE(last);
    EXPECT_FALSE(last->has_next);
}

TEST(ParsePage, RefusesWhatHoldsNoList) {
    for (const std::string body :
         {"", "null", "[]", "{}", R"({"data":{}})", R"({"data":5})", "<html>", R"({"data":)"}) {
        const auto page = parse_facebook_page(body, comments());
        ASSERT_FALSE(page) << body;
        EXPECT_EQ(page.error().kind, runtime::ErrorKind::malformed);
    }
}

TEST(ParseGraphTime, ReadsTheNetworksDatesAndRefusesAbsurdOnes) {
    const auto expected = runtime::Time{sys_days{std::chrono::year{2026} / 11 / 20} + 9h + 15min};
    EXPECT_EQ(parse_network_time("2026-11-20T09:15:00+0000", kNow), expected);
    EXPECT_EQ(parse_network_time("2026-11-20T09:15:00Z", kNow), expected);
    EXPECT_EQ(parse_network_time("2026-11-20T09:15:00.000Z", kNow), expected);
    EXPECT_EQ(parse_network_time("2026-11-20T11:45:00+02:30", kNow), expected);
    EXPECT_EQ(parse_network_time("2026-11-20T01:15:00-0800", kNow), expected);
    for (const std::string absurd :
         {"", "yesterday", "2026-02-30T09:15:00+0000", "0001-01-01T00:00:00+0000", "9999-12-31T23:59:59+0000",
          "2026-11-22T09:15:00+0000", "2026-11-20T25:15:00+0000", "2026-11-20T09:15:00", "1970-01-01T00:00:00+0000",
          "2026-11-20T09:15:00+0000 ", "-026-11-20T09:15:00+0000"})
        EXPECT_FALSE(parse_network_time(absurd, kNow)) << absurd;
}

TEST(StableLink, IsTheSameFromOneReadingToTheNext) {
    EXPECT_EQ(stable_link("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&h=AT0x1&s=1"),
              "https://example.org/a?b=1");
    EXPECT_EQ(stable_link("https://scontent-lhr6-1.xx.fbcdn.net/v/p.jpg?oe=6&oh=1"),
              "https://scontent-lhr6-1.xx.fbcdn.net/v/p.jpg");
    EXPECT_EQ(stable_link("https://www.facebook.com/photo.php?fbid=1"), "https://www.facebook.com/photo.php?fbid=1");
    EXPECT_EQ(stable_link("https://notfbcdn.net/p?oe=6"), "https://notfbcdn.net/p?oe=6");
    EXPECT_EQ(stable_link("javascript:alert(1)"), "javascript:alert(1)");
    EXPECT_EQ(stable_link("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fcaf%C3%A9&h=AT1"),
              "https://example.org/caf\xC3\xA9");
    for (const std::string target : {"%", "https%3A%2F%2Fa.example%2Fx%00y", "https%3A%2F%2Fa.example%2F%0Ab",
                                     "https%3A%2F%2Fa.example%2F%FF", "javascript%3Aalert(1)", "fair"})
        EXPECT_EQ(stable_link("https://l.facebook.com/l.php?u=" + target + "&h=AT1"), "https://l.facebook.com/l.php")
            << target;
}

TEST(ParseObject, ReadsOneObjectAndRefusesOthers) {
    const auto object = parse_facebook_object(R"({"id":"201_301","message":"hello","is_hidden":true})", comments());
    ASSERT_TRUE(object);
    EXPECT_TRUE(object->item.hidden);
    EXPECT_FALSE(parse_facebook_object(R"({"message":"hello"})", comments()));
    EXPECT_FALSE(parse_facebook_object("nonsense", comments()));
}

TEST(ParseSuccess, SaysNeitherYesNorNoWhenTheAnswerDoesNot) {
    EXPECT_EQ(parse_success(R"({"success":true})"), true);
    EXPECT_EQ(parse_success(R"({"success":false})"), false);
    EXPECT_EQ(parse_success(R"({"success":"yes"})"), std::nullopt);
    EXPECT_EQ(parse_success("<html>"), std::nullopt);
    EXPECT_EQ(parse_answer_for(R"({"111":true,"222":false})", "222"), false);
    EXPECT_EQ(parse_answer_for(R"({"111":true})", "222"), std::nullopt);
}

}  // namespace
}  // namespace ingest
