// What the parser promises: foreign bytes cost at most the comment, reply or media they are in, and nothing is
// invented.

#include "ingest/instagram/container.hpp"
#include "ingest/instagram/parser.hpp"
#include "tests/unit/ingest/recorded_payloads.hpp"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace ingest {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

const runtime::Time kNow = sys_days{std::chrono::year{2026} / 11 / 20} + 12h;

ParseContext comments() {
    ParseContext context;
    context.channel_id = "channel1";
    context.post_external_id = "17900000000000101";
    context.now = kNow;
    return context;
}

ParseContext media() {
    auto context = comments();
    context.kind = models::ItemKind::own_post;
    context.post_external_id.clear();
    return context;
}

const std::string kComments = R"({"data":[
 {"id":"17950000000000210","text":"","timestamp":"2026-11-18T16:00:00+0000","username":"quill_and_ink","hidden":true},
 {"id":"17950000000000200","text":"These look great \ud83d\udc4f","timestamp":"2026-11-18T15:10:02+0000",
  "username":"sample_parent","from":{"id":"1230000000000077","username":"sample_parent"},"hidden":false,"like_count":1,
  "replies":{"data":[
    {"id":"17950000000000201","text":"@sample_parent thank you!","timestamp":"2026-11-18T15:20:40+0000",
     "username":"bramblecoteprimary","user":{"id":"17841400000000051"},"from":{"id":"99"},"hidden":false,
     "parent_id":"17950000000000200"},
    {"id":17950000000000202,"text":"Me too","username":"ottilie_k"}],
   "paging":{"cursors":{"after":"QVFI"}}}},
 {"id":"17950000000000199","text":"When is the fair?","username":"mr_trellis"}],
"paging":{"cursors":{"after":"QVFIUmNv"},
      "next":"https:\/\/graph.facebook.com\/v26.0\/x?access_token=t&after=QVFIUmNv"}})";

TEST(ParseInstagramPage, ReadsCommentsWithTheRepliesNestedInThem) {
    const auto page = parse_instagram_page(kComments, comments());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 5U);
    EXPECT_EQ(page->elements, 3U);
    EXPECT_TRUE(page->has_next);
    EXPECT_EQ(page->after, "QVFIUmNv");

    const auto& hidden = page->objects[0].item;
    EXPECT_EQ(hidden.network, models::Network::instagram);
    EXPECT_EQ(hidden.channel_id, "channel1");
    EXPECT_EQ(hidden.post_external_id, "17900000000000101");
    EXPECT_TRUE(hidden.hidden);
    EXPECT_TRUE(hidden.text.empty());
    EXPECT_EQ(hidden.author_name, "quill_and_ink");
    EXPECT_TRUE(hidden.author_id.empty());

    const auto& top = page->objects[1];
    EXPECT_EQ(top.item.kind, models::ItemKind::comment);
    EXPECT_EQ(top.item.text, "These look great \xF0\x9F\x91\x8F");
    EXPECT_EQ(top.item.author_id, "1230000000000077");
    EXPECT_EQ(top.item.created_at, runtime::Time{sys_days{std::chrono::year{2026} / 11 / 18} + 15h + 10min + 2s});
    EXPECT_EQ(top.replies, Replies::perhaps_some);

    const auto& ours = page->objects[2].item;
    EXPECT_EQ(ours.kind, models::ItemKind::reply);
    EXPECT_EQ(ours.parent_external_id, "17950000000000200");
    EXPECT_EQ(ours.author_id, "17841400000000051");  // the id by which the channel is known
    const auto& reply = page->objects[3].item;
    EXPECT_EQ(reply.external_id, "17950000000000202");
    EXPECT_EQ(reply.parent_external_id, "17950000000000200");  // it does not say so itself
    EXPECT_EQ(page->objects[4].item.kind, models::ItemKind::comment);
}

TEST(ParseInstagramPage, KeepsTheWordsOfARepliesAuthorOutOfTheCommentsEvidence) {
    const auto page = parse_instagram_page(kComments, comments());
    ASSERT_TRUE(page);
    const auto& raw = page->objects[1].item.raw;
    EXPECT_THAT(raw, testing::HasSubstr("These look great"));
    EXPECT_THAT(raw, testing::Not(testing::HasSubstr("thank you")));
    EXPECT_EQ(boost::json::parse(raw).at("replies").as_object().size(), 0U);
    EXPECT_THAT(page->objects[2].item.raw, testing::HasSubstr("thank you"));
}

