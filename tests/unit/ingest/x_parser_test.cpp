// What the parser of X promises: foreign bytes cost at most the element they are in, both vocabularies mean the
// same, and nothing is invented.

#include "ingest/x/conversations.hpp"
#include "ingest/x/parser.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace ingest {
namespace {

using namespace std::chrono_literals;

const runtime::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 12h;

ParseContext context(models::ItemKind kind = models::ItemKind::comment) {
    ParseContext made;
    made.channel_id = "channel1";
    made.kind = kind;
    made.now = kNow;
    return made;
}

XPage page_of(std::string_view body) {
    auto page = parse_x_page(body, context());
    EXPECT_TRUE(page) << body;
    return page ? std::move(*page) : XPage{};
}

const models::CollectedItem& item(const XPage& page, std::size_t index = 0) {
    return page.list.objects.at(index).item;
}

constexpr const char* kMentions = R"({"data":[
 {"id":"1991234567890123456","text":"@ashgroveprimary is the gate open at 8?","created_at":"2026-11-20T08:02:11.000Z",
  "author_id":"1600000000000000007","conversation_id":"1991200000000000001","in_reply_to_user_id":"1500000000000000001",
  "edit_history_tweet_ids":["1991234567890123456"],
  "referenced_tweets":[{"type":"replied_to","id":"1991200000000000001"}],
  "public_metrics":{"retweet_count":0,"reply_count":2}},
 {"id":"1991230000000000009","text":"@ashgroveprimary spotted this https://t.co/abcdEFGH12",
  "author_id":"1600000000000000008",
  "created_at":"2026-11-20T07:44:00.000Z","conversation_id":"1991230000000000009",
  "edit_history_tweet_ids":["1991230000000000009"],"attachments":{"media_keys":["3_1991229999999999999"]}}],
 "includes":{"users":[{"id":"1600000000000000007","name":"Tamsin Arkle","username":"tamsin_arkle"}],
  "media":[{"media_key":"3_1991229999999999999","type":"photo","url":"https://pbs.example/media/x1.jpg"}]},
 "errors":[{"value":"1991100000000000003","detail":"Could not find tweet","title":"Not Found Error",
  "resource_type":"tweet","parameter":"referenced_tweets.id","resource_id":"1991100000000000003",
  "type":"https://api.twitter.com/2/problems/resource-not-found"}],
 "meta":{"result_count":2,"newest_id":"1991234567890123456","next_token":"7140dibdnow9c7btw4539"}})";

/// What a post is to the account 1500, whose posts are 100 and, begun by somebody else, 102.
models::ItemKind kind_of(const std::string& references) {
    const auto page = page_of(R"({"data":[{"id":"200","text":"Look","author_id":"1600","conversation_id":"200",)" +
                              references + R"(}],"includes":{"tweets":[{"id":"102","author_id":"1500"},)" +
                              R"({"id":"103","author_id":"1600"}]}})");
    XConversations conversations{"1500", {}, std::chrono::hours{24}, kNow};
    ParsedObject first;
    first.item.external_id = "100";
    (void)conversations.begin(first);
    auto post = item(page);
    conversations.place(post, page.facts.front());
    return post.kind;
}

