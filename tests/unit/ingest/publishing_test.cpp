// What the publishers read: answers that somebody else wrote, and their own notes.

#include "ingest/instagram/container.hpp"
#include "ingest/instagram/refusal.hpp"
#include "ingest/meta/graph_error.hpp"
#include "ingest/multipart.hpp"
#include "ingest/own_words.hpp"
#include "ingest/publishing_progress.hpp"
#include "ingest/x/parser.hpp"
#include "ingest/x/upload.hpp"
#include "ingest/youtube/video_state.hpp"

#include <gmock/gmock.h>

namespace ingest {
namespace {

using runtime::ErrorKind;

TEST(OwnWords, AreTheSameWhateverTheNetworkDidToThem) {
    const std::pair<const char*, const char*> same[] = {
        {"The fair is on Saturday", "The fair is on Saturday"},
        {"The fair\nis  on Saturday ", "The fair is on Saturday"},
        {"See https://bramblecote.example/fair", "See https://t.co/abcdEFGH12"},
        {"See bramblecote.school/fair, soon", "See https://t.co/abcdEFGH12, soon"},
        {"At 11", "@tamsin_arkle @other At 11"},
        {"With a picture", "With a picture https://t.co/abcdEFGH12"},
        {"Caf\u00e9", "Cafe\u0301"},
    };
    for (const auto& [a, b] : same) {
        EXPECT_TRUE(same_words(a, b)) << a;
        EXPECT_TRUE(same_words(b, a)) << a;
    }
    EXPECT_FALSE(same_words("At 11", "At 12"));
    EXPECT_FALSE(same_words("At 11", "At 11 sharp"));
    EXPECT_FALSE(same_words("Ask @office", "Ask"));
}

TEST(Ids, AreReadWithAndWithoutData) {
    EXPECT_EQ(made_id(R"({"id":"1"})"), "1");
    EXPECT_EQ(made_id(R"({"data":{"id":1800000000000000001}})"), "1800000000000000001");
    for (const char* body :
         {"", "[]", "{}", R"({"id":""})", R"({"data":{}})", R"({"id":{"id":"1"}})", R"({"id":"a b"})"})
        EXPECT_EQ(made_id(body), std::nullopt) << body;
}

TEST(Progress, ComesBackAsItWasKept) {
    PublishingProgress progress;
    progress.media = {"a", "1800000000000000001"};
    progress.part = "uploadType=resumable&upload_id=\"x\"";
    progress.sent = 8'388'608;
    progress.closed = true;
    progress.checks = 3;
    progress.tried = runtime::from_ms(1'795'166'100'000);
    const auto again = progress_from(to_text(progress));
    ASSERT_TRUE(again);
    EXPECT_EQ(to_text(*again), to_text(progress));
    EXPECT_EQ(again->media, progress.media);
    EXPECT_EQ(again->tried, progress.tried);
    EXPECT_EQ(again->began, std::nullopt);
    EXPECT_TRUE(progress_from("")->media.empty());
}

TEST(Progress, ThatWasDamagedIsNone) {
    auto text = to_text(PublishingProgress());
    for (std::size_t length = 1; length < text.size(); ++length) {
        const auto cut = progress_from(std::string_view{text}.substr(0, length));
        ASSERT_FALSE(cut) << length;
        EXPECT_EQ(cut.error().kind, ErrorKind::malformed);
    }
    for (const char* wrong :
         {"[]", R"({"media":[1]})", R"({"media":["a b"],"part":"","sent":0,"closed":false,"checks":0})",
          R"({"media":[],"part":"","sent":-1,"closed":false,"checks":0})"})
        EXPECT_FALSE(progress_from(wrong)) << wrong;
}

TEST(XUploads, TellTheirState) {
    using State = XUpload::State;
    const auto state = [](const char* body) { return parse_x_upload(body)->state; };
    EXPECT_EQ(state(R"({"data":{"id":"1","media_key":"3_1"}})"), State::ready);
    EXPECT_EQ(state(R"({"id":"1"})"), State::ready);
    EXPECT_EQ(state(R"({"data":{"id":"1","processing_info":{"state":"succeeded"}}})"), State::ready);
    EXPECT_EQ(state(R"({"data":{"processing_info":{"state":"failed","error":{"code":1}}}})"), State::failed);
    EXPECT_EQ(state(R"({"processing_info":{"state":"pending"}})"), State::processing);
    EXPECT_EQ(state(R"({"data":{"processing_info":{"state":"resting"}}})"), State::processing);
    EXPECT_EQ(parse_x_upload(R"({"processing_info":{"state":"pending","check_after_secs":5}})")->check_after.count(),
              5);
    EXPECT_EQ(parse_x_upload(R"({"processing_info":{"check_after_secs":1e99}})")->check_after.count(), 1);
    EXPECT_EQ(parse_x_upload(R"({"processing_info":{"check_after_secs":99999}})")->check_after.count(), 300);
    for (const char* body : {"", "[]", "<html>", R"({"data":)"}) EXPECT_FALSE(parse_x_upload(body)) << body;
}

TEST(XDeletions, SayYesOrNoOrNothing) {
    EXPECT_EQ(parse_x_flag(R"({"data":{"deleted":true}})", "deleted"), true);
    EXPECT_EQ(parse_x_flag(R"({"data":{"deleted":false}})", "deleted"), false);
    for (const char* body : {"", "{}", R"({"deleted":true})", R"({"data":{"deleted":"true"}})"})
        EXPECT_EQ(parse_x_flag(body, "deleted"), std::nullopt) << body;
}

TEST(InstagramRoom, IsReadOrNotKnown) {
    const auto room = parse_instagram_room(R"({"data":[{"quota_usage":2,"config":{"quota_total":100}}]})");
    ASSERT_TRUE(room);
    EXPECT_EQ(room->used, 2);
    EXPECT_EQ(room->total, 100);
    for (const char* body : {"", "[]", "{}", R"({"data":7})", R"({"data":[]})", R"({"data":[{"quota_usage":2}]})",
                             R"({"data":[{"quota_usage":"2","config":{"quota_total":100}}]})",
                             R"({"data":[{"quota_usage":2,"config":{"quota_total":0}}]})"})
        EXPECT_FALSE(parse_instagram_room(body)) << body;
}

TEST(PhotoSources, AreTheFirstOfTheVersions) {
    EXPECT_EQ(parse_photo_source(R"({"images":[{"source":"https:\/\/a.example\/1.jpg"},{"source":"https://b"}]})"),
              "https://a.example/1.jpg");
    for (const char* body : {"", "[]", "{}", R"({"images":{}})", R"({"images":[]})", R"({"images":[{"source":7}]})",
                             R"({"images":[{"source":""}]})"})
        EXPECT_FALSE(parse_photo_source(body)) << body;
}

TEST(InstagramRefusals, SayWhatToDo) {
    ApiError error;
    error.subcode = 2207042;
    EXPECT_EQ(instagram_refusal(error).kind, ErrorKind::rate_limited);
    error.subcode = 2207027;
    EXPECT_EQ(instagram_refusal(error).kind, ErrorKind::unreachable);
    error.subcode = 2207009;
    EXPECT_EQ(instagram_refusal(error).kind, ErrorKind::rejected);
    EXPECT_THAT(instagram_refusal(error).message, testing::HasSubstr("4:5"));
    EXPECT_THAT(instagram_sentence(2207999), testing::HasSubstr("2207999"));
    const auto body = R"({"error":{"code":10,"error_user_msg":"Complete the publishing authorisation first"}})";
    const auto unknown = instagram_refusal(*parse_graph_error(400, body, "Instagram"));
    EXPECT_EQ(unknown.kind, ErrorKind::rejected);
    EXPECT_THAT(unknown.message, testing::HasSubstr("Complete the publishing authorisation first"));
    const auto silent = instagram_refusal(*parse_graph_error(400, R"({"error":{"code":10}})", "Instagram"));
    EXPECT_THAT(silent.message, testing::Not(testing::HasSubstr("says:")));
}

TEST(VideoStates, AreReadAndExplained) {
    using Kind = YoutubeVideoState::Kind;
    const auto read = [](const char* status) {
        return *parse_youtube_video_state(std::string{R"({"items":[{"id":"v","status":)"} + status + "}]}", "public");
    };
    EXPECT_EQ(read(R"({"uploadStatus":"processed","privacyStatus":"public"})").kind, Kind::processed);
    EXPECT_TRUE(read(R"({"uploadStatus":"processed","privacyStatus":"public"})").as_wanted);
    EXPECT_FALSE(read(R"({"uploadStatus":"processed","privacyStatus":"private"})").as_wanted);
    EXPECT_EQ(read(R"({"uploadStatus":"uploaded"})").kind, Kind::working);
    EXPECT_EQ(read(R"({"uploadStatus":"resting"})").kind, Kind::working);
    EXPECT_EQ(read("7").kind, Kind::working);
    const auto refused = read(R"({"uploadStatus":"rejected","rejectionReason":"copyright"})");
    EXPECT_EQ(refused.kind, Kind::refused);
    EXPECT_THAT(refused.sentence, testing::HasSubstr("rights"));
    for (const char* reason : {"duplicate", "length", "codec", "uploaderAccountClosed", "anything"}) {
        const auto each = read((R"({"uploadStatus":"failed","failureReason":")" + std::string{reason} + "\"}").c_str());
        EXPECT_FALSE(each.sentence.empty()) << reason;
    }
    EXPECT_EQ(parse_youtube_video_state(R"({"items":[]})", "public")->kind, Kind::missing);
    for (const char* body : {"", "[]", "{}", R"({"items":7})"})
        EXPECT_FALSE(parse_youtube_video_state(body, "public")) << body;
}

TEST(Forms, CarryFilesByteForByte) {
    ApiCall call;
    const std::string bytes{"\xff\xd8\r\n--\0x", 8};
    carry(call, {{"published", "false"}, {"source", bytes, "image/jpeg"}});
    const auto boundary = call.body_type.substr(call.body_type.find('=') + 1);
    EXPECT_EQ(call.body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"published\"\r\n\r\nfalse\r\n--" +
                             boundary +
                             "\r\nContent-Disposition: form-data; name=\"source\"; filename=\"file\"\r\nContent-Type: "
                             "image/jpeg\r\n\r\n" +
                             bytes + "\r\n--" + boundary + "--\r\n");
}

}  // namespace
}  // namespace ingest