TEST(ParseInstagramPage, ReadsMediaWithTheirPicturesAndCounts) {
    const auto page = parse_instagram_page(
        R"({"data":[{"id":"17900000000000101","caption":"Clay pots","media_type":"CAROUSEL_ALBUM",
      "media_url":"https:\/\/cdn.example\/a1.jpg","permalink":"https:\/\/www.instagram.com\/p\/AbC123x\/",
      "timestamp":"2026-11-18T14:05:33+0000","username":"bramblecoteprimary","owner":{"id":"17841400000000051"},
      "comments_count":2,"children":{"data":[{"id":"1","media_type":"IMAGE","media_url":"https://cdn.example/a1.jpg"},
      5,{"id":"2","media_type":"VIDEO"}]}},
     {"id":"17900000000000090","media_type":"IMAGE","media_url":
      "https://scontent-lax3-1.cdninstagram.com/v/p.jpg?oh=1&oe=2","permalink":"javascript:x"}]})",
        media());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    const auto& album = page->objects[0];
    EXPECT_EQ(album.item.kind, models::ItemKind::own_post);
    EXPECT_EQ(album.item.text, "Clay pots");
    EXPECT_EQ(album.item.author_id, "17841400000000051");
    EXPECT_EQ(album.item.author_name, "bramblecoteprimary");
    EXPECT_EQ(album.comment_count, 2);
    ASSERT_EQ(album.item.attachments.size(), 2U);
    EXPECT_EQ(album.item.attachments[1].type, "VIDEO");
    EXPECT_EQ(album.item.attachments[0].url, "https://www.instagram.com/p/AbC123x/");
    const auto& bare = page->objects[1];
    EXPECT_TRUE(bare.item.permalink.empty());
    EXPECT_FALSE(bare.comment_count);
    ASSERT_EQ(bare.item.attachments.size(), 1U);
    EXPECT_EQ(bare.item.attachments[0].url, "https://scontent-lax3-1.cdninstagram.com/v/p.jpg");
    EXPECT_EQ(bare.item.attachments[0].picture, "https://scontent-lax3-1.cdninstagram.com/v/p.jpg?oh=1&oe=2");
    EXPECT_EQ(album.item.attachments[0].picture, "https://cdn.example/a1.jpg");
    EXPECT_EQ(album.item.attachments[1].picture, "") << "a video without its cover";
}

TEST(ParseInstagramPage, TheSamePictureReadFromAnotherHostIsNoEdit) {
    const auto revision = [](const std::string& host) {
        const auto page = parse_instagram_page(
            R"({"data":[{"id":"1","permalink":"https://www.instagram.com/p/A/","media_url":"https://)" + host +
                R"(/p.jpg"}]})",
            media());
        return models::revision_id(page->objects.at(0).item);
    };
    EXPECT_EQ(revision("scontent-lax3-1.cdninstagram.com"), revision("scontent-lhr6-2.cdninstagram.com"));
}

TEST(ParseInstagramPage, SaysWhetherThereAreMoreReplies) {
    const auto replies = [](const std::string& paging) {
        const auto page =
            parse_instagram_page(R"({"data":[{"id":"1","text":"a","replies":{"data":[])" + paging + "}}]}", comments());
        return page->objects.at(0).replies;
    };
    EXPECT_EQ(replies(""), Replies::all);
    EXPECT_EQ(replies(R"(,"paging":{})"), Replies::all);
    EXPECT_EQ(replies(R"(,"paging":{"cursors":{"after":"Q"}})"), Replies::perhaps_some);
    EXPECT_EQ(replies(R"(,"paging":{"next":"https://x/?after=Q"})"), Replies::some);
}

TEST(ParseInstagramPage, ADamagedReplyCostsNeitherItsCommentNorItsNeighbours) {
    const auto page = parse_instagram_page(R"({"data":[{"id":"1","text":"a","replies":{"data":[
        {"id":"11","text":"x"},5,{"id":{},"text":"y"},{"text":"z"},{"id":"12","text":{}},{"id":"13"}]}},
        {"id":"2","text":7,"replies":{"data":[{"id":"21","text":"b","parent_id":"2"}]}}]})",
                                           comments());
    ASSERT_TRUE(page);
    std::vector<std::string> ids;
    for (const auto& object : page->objects) ids.push_back(object.item.external_id);
    EXPECT_THAT(ids, testing::ElementsAre("1", "11", "13", "21"));
    EXPECT_EQ(page->malformed, 4U);
    EXPECT_EQ(page->without_id, 1U);
    EXPECT_EQ(page->objects[3].item.parent_external_id, "2");
}

TEST(ParseInstagramPage, DamageCostsAtMostWhatItTouched) {
    const tests::PageReader read{parse_instagram_page, comments()};
    tests::expect_a_cut_to_keep_what_came_before("comments", kComments, read);
    tests::expect_any_byte_to_be_survived(kComments, read);
}