TEST(XParser, TellsAQuotationFromAMention) {
    for (const std::string word : {"referenced_tweets", "referenced_posts"}) {
        const auto quoting = [&](const std::string& id) {
            return kind_of("\"" + word + R"(":[{"type":"quoted","id":")" + id + "\"}]");
        };
        EXPECT_EQ(quoting("100"), models::ItemKind::quote);
        EXPECT_EQ(quoting("102"), models::ItemKind::quote);
        EXPECT_EQ(quoting("103"), models::ItemKind::tagged_post);
        EXPECT_EQ(quoting("104"), models::ItemKind::tagged_post) << "X does not say whose it is";
    }
    EXPECT_EQ(kind_of(R"("lang":"en")"), models::ItemKind::tagged_post);
    EXPECT_EQ(kind_of(R"("referenced_tweets":[{"type":"replied_to","id":"100"}])"), models::ItemKind::tagged_post);
}

TEST(XParser, ReadsPostsWithWhatIsIncluded) {
    const auto page = page_of(kMentions);
    ASSERT_EQ(page.list.objects.size(), 2U);
    ASSERT_EQ(page.facts.size(), 2U);
    const auto& reply = item(page);
    EXPECT_EQ(reply.network, models::Network::x);
    EXPECT_EQ(reply.external_id, "1991234567890123456");
    EXPECT_EQ(reply.post_external_id, "1991200000000000001");
    EXPECT_EQ(reply.kind, models::ItemKind::comment);
    EXPECT_EQ(reply.parent_external_id, "");
    EXPECT_EQ(reply.author_id, "1600000000000000007");
    EXPECT_EQ(reply.author_name, "Tamsin Arkle (@tamsin_arkle)");
    EXPECT_EQ(reply.permalink, "https://x.com/tamsin_arkle/status/1991234567890123456");
    EXPECT_EQ(reply.created_at, std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 8h + 2min + 11s);
    EXPECT_FALSE(reply.can_remove);
    EXPECT_EQ(page.list.objects[0].comment_count, 2);
    EXPECT_EQ(item(page, 1).post_external_id, "");
    ASSERT_EQ(item(page, 1).attachments.size(), 1U);
    EXPECT_EQ(item(page, 1).attachments[0].type, "photo");
    EXPECT_EQ(item(page, 1).attachments[0].url, "https://pbs.example/media/x1.jpg");
    EXPECT_EQ(item(page, 1).attachments[0].picture, "https://pbs.example/media/x1.jpg");
    EXPECT_EQ(item(page, 1).author_name, "");
    EXPECT_EQ(item(page, 1).permalink, "https://x.com/i/status/1991230000000000009");
    EXPECT_EQ(page.newest_id, "1991234567890123456");
    EXPECT_TRUE(page.list.has_next);
    EXPECT_EQ(page.list.after, "7140dibdnow9c7btw4539");
    EXPECT_TRUE(page.gone.empty()) << "what a post refers to was not asked for";
}

TEST(XParser, ReadsBothVocabularies) {
    const std::pair<const char*, const char*> words[] = {{"tweet", "tweets"}, {"post", "posts"}};
    for (const auto& [one, many] : words) {
        const auto body = std::string{R"({"data":[{"id":"105","text":"cut","note_)"} + one +
                          R"(":{"text":"the whole text"},"conversation_id":"100","edit_history_)" + one +
                          R"(_ids":["102","105"],"referenced_)" + many +
                          R"(":[{"type":"quoted","id":"90"},{"type":"replied_to","id":"104"}]}],"includes":{")" + many +
                          R"(":[{"id":"104","edit_history_)" + one + R"(_ids":["103","104"]}]}})";
        const auto page = page_of(body);
        ASSERT_EQ(page.list.objects.size(), 1U) << one;
        EXPECT_EQ(item(page).text, "the whole text") << one;
        EXPECT_EQ(item(page).external_id, "102") << one;
        EXPECT_EQ(item(page).kind, models::ItemKind::reply) << one;
        EXPECT_EQ(item(page).parent_external_id, "103") << one << ": the first version of what it answers";
        EXPECT_EQ(page.facts[0].newest_id, "105") << one;
        EXPECT_EQ(item(page).permalink, "https://x.com/i/status/105") << one;
        EXPECT_FALSE(page.facts[0].superseded()) << one;
    }
}

TEST(XParser, KnowsAVersionThatWasReplaced) {
    const auto page = page_of(R"({"data":[{"id":"99","text":"first","edit_history_tweet_ids":["99","100"]}]})");
    EXPECT_TRUE(page.facts[0].superseded());
    EXPECT_EQ(page.facts[0].newest_id, "100") << "ids are compared as numbers, not as texts";
    EXPECT_EQ(item(page).external_id, "99");
}

