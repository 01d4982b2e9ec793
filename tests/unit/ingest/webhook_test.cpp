// What the reading of webhooks promises: only what carries the network's signature is heard, a check of the address is
// answered as the network wants it, and a delivery becomes the smallest look that finds what it speaks of.

#include "ingest/meta/webhook.hpp"
#include "config/runtime/crypto.hpp"
#include "ingest/notice.hpp"
#include "ingest/x/webhook.hpp"
#include "ingest/youtube/webhook.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace ingest {
namespace {

using namespace std::chrono_literals;
using runtime::ErrorKind;
using Words = std::vector<std::string>;

const runtime::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 12h;
constexpr const char* kSecret = "meta-app-secret-0001";

runtime::ServerRequest delivery(std::string body, std::string header, std::string signature) {
    runtime::ServerRequest request;
    request.method = "POST";
    request.body = std::move(body);
    request.headers.emplace_back(std::move(header), std::move(signature));
    return request;
}

runtime::ServerRequest from_meta(const std::string& body) {
    return delivery(body, "x-hub-signature-256", "sha256=" + runtime::hmac_sha256_hex(kSecret, body));
}

Words heard_from_meta(const std::string& object, const std::string& field, const std::string& value) {
    const auto request = from_meta(R"({"object":")" + object + R"(","entry":[{"id":"104","changes":[{"field":")" +
                                   field + R"(","value":)" + value + "}]}]}");
    const auto heard = hear_meta(request, kSecret, kNow);
    if (!heard || heard->size() != 1U) return {};
    EXPECT_EQ(heard->front().account, "104");
    return heard->front().what;
}

TEST(MetaWebhook, RepeatsTheChallengeOfWhoKnowsTheToken) {
    const std::string query = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=a%20word";
    EXPECT_EQ(meta_challenge(query, "a word"), "1158201444");
    EXPECT_FALSE(meta_challenge(query, "another word"));
    EXPECT_FALSE(meta_challenge(query, ""));
    EXPECT_FALSE(meta_challenge("hub.mode=subscribe&hub.challenge=1&hub.verify_token=", ""));
    EXPECT_FALSE(meta_challenge("hub.mode=subscribe&hub.verify_token=a%20word", "a word"));
    EXPECT_FALSE(meta_challenge("hub.mode=subscribe&hub.challenge=%3Cb%3E&hub.verify_token=a%20word", "a word"));
    EXPECT_FALSE(meta_challenge("hub.mode=other&hub.challenge=1&hub.verify_token=a%20word", "a word"));
}

TEST(MetaWebhook, HearsExactlyTheBytesThatWereSigned) {
    const std::string body =
        R"({"object":"page","entry":[{"id":"1000001","time":1794873600,"changes":[{"field":"feed","value":)"
        R"({"item":"comment","verb":"add","message":"caf\u00e9"}}]}]})";
    const std::string vector = "sha256=ccf0fea1e43a46ef8e28ba3d2bff01425e77dadb23b690cef1f5c8ae7dcca2ba";
    EXPECT_TRUE(hear_meta(delivery(body, "X-Hub-Signature-256", vector), kSecret, kNow));
    auto other = hear_meta(delivery(body + " ", "X-Hub-Signature-256", vector), kSecret, kNow);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().kind, ErrorKind::forbidden);
    EXPECT_FALSE(hear_meta(delivery(body, "X-Hub-Signature", vector), kSecret, kNow));
    EXPECT_FALSE(hear_meta(delivery(body, "X-Hub-Signature-256", vector), "", kNow));
}

TEST(MetaWebhook, LooksAtAsLittleAsFindsIt) {
    const auto comment = [](const std::string& verb) {
        return R"({"item":"comment","verb":")" + verb +
               R"(","post_id":"104_201","parent_id":"104_201","comment_id":"201_301"})";
    };
    EXPECT_EQ(heard_from_meta("page", "feed", comment("add")), Words{"fresh:104_201"});
    for (const auto* verb : {"edit", "edited", "remove", "hide", "unhide", "whatever"})
        EXPECT_EQ(heard_from_meta("page", "feed", comment(verb)), Words{"object:201_301:104_201"}) << verb;
    EXPECT_EQ(heard_from_meta("page", "feed", R"({"item":"photo","verb":"add","post_id":"104_202"})"),
              Words{"everything"});
    EXPECT_EQ(heard_from_meta("page", "feed", R"({"item":"comment","verb":"add","comment_id":"201_301"})"),
              Words{"everything"});
    EXPECT_EQ(heard_from_meta("page", "mention", comment("add")), Words{"mention:201_301:104_201"});
    EXPECT_EQ(heard_from_meta("page", "mention", R"({"item":"post","verb":"add","post_id":"555_900"})"),
              Words{"everything"});
    EXPECT_TRUE(heard_from_meta("page", "feed", R"({"item":"reaction","verb":"add","post_id":"104_202"})").empty());
    EXPECT_EQ(heard_from_meta("instagram", "comments", R"({"id":"501","media":{"id":"301"}})"), Words{"thread:301"});
    EXPECT_EQ(heard_from_meta("instagram", "mentions", R"({"comment_id":"502","media_id":"302"})"),
              Words{"mention:502:302"});
    EXPECT_EQ(heard_from_meta("instagram", "mentions", R"({"media_id":"302"})"), Words{"mention:302"});
}

