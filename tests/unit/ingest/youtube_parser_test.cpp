// What the parsers of YouTube's answers promise: foreign bytes cost at most the comment they are in, also inside a
// thread, and nothing is invented.

#include "ingest/youtube/parser.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace ingest {
namespace {

using models::ItemKind;
using std::chrono::sys_days;
using namespace std::chrono_literals;

ParseContext context() {
    ParseContext made;
    made.channel_id = "channel1";
    made.now = sys_days{std::chrono::year{2026} / 11 / 20} + 12h;
    return made;
}

const std::string kThreads = R"({"kind":"youtube#commentThreadListResponse","nextPageToken":"QURTSl9zYW1wbGU=",
 "pageInfo":{"totalResults":99,"resultsPerPage":2},"items":[
 {"id":"UgxSample0000000001AaABAg","snippet":{"channelId":"UCa","videoId":"vidSAMPLE01","totalReplyCount":7,
   "isPublic":true,"topLevelComment":{"id":"UgxSample0000000001AaABAg","snippet":{"videoId":"vidSAMPLE01",
   "textDisplay":"Well done everyone \ud83c\udfb6","textOriginal":"other","authorDisplayName":"@sampleparent",
   "authorChannelId":{"value":"UCbbb"},"likeCount":3,"publishedAt":"2026-11-19T18:22:05Z",
   "updatedAt":"2026-11-19T18:30:00Z"}}},
  "replies":{"comments":[
   {"id":"UgxSample0000000001AaABAg.8sample","snippet":{"videoId":"vidSAMPLE01",
     "parentId":"UgxSample0000000001AaABAg","textDisplay":"Thank you!","moderationStatus":"heldForReview"}},
   {"id":{},"snippet":{}},
   {"id":"UgxSample0000000001AaABAg.9sample","snippet":{"textDisplay":"No parent is named"}}]}},
 {"id":"UgxSample0000000002AaABAg","snippet":{"videoId":"vidSAMPLE01","totalReplyCount":0,"isPublic":false,
   "topLevelComment":{"id":"UgxSample0000000002AaABAg","snippet":{"textDisplay":"",
   "imageUrl":"https://yt3.example/comment-image.gif","authorDisplayName":""}}}}]})";

TEST(ParseYoutubeThreads, ReadsCommentsAndTheRepliesThatCameAlong) {
    const auto page = parse_youtube_threads(kThreads, context());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 4U);
    EXPECT_EQ(page->after, "QURTSl9zYW1wbGU=");
    EXPECT_TRUE(page->has_next);
    EXPECT_FALSE(page->total_count);  // an estimate
    EXPECT_EQ(page->malformed, 1U);

    const auto& top = page->objects[0];
    EXPECT_EQ(top.comment_count, 7);
    EXPECT_EQ(top.item.network, models::Network::youtube);
    EXPECT_EQ(top.item.kind, ItemKind::comment);
    EXPECT_EQ(top.item.text, "Well done everyone \xF0\x9F\x8E\xB6");
    EXPECT_EQ(top.item.author_id, "UCbbb");
    EXPECT_EQ(top.item.author_name, "@sampleparent");
    EXPECT_EQ(top.item.post_external_id, "vidSAMPLE01");
    EXPECT_EQ(top.item.permalink, "https://www.youtube.com/watch?v=vidSAMPLE01&lc=UgxSample0000000001AaABAg");
    EXPECT_EQ(top.item.created_at, runtime::Time{sys_days{std::chrono::year{2026} / 11 / 19} + 18h + 22min + 5s});
    EXPECT_FALSE(top.item.hidden);
    EXPECT_EQ(top.item.raw.front(), '{');
    EXPECT_NE(top.item.raw.find("\"likeCount\":3"), std::string::npos);
    EXPECT_EQ(top.item.raw.find("Thank you"), std::string::npos);  // a comment's evidence is its own

    const auto& held = page->objects[1].item;
    EXPECT_EQ(held.kind, ItemKind::reply);
    EXPECT_EQ(held.parent_external_id, "UgxSample0000000001AaABAg");
    EXPECT_TRUE(held.hidden);
    EXPECT_FALSE(page->objects[1].comment_count);
    const auto& orphan = page->objects[2].item;
    EXPECT_EQ(orphan.parent_external_id, "UgxSample0000000001AaABAg");
    EXPECT_EQ(orphan.post_external_id, "vidSAMPLE01");
}

TEST(ParseYoutubeThreads, ReadsAPictureWithoutTextOfAnAuthorWhoIsGone) {
    const auto page = parse_youtube_threads(kThreads, context());
    const auto& item = page->objects[3].item;
    EXPECT_TRUE(item.text.empty());
    ASSERT_EQ(item.attachments.size(), 1U);
    EXPECT_EQ(item.attachments[0].type, "image");
    EXPECT_EQ(item.attachments[0].url, "https://yt3.example/comment-image.gif");
    EXPECT_EQ(item.attachments[0].picture, "https://yt3.example/comment-image.gif");
    EXPECT_TRUE(item.author_id.empty());
    EXPECT_TRUE(item.hidden);  // its status is withheld, but the thread is not public
}

TEST(ParseYoutubeThreads, LosesNoReplyWhenTheTopCommentIsDamaged) {
    const auto page = parse_youtube_threads(
        R"({"items":[{"id":"Ug1","snippet":{"videoId":"v","topLevelComment":{"id":"Ug1","snippet":{"textDisplay":5}}},
      "replies":{"comments":[{"id":"Ug1.a","snippet":{"textDisplay":"kept"}}]}},
      {"id":"Ug2","snippet":{"videoId":"v"},"replies":{"comments":[{"id":"Ug2.a","snippet":{}}]}}]})",
        context());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[0].item.external_id, "Ug1.a");
    EXPECT_EQ(page->objects[1].item.parent_external_id, "Ug2");
    EXPECT_EQ(page->malformed, 2U);
}