TEST(XParser, DecodesEntitiesOnce) {
    const auto page = page_of(R"({"data":[{"id":"1","text":"a &lt; b &amp;&amp; c &gt; d &amp;lt; &quot; &amp"}]})");
    EXPECT_EQ(item(page).text, "a < b && c > d &lt; &quot; &amp");
}

TEST(XParser, KeepsWhereShortAddressesLead) {
    const auto page = page_of(
        R"({"data":[{"id":"1","text":"https://t.co/a https://t.co/b","attachments":{"media_keys":["3_9"]},
        "entities":{"urls":[
        {"url":"https://t.co/a","expanded_url":"https://harm.example/x?y"},
        {"url":"https://t.co/b","expanded_url":"https://x.com/u/status/1/photo/1","media_key":"3_9"}]}}]})");
    ASSERT_EQ(item(page).attachments.size(), 2U);
    EXPECT_EQ(item(page).attachments[0].type, "media") << "known to be there, although it is not included";
    EXPECT_EQ(item(page).attachments[0].picture, "");
    EXPECT_EQ(item(page).attachments[1].type, "link");
    EXPECT_FALSE(item(page).attachments[1].picture);
    EXPECT_EQ(item(page).attachments[1].url, "https://harm.example/x?y");
}

TEST(XParser, TakesAnEmptyAnswerForAnEmptyPage) {
    for (const char* body : {R"({"meta":{"result_count":0}})", R"({"data":[],"meta":{"result_count":0}})",
                             R"({"data":null,"errors":[]})", R"({"errors":[{"title":"x"}]})"}) {
        const auto page = page_of(body);
        EXPECT_TRUE(page.list.objects.empty());
        EXPECT_FALSE(page.list.has_next);
        EXPECT_TRUE(page.list.whole);
    }
    for (const char* body : {"", "{}", "[]", "null", "<html>", R"({"title":"Forbidden","status":403})"})
        EXPECT_FALSE(parse_x_page(body, context())) << body;
}

std::string missing(const char* member, const char* id, const char* parameter = "ids",
                    const char* type = "https://api.x.com/2/problems/resource-not-found", const char* what = "tweet") {
    return std::string{R"({")"} + member + R"(":")" + id + R"(","resource_type":")" + what + R"(","parameter":")" +
           parameter + R"(","type":")" + type + R"("})";
}

TEST(XParser, BelievesOnlyXsOwnWordThatAPostIsGone) {
    const auto body = R"({"data":[{"id":"5","text":"here"}],"errors":[)" + missing("resource_id", "6") + "," +
                      missing("value", "7", "id") + "," +
                      missing("resource_id", "8", "ids", "not-authorized-for-resource") + "," +
                      missing("resource_id", "9", "referenced_tweets.id") + "," +
                      missing("resource_id", "10", "ids", "resource-not-found", "user") + "," +
                      missing("resource_id", "11", "ids", "resource-not-found", "post") + R"(,7,null,{}]})";
    EXPECT_EQ(page_of(body).gone, (std::vector<std::string>{"6", "7", "11"}));
    const auto cut = body.substr(0, body.size() - 1);
    EXPECT_TRUE(page_of(cut).gone.empty()) << "an answer that was cut off says nothing about absence";
}

TEST(XParser, OneDamagedElementCostsOnlyItself) {
    const auto page = page_of(R"({"data":[{"id":"1","text":"one"},{"id":"2","text":7},{"text":"no id"},5,
        {"id":"3","text":"three","x":truth},{"id":"4","text":"four"}],
        "includes":{"users":[{"id":"8","name":nope},{"id":"9","name":"Ida","username":"ida"}]},
        "meta":{"next_token":"t"}})");
    ASSERT_EQ(page.list.objects.size(), 2U);
    EXPECT_EQ(item(page, 1).external_id, "4");
    EXPECT_EQ(page.list.malformed, 3U);
    EXPECT_EQ(page.list.without_id, 1U);
    EXPECT_TRUE(page.list.whole);
    EXPECT_EQ(page.list.after, "t");
}