TEST(ParseInstagramPage, AMemberOfACommentMissingOrOfAnyTypeNeverCostsAnotherComment) {
    const boost::json::value others[] = {nullptr, true, -1, 1e300, "x", boost::json::array{1}, boost::json::object{}};
    const auto document = boost::json::parse(kComments).as_object();
    const auto survivors = [](const boost::json::object& changed) {
        const auto page = parse_instagram_page(boost::json::serialize(changed), comments());
        std::size_t found = 0;
        for (const auto& object : page->objects)
            found += object.item.external_id == "17950000000000210" || object.item.external_id == "17950000000000199";
        return found;
    };
    for (const auto& member : document.at("data").as_array().at(1).as_object()) {
        auto changed = document;
        auto& element = changed["data"].as_array()[1].as_object();
        element.erase(member.key());
        EXPECT_EQ(survivors(changed), 2U) << member.key();
        for (const auto& other : others) {
            element[member.key()] = other;
            EXPECT_EQ(survivors(changed), 2U) << member.key();
        }
    }
}

TEST(ParseInstagramObject, ReadsOneCommentWithItsRepliesAndRefusesOthers) {
    const auto one = parse_instagram_object(
        R"({"id":"1","text":"a","media":{"id":"101"},"replies":{"data":[{"id":"11","text":"b"},{"id":{}}]}})",
        ParseContext{});
    ASSERT_TRUE(one);
    ASSERT_EQ(one->objects.size(), 2U);
    EXPECT_EQ(one->objects[0].item.post_external_id, "101");
    EXPECT_FALSE(parse_instagram_object(R"({"text":"a","replies":{"data":[{"id":"11"}]}})", comments()));
    EXPECT_FALSE(parse_instagram_object("nonsense", comments()));
    EXPECT_FALSE(parse_instagram_object("[]", comments()));
}

TEST(ParseInstagramMention, ReadsACommentOrAMediaThatMentionsUs) {
    const auto comment = parse_instagram_mention(
        R"({"mentioned_comment":{"id":"5","text":"@bramblecoteprimary hm","username":"quill",
        "media":{"id":"101","owner":{"id":"7"}}},"id":"17841400000000051"})",
        media());
    ASSERT_TRUE(comment);
    EXPECT_EQ(comment->item.kind, models::ItemKind::comment);
    EXPECT_EQ(comment->item.post_external_id, "101");
    EXPECT_THAT(comment->item.raw, testing::StartsWith("{\"id\":\"5\""));
    const auto post = parse_instagram_mention(
        R"({"mentioned_media":{"id":"6","caption":"@bramblecoteprimary","username":"quill"},"id":"1"})", comments());
    ASSERT_TRUE(post);
    EXPECT_EQ(post->item.kind, models::ItemKind::tagged_post);
    EXPECT_EQ(post->item.text, "@bramblecoteprimary");
    for (const std::string none : {"{}", "null", R"({"mentioned_media":5})", R"({"mentioned_comment":{"text":"x"}})"})
        EXPECT_FALSE(parse_instagram_mention(none, comments())) << none;
}

TEST(ParseInstagramContainer, KnowsItsStates) {
    using State = InstagramContainer::State;
    const auto read = [](const std::string& more) {
        return parse_instagram_container(R"({"id":"18010000000000301")" + more + "}");
    };
    EXPECT_EQ(read("")->state, State::unknown);
    EXPECT_EQ(read(R"(,"status_code":"IN_PROGRESS")")->state, State::in_progress);
    EXPECT_EQ(read(R"(,"status_code":"FINISHED")")->state, State::finished);
    EXPECT_EQ(read(R"(,"status_code":"EXPIRED")")->state, State::expired);
    EXPECT_EQ(read(R"(,"status_code":"PUBLISHED")")->state, State::published);
    EXPECT_EQ(read(R"(,"status_code":"PAUSED")")->state, State::unknown);
    const auto failed =
        read(R"(,"status_code":"ERROR","status":"Error: Media upload has failed with error code 2207026")");
    EXPECT_EQ(failed->state, State::error);
    EXPECT_EQ(failed->subcode, 2207026);
    EXPECT_EQ(read(R"(,"status_code":"ERROR","status":"Error: 22072207220722072207")")->subcode, 0);
    EXPECT_FALSE(parse_instagram_container(R"({"status_code":"FINISHED"})"));
    EXPECT_FALSE(parse_instagram_container("<html>"));
}

}  // namespace
}  // namespace ingest
