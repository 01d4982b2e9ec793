// What the reading of deliveries promises: each change is one event, is of no concern, or makes no sense, whatever
// form Meta writes it in, and only what carries the right signature is Meta's.

#include "ingest/meta/webhook_parser.hpp"

#include <chrono>

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace ingest {
namespace {

using models::ItemKind;
using namespace std::chrono_literals;

const runtime::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 12h;

std::string page_change(const std::string& field, const std::string& value) {
    return R"({"object":"page","entry":[{"id":"104","time":1795169712,"changes":[{"field":")" + field +
           R"(","value":)" + value + "}]}]}";
}

WebhookEvent only_event(const std::string& body) {
    const auto delivery = parse_meta_webhook(body, kNow);
    EXPECT_TRUE(delivery && delivery->events.size() == 1U) << body;
    return delivery && !delivery->events.empty() ? delivery->events.front() : WebhookEvent{};
}

TEST(ParseMetaWebhook, ReadsACommentOnThePage) {
    const auto event = only_event(page_change("feed", R"({"item":"comment","verb":"add","post_id":"104_201",
        "parent_id":"104_201","comment_id":"201_301","from":{"id":"66","name":"Ottilie's mum"},
        "created_time":1795169710,"message":"What time?","photo":"https://scontent.example/c.jpg?oe=1"})"));
    EXPECT_EQ(event.account, "104");
    EXPECT_EQ(event.verb, WebhookVerb::add);
    EXPECT_EQ(event.item.network, models::Network::facebook);
    EXPECT_EQ(event.item.kind, ItemKind::comment);
    EXPECT_EQ(event.item.external_id, "201_301");
    EXPECT_EQ(event.item.post_external_id, "104_201");
    EXPECT_EQ(event.item.author_id, "66");
    EXPECT_EQ(event.item.author_name, "Ottilie's mum");
    EXPECT_EQ(event.item.text, "What time?");
    EXPECT_EQ(event.item.created_at, runtime::Time{std::chrono::seconds{1795169710}});
    ASSERT_EQ(event.item.attachments.size(), 1U);
    EXPECT_EQ(event.item.attachments[0].url, "https://scontent.example/c.jpg");
}

TEST(ParseMetaWebhook, TakesIdsAndTimesAsNumbersOrText) {
    const auto event = only_event(
        R"({"object":"page","entry":[{"id":104,"changes":[{"field":"feed","value":{"item":"comment","verb":"edited",
        "post_id":"104_201","parent_id":"201_301","comment_id":9007199254740993,"sender_id":1234567890321,
        "sender_name":"Quill","created_time":"1795169710"}}]}]})");
    EXPECT_EQ(event.account, "104");
    EXPECT_EQ(event.verb, WebhookVerb::edit);
    EXPECT_EQ(event.item.external_id, "9007199254740993");
    EXPECT_EQ(event.item.author_id, "1234567890321");
    EXPECT_EQ(event.item.kind, ItemKind::reply);
    EXPECT_EQ(event.item.parent_external_id, "201_301");
    EXPECT_TRUE(event.item.created_at);
}

TEST(ParseMetaWebhook, KnowsEveryVerb) {
    const std::pair<const char*, WebhookVerb> kVerbs[] = {
        {"add", WebhookVerb::add},   {"edit", WebhookVerb::edit},     {"edited", WebhookVerb::edit},
        {"hide", WebhookVerb::hide}, {"unhide", WebhookVerb::unhide}, {"remove", WebhookVerb::remove},
        {"mute", WebhookVerb::other}};
    for (const auto& [word, verb] : kVerbs) {
        const auto value = std::string{R"({"item":"comment","comment_id":"1","verb":")"} + word + "\"}";
        EXPECT_EQ(only_event(page_change("feed", value)).verb, verb) << word;
    }
}

TEST(ParseMetaWebhook, TellsOwnPostsFromVisitorsAndMentions) {
    const std::string own = R"({"item":"status","verb":"add","post_id":"104_1","from":{"id":"104"}})";
    const std::string theirs = R"({"item":"photo","verb":"add","post_id":"104_1","from":{"id":"66"}})";
    EXPECT_EQ(only_event(page_change("feed", own)).item.kind, ItemKind::own_post);
    EXPECT_EQ(only_event(page_change("feed", theirs)).item.kind, ItemKind::visitor_post);
    EXPECT_EQ(only_event(page_change("mention", theirs)).item.kind, ItemKind::tagged_post);
    const auto video = only_event(page_change("feed", R"({"item":"video","verb":"mute","video_id":900})"));
    EXPECT_EQ(video.item.external_id, "900");
}