TEST(XParser, BelievesNothingBehindABrokenStructure) {
    const auto page = page_of(R"({"data":[{"id":"1","text":"one"},{"id":"2","text":"a","b"},{"id":"3","text":"posing"}],
        "meta":{"next_token":"t"},"errors":[)" +
                              missing("resource_id", "6") + "]}");
    ASSERT_EQ(page.list.objects.size(), 1U);
    EXPECT_FALSE(page.list.whole);
    EXPECT_FALSE(page.list.has_next);
    EXPECT_TRUE(page.gone.empty());
}

TEST(XParser, CutAtAnyByteKeepsWhatCameBefore) {
    const std::string body{kMentions};
    std::size_t best = 0;
    for (std::size_t length = 0; length < body.size(); ++length) {
        const auto page = parse_x_page(std::string_view{body}.substr(0, length), context());
        if (!page) continue;
        ASSERT_GE(page->list.objects.size(), best) << length;
        best = page->list.objects.size();
        ASSERT_FALSE(page->list.whole) << length;
        ASSERT_FALSE(page->list.has_next) << length;
    }
    EXPECT_EQ(best, 2U);
}

TEST(XParser, ReadsEscapedNamesAndForeignBytes) {
    EXPECT_EQ(item(page_of("{\"d\\u0061ta\":[{\"id\":\"1\",\"text\":\"one\"}]}")).text, "one");
    EXPECT_EQ(item(page_of("\xEF\xBB\xBF{\"data\":[{\"id\":1991234567890123456,\"text\":\"a\xFF\\ud800\"}]}")).text,
              "a\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(item(page_of(R"({"data":{"id":1991234567890123456,"text":"one"}})")).external_id, "1991234567890123456");
}

TEST(XParser, ReadsTheEventsOfTheActivityStream) {
    const auto event = parse_x_event(R"({"data":{"event_uuid":"3091827364059182736","event_type":"post.reply.create",
        "filter":{"user_id":"1500000000000000001"},
        "payload":{"id":"1991234567890123456","text":"@ashgroveprimary hello",
        "author_id":"1600000000000000007","conversation_id":"1991200000000000001",
        "in_reply_to_tweet_id":"1991200000000000001",
        "referenced_tweets":[{"type":"replied_to","id":"1991200000000000001"}],"public_metrics":{"reply_count":0,
        "reply_count_str":"0"}},"includes":{"users":[{"id":"1600000000000000007","username":"tamsin_arkle"}]}}})",
                                     context());
    ASSERT_TRUE(event);
    EXPECT_EQ(item(*event).external_id, "1991234567890123456");
    EXPECT_EQ(item(*event).post_external_id, "1991200000000000001");
    EXPECT_EQ(item(*event).author_name, "@tamsin_arkle");
    for (const char* body :
         {"", "{}", R"({"data":{}})", R"({"data":{"payload":[]}})", R"({"data":{"payload":{"id":"1"}}})"})
        EXPECT_FALSE(parse_x_event(body, context())) << body;
}

TEST(XParser, ReadsTheAnswerToHiding) {
    EXPECT_EQ(parse_x_flag(R"({"data":{"hidden":true}})", "hidden"), true);
    EXPECT_EQ(parse_x_flag(R"({"data":{"hidden":false}})", "hidden"), false);
    for (const char* body : {"", "{}", R"({"data":{}})", R"({"data":{"hidden":"true"}})", R"({"hidden":true})"})
        EXPECT_EQ(parse_x_flag(body, "hidden"), std::nullopt) << body;
}

TEST(XParser, CutsTextsThatAreTooLong) {
    const auto page = page_of(R"({"data":[{"id":"1","text":")" + std::string(kTextBytesMax + 9, 'x') + R"("}]})");
    EXPECT_EQ(item(page).text.size(), kTextBytesMax);
    EXPECT_EQ(page.list.cut_texts, 1U);
}

}  // namespace
}  // namespace ingest