TEST(XWebhook, KnowsTheConsumerSecret) {
    EXPECT_EQ(x_challenge("crc_token=challenge-0001", "school-consumer-secret"),
              R"({"response_token":"sha256=ZQv0sYTmsT0Kkl6RNW0czwyOUa+LXWbSzsS6fHYtz0Q="})");
    EXPECT_FALSE(x_challenge("crc_token=challenge-0001", ""));
    EXPECT_FALSE(x_challenge("crc_token=", "school-consumer-secret"));
    EXPECT_FALSE(x_challenge("other=1", "school-consumer-secret"));
}

TEST(XWebhook, HearsOfAPost) {
    const std::string body =
        R"({"data":{"event_uuid":"309","filter":{"user_id":"1500"},"event_type":"post.reply.create","payload":)"
        R"({"id":"1991234567890123456","text":"is the gate open?","author_id":"16","conversation_id":"1991"}}})";
    const auto with = [&](const std::string& text, const std::string& secret) {
        return delivery(text, "X-Twitter-Webhooks-Signature", "sha256=" + runtime::hmac_sha256_base64(secret, text));
    };
    const auto heard = hear_x(with(body, "consumer"), "consumer", kNow);
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->front().account, "1500");
    EXPECT_EQ(heard->front().what, Words{"object:1991234567890123456"});

    const auto forged = hear_x(with(body, "guessed"), "consumer", kNow);
    ASSERT_FALSE(forged);
    EXPECT_EQ(forged.error().kind, ErrorKind::forbidden);
    EXPECT_FALSE(hear_x(with(body, ""), "", kNow));
    const auto empty = hear_x(with("{}", "consumer"), "consumer", kNow);
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().kind, ErrorKind::malformed);
}

TEST(YoutubeWebhook, AgreesToWhatWasAskedFor) {
    const auto query = [](const std::string& mode, const std::string& account) {
        return "hub.mode=" + mode + "&hub.challenge=88&hub.topic=https%3A%2F%2Fwww.youtube.com%2Fxml%2Ffeeds%2F" +
               "videos.xml%3Fchannel_id%3D" + account + "&hub.lease_seconds=432000";
    };
    EXPECT_EQ(youtube_challenge(query("subscribe", "UCa"), "UCa", true), "88");
    EXPECT_FALSE(youtube_challenge(query("subscribe", "UCb"), "UCa", true));
    EXPECT_FALSE(youtube_challenge(query("subscribe", "UCa"), "UCa", false));
    EXPECT_FALSE(youtube_challenge(query("unsubscribe", "UCa"), "UCa", true));
    EXPECT_EQ(youtube_challenge(query("unsubscribe", "UCa"), "UCa", false), "88");
}

TEST(YoutubeWebhook, HearsOnlyTheHub) {
    const std::string body = "<feed/>";
    const auto right = "sha1=" + runtime::hmac_sha1_hex(youtube_hub_secret("a word"), body);
    const auto heard = hear_youtube(delivery(body, "X-Hub-Signature", right), "a word", "UCa");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->front().account, "UCa");
    EXPECT_EQ(heard->front().what, Words{"everything"});
    EXPECT_FALSE(hear_youtube(delivery(body, "X-Hub-Signature", "sha1=00"), "a word", "UCa"));
    EXPECT_FALSE(hear_youtube(delivery(body, "X-Hub-Signature", right), "", "UCa"));
}

TEST(Notice, TravelsAsText) {
    for (const auto* text : {"everything", "fresh:1_2", "thread:3", "object:4:1_2", "object:5", "mention:6:7"})
        EXPECT_EQ(noticed_from(text).text(), text);
    for (const auto* text : {"", "nonsense", "fresh", "fresh:", "fresh:a b", "object:1:", "object:1:2:3", "other:1"})
        EXPECT_EQ(noticed_from(text).text(), "everything") << text;
}

}  // namespace
}  // namespace ingest