TEST(ParseYoutubeThreads, TakesTheCommunityPostOrTheContextForAPost) {
    auto asked = context();
    asked.post_external_id = "UCschool";
    const auto page = parse_youtube_threads(
        R"({"items":[{"id":"Ug1","snippet":{"postId":"post9","topLevelComment":{"id":"Ug1","snippet":{}}}},
      {"id":"Ug2","snippet":{"topLevelComment":{"id":"Ug2","snippet":{}}}}]})",
        asked);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[0].item.post_external_id, "post9");
    EXPECT_EQ(page->objects[1].item.post_external_id, "UCschool");
    EXPECT_TRUE(page->objects[1].item.permalink.empty());
}

TEST(ParseYoutubeThreads, KeepsTheLimitsOfWhatOneThreadMayHold) {
    std::string replies;
    for (int i = 0; i < 120; ++i)
        replies += (i > 0 ? "," : "") + (R"({"id":"Ug1.)" + std::to_string(i)) + R"(","snippet":{}})";
    const auto page =
        parse_youtube_threads(R"({"items":[{"id":"Ug1","snippet":{"topLevelComment":{"id":"Ug1","snippet":{
      "textDisplay":")" + std::string(70'000, 'x') +
                                  R"("}}},"replies":{"comments":[)" + replies + "]}}]}",
                              context());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->objects.size(), 1 + kThreadRepliesMax);
    EXPECT_EQ(page->malformed, 20U);
    EXPECT_EQ(page->cut_texts, 1U);
    EXPECT_EQ(page->objects[0].item.text.size(), kTextBytesMax);
}

TEST(ParseYoutubeComments, TellsRepliesFromTopComments) {
    const auto page = parse_youtube_comments(
        R"({"items":[{"id":"Ug1","snippet":{"textOriginal":"only this"}},
      {"id":"Ug1.a","snippet":{"parentId":"Ug1","moderationStatus":"likelySpam"}},{"id":"Ug1.b","snippet":{}},
      {"snippet":{}},{"id":"Ug3"},7]})",
        context());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 3U);
    EXPECT_EQ(page->objects[0].item.text, "only this");
    EXPECT_EQ(page->objects[0].item.kind, ItemKind::comment);
    EXPECT_TRUE(page->objects[1].item.hidden);
    EXPECT_EQ(page->objects[2].item.parent_external_id, "Ug1");
    EXPECT_EQ(page->without_id, 1U);
    EXPECT_EQ(page->malformed, 2U);
    EXPECT_FALSE(page->has_next);
}

TEST(ParseYoutubeVideos, ReadsTitleDescriptionAndCounts) {
    const auto page = parse_youtube_videos(
        R"({"items":[{"id":"vid1","snippet":{"title":"Autumn concert","description":"Year 4 sings.",
      "publishedAt":"2026-11-19T15:00:00.000Z","channelId":"UCa","channelTitle":"Ashgrove",
      "thumbnails":{"default":{"url":"https://i.example/d.jpg"},"high":{"url":"https://i.example/h.jpg"}}},
      "status":{"privacyStatus":"unlisted"},"statistics":{"viewCount":"12","commentCount":"34"}},
      {"id":"vid2","snippet":{"title":"Without comments","description":""},"status":{"privacyStatus":"private"},
      "statistics":{"viewCount":"12"}},
      {"id":"vid3","snippet":{"title":5}}]})",
        context());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    const auto& first = page->objects[0];
    EXPECT_EQ(first.item.kind, ItemKind::own_post);
    EXPECT_EQ(first.item.text, "Autumn concert\n\nYear 4 sings.");
    EXPECT_EQ(first.item.permalink, "https://www.youtube.com/watch?v=vid1");
    ASSERT_EQ(first.item.attachments.size(), 1U);
    EXPECT_EQ(first.item.attachments[0].url, "https://i.example/h.jpg");
    EXPECT_EQ(first.comment_count, 34);
    EXPECT_FALSE(first.item.hidden);
    EXPECT_FALSE(page->objects[1].comment_count);
    EXPECT_TRUE(page->objects[1].item.hidden);
    EXPECT_EQ(page->malformed, 1U);
}

TEST(ParseYoutubeUploads, ReadsTheIdsOfVideosInBothForms) {
    const auto page = parse_youtube_uploads(
        R"({"items":[{"id":"UEx","contentDetails":{"videoId":"vid1"}},
      {"id":"UEy","snippet":{"resourceId":{"kind":"youtube#video","videoId":"vid2"}}},{"id":"UEz"},null]})",
        context());
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[0].item.external_id, "vid1");
    EXPECT_EQ(page->objects[1].item.external_id, "vid2");
    EXPECT_EQ(page->without_id, 1U);
    EXPECT_EQ(page->malformed, 1U);
}

TEST(ParseYoutubeChannel, NamesTheChannelAndItsUploads) {
    const auto channel = parse_youtube_channel(
        R"({"items":[{"id":"UCa","contentDetails":{"relatedPlaylists":{"likes":"","uploads":"UUa"}}}]})");
    ASSERT_TRUE(channel);
    EXPECT_EQ(channel->id, "UCa");
    EXPECT_EQ(channel->uploads, "UUa");
    for (const std::string none :
         {"", "[]", "{}", R"({"items":[]})", R"({"items":[5]})", R"({"items":[{"id":"UCa"}]})"})
        EXPECT_FALSE(parse_youtube_channel(none)) << none;
}

}  // namespace
}  // namespace ingest