TEST(ParseMetaWebhook, ReadsInstagramInBothShapesAndBothNamesOfTheId) {
    for (const std::string id : {"id", "comment_id"}) {
        const auto change = R"("field":"comments","value":{"from":{"id":"77","username":"sample_parent"},
            "media":{"id":"101","media_product_type":"FEED"},")" +
                            id + R"(":"201","parent_id":"200","text":"Lovely display!"})";
        for (const auto& entry : {R"("changes":[{)" + change + "}]", change}) {
            const auto event = only_event(R"({"object":"instagram","entry":[{"id":"178","time":1,)" + entry + "}]}");
            EXPECT_EQ(event.account, "178");
            EXPECT_EQ(event.field, "comments");
            EXPECT_EQ(event.verb, WebhookVerb::add);
            EXPECT_EQ(event.item.network, models::Network::instagram);
            EXPECT_EQ(event.item.external_id, "201");
            EXPECT_EQ(event.item.post_external_id, "101");
            EXPECT_EQ(event.item.parent_external_id, "200");
            EXPECT_EQ(event.item.kind, ItemKind::reply);
            EXPECT_EQ(event.item.author_name, "sample_parent");
            EXPECT_EQ(event.item.text, "Lovely display!");
        }
    }
}

TEST(ParseMetaWebhook, ReadsMentionsInCommentsAndInCaptions) {
    const auto mention = [](const std::string& value) {
        return only_event(R"({"object":"instagram","entry":[{"id":"178","changes":[{"field":"mentions","value":)" +
                          value + "}]}]}");
    };
    const auto comment = mention(R"({"comment_id":"5","media_id":"101"})");
    EXPECT_EQ(comment.item.external_id, "5");
    EXPECT_EQ(comment.item.post_external_id, "101");
    const auto caption = mention(R"({"media_id":"101"})");
    EXPECT_EQ(caption.item.external_id, "101");
    EXPECT_EQ(caption.item.kind, ItemKind::tagged_post);
    EXPECT_EQ(caption.item.post_external_id, "");
}

TEST(ParseMetaWebhook, OneChangeThatMakesNoSenseCostsThatChange) {
    const auto delivery = parse_meta_webhook(R"({"object":"page","entry":[7,{"changes":[]},{"id":"1"},
        {"id":"104","changes":[5,{"value":{}},{"field":"feed"},{"field":"feed","value":{"item":"comment"}},
          {"field":"feed","value":{"item":"comment","verb":"add"}},
          {"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1","message":{}}},
          {"field":"feed","value":{"item":"reaction","verb":"add","comment_id":"1"}},{"field":"ratings","value":{}},
          {"field":"feed","value":{"item":"comment","verb":"add","comment_id":"2"}}]},
        {"id":"104","messaging":[{}]}]})",
                                             kNow);
    ASSERT_TRUE(delivery);
    ASSERT_EQ(delivery->events.size(), 1U);
    EXPECT_EQ(delivery->events[0].item.external_id, "2");
    EXPECT_EQ(delivery->malformed, 9U);
    EXPECT_EQ(delivery->ignored, 3U);
}

TEST(ParseMetaWebhook, RefusesWhatIsNoDelivery) {
    for (const std::string body : {"", "null", "[]", "{}", R"({"object":"page"})", R"({"object":"user","entry":[]})",
                                   R"({"object":"page","entry":{}})"})
        EXPECT_FALSE(parse_meta_webhook(body, kNow)) << body;
}

TEST(ParseMetaWebhook, HasALimit) {
    std::string changes;
    for (int i = 0; i < 1'005; ++i)
        changes += (i > 0 ? "," : "") + std::string{R"({"field":"feed","value":{"item":"comment","verb":"add",
            "comment_id":)"} +
                   std::to_string(i + 1) + "}}";
    const auto delivery =
        parse_meta_webhook(R"({"object":"page","entry":[{"id":"1","changes":[)" + changes + "]}]}", kNow);
    ASSERT_TRUE(delivery);
    EXPECT_EQ(delivery->events.size(), kWebhookChangesMax);
    EXPECT_EQ(delivery->malformed, 5U);
}

TEST(MetaWebhookSignature, IsThatOfTheVeryBytesReceived) {
    const std::string secret = "meta-app-secret-0001";
    const std::string body =
        R"({"object":"page","entry":[{"id":"1000001","time":1794873600,"changes":[{"field":"feed","value":)"
        R"({"item":"comment","verb":"add","message":"caf\u00e9"}}]}]})";
    const std::string signature = "sha256=ccf0fea1e43a46ef8e28ba3d2bff01425e77dadb23b690cef1f5c8ae7dcca2ba";
    EXPECT_TRUE(meta_webhook_is_signed(secret, body, signature));
    EXPECT_FALSE(meta_webhook_is_signed(secret, body + " ", signature));
    EXPECT_FALSE(meta_webhook_is_signed("meta-app-secret-0002", body, signature));
    EXPECT_FALSE(meta_webhook_is_signed("", body, signature));
    EXPECT_FALSE(meta_webhook_is_signed(secret, body, signature.substr(7)));
    EXPECT_FALSE(meta_webhook_is_signed(secret, body, signature.substr(0, 70)));
    EXPECT_FALSE(meta_webhook_is_signed(secret, body, ""));
}

}  // namespace
}  // namespace ingest
