// What is said about a draft, and what makes two contents the same.

#include "models/domain/post.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace models {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> codes(const std::string& text, PostKind kind = PostKind::news) {
    PostContent content;
    content.text = text;
    content.kind = kind;
    std::vector<std::string> found;
    for (const auto& remark : remarks_on(content)) found.emplace_back(remark.code);
    return found;
}

TEST(LeftOpen, IsWhatStandsInSquareBracketsAndBeginsWithALetter) {
    using testing::ElementsAre;
    using testing::IsEmpty;
    const auto open = [](std::string text, std::string also = {}) {
        PostContent content;
        content.text = std::move(text);
        content.also_available_via = std::move(also);
        return left_open(content);
    };
    EXPECT_THAT(open("Closed on [day and date]."), ElementsAre("[day and date]"));
    EXPECT_THAT(open("[a] and [b], [a]", "[c] [b]"), ElementsAre("[a]", "[b]", "[c]")) << "each once";
    EXPECT_THAT(open("[[date]]"), ElementsAre("[date]"));
    EXPECT_THAT(open("[Élan]"), ElementsAre("[Élan]"));
    for (const auto* whole : {"", "[", "]", "[]", "[1]", "[ ]", "[two\nlines]", "[open", "(date)"})
        EXPECT_THAT(open(whole), IsEmpty()) << whole;
    EXPECT_THAT(open("[" + std::string(100, 'a') + "]"), IsEmpty());
}

TEST(Remarks, PrivateMessagesAreNotInvited) {
    using testing::ElementsAre;
    for (const auto* text : {"Questions? DM us!", "please inbox  us", "Send us a DM.", "by direct message"})
        EXPECT_THAT(codes(text), ElementsAre("dm_invite")) << text;
    EXPECT_TRUE(codes("Admus the caretaker retires").empty());
}

TEST(Remarks, PromisesAreForTheLeadership) {
    EXPECT_THAT(codes("We will refund all tickets"), testing::ElementsAre("commitment"));
    PostContent content;
    content.text = "Places are guaranteed";
    EXPECT_TRUE(any(remarks_on(content), Remark::Weight::leader));
    EXPECT_FALSE(any(remarks_on(content), Remark::Weight::blocks));
}

TEST(Remarks, CapitalsAreForAbbreviations) {
    EXPECT_THAT(codes("Come along #SPORTSDAY"), testing::ElementsAre("shouted_hashtag"));
    EXPECT_TRUE(codes("Come along #SportsDay #PTA").empty());
}

TEST(Remarks, WhatFamiliesNeedStandsElsewhereToo) {
    EXPECT_THAT(codes("Closed today", PostKind::closure), testing::ElementsAre("no_alternative"));
    EXPECT_THAT(codes("New menu", PostKind::information), testing::ElementsAre("no_alternative"));
    EXPECT_TRUE(codes("A lovely day", PostKind::event).empty());
}

TEST(Fingerprint, ChangesWithEverythingThatIsAgreedTo) {
    const PostContent content{"text", "link", {"one", "two"}, PostKind::news, std::nullopt, "letter", false};
    std::vector<PostContent> others(8, content);
    others[0].text = "texts";
    others[1].link.clear();
    others[2].channels = {"one"};
    others[3].channels = {"onetwo"};
    others[4].kind = PostKind::event;
    others[5].publish_at = runtime::from_ms(5);
    others[6].also_available_via = "website";
    others[7].involves_pupils = true;
    for (const auto& other : others) EXPECT_NE(fingerprint(other), fingerprint(content));
    EXPECT_EQ(fingerprint(PostContent{content}), fingerprint(content));
    auto moved = content;
    moved.text = "tex";
    moved.link = "tlink";
    EXPECT_NE(fingerprint(moved), fingerprint(content));
}

PostContent with_pictures() {
    PostContent content;
    content.text = "Sports day";
    content.pictures = {{"a1", "image/jpeg", 9, "A race", PeopleShown::pupils, Framing::group, {"p1", "p2"}, true},
                        {"b2", "image/png", 7, "A cup", PeopleShown::nobody}};
    return content;
}

TEST(Fingerprint, SaysWhetherAPersonReadTheWordsThatNoMachineCould) {
    const auto content = with_pictures();
    auto other = content;
    other.pictures[0].words_seen = true;
    EXPECT_NE(fingerprint(other), fingerprint(content));
    other = content;
    other.pictures[0].found.words = Words::waiting;
    EXPECT_EQ(fingerprint(other), fingerprint(content)) << "what machines find ends no agreement";
}

TEST(Remarks, WaitForTheWordsInPictures) {
    const auto codes = [](const PostContent& content) {
        std::vector<std::string_view> found;
        for (const auto& remark : remarks_on(content))
            if (remark.code.starts_with("words_") && remark.weight == Remark::Weight::blocks)
                found.push_back(remark.code);
        return found;
    };
    auto content = with_pictures();
    EXPECT_TRUE(codes(content).empty());
    content.pictures[1].found.words = Words::waiting;
    EXPECT_EQ(codes(content), std::vector<std::string_view>{"words_waiting"});
    content.pictures[1].found.words = Words::unreadable;
    EXPECT_EQ(codes(content), std::vector<std::string_view>{"words_unread"});
    content.pictures[1].words_seen = true;
    EXPECT_TRUE(codes(content).empty());
}

TEST(Fingerprint, ChangesWithEverythingAboutAPicture) {
    const auto content = with_pictures();
    std::vector<PostContent> others(11, content);
    others[0].pictures.pop_back();
    std::swap(others[1].pictures[0], others[1].pictures[1]);
    others[2].pictures[0].id = "a2";
    others[3].pictures[0].media_type = "image/png";
    others[4].pictures[0].alt = "A race.";
    others[5].pictures[0].people = PeopleShown::adults_only;
    others[6].pictures[0].framing = Framing::identifiable;
    others[7].pictures[0].pupils = {"p1"};
    others[8].pictures[0].pupils = {"p1p2"};
    others[9].pictures[0].complete = false;
    std::swap(others[10].pictures[0].alt, others[10].pictures[1].alt);
    for (const auto& other : others) EXPECT_NE(fingerprint(other), fingerprint(content));
    EXPECT_EQ(fingerprint(with_pictures()), fingerprint(content));
}

std::vector<std::string> codes_of(const PostContent& content) {
    std::vector<std::string> found;
    for (const auto& remark : remarks_on(content)) found.emplace_back(remark.code);
    return found;
}

TEST(Remarks, APictureIsDescribedAndSaysWhoIsShown) {
    EXPECT_THAT(codes_of(with_pictures()), testing::IsEmpty());
    auto content = with_pictures();
    content.pictures[1].alt = " ";
    EXPECT_THAT(codes_of(content), testing::ElementsAre("no_description"));
    EXPECT_TRUE(any(remarks_on(content), Remark::Weight::blocks));
    content = with_pictures();
    content.pictures[0].people = PeopleShown::unsaid;
    EXPECT_THAT(codes_of(content), testing::ElementsAre("people_unsaid"));
    EXPECT_TRUE(any(remarks_on(content), Remark::Weight::blocks));
}

TEST(Remarks, WhatStandsInPicturesAndDescriptionsIsJudgedLikeTheText) {
    auto content = with_pictures();
    content.pictures[0].alt = "A poster: DM us";
    EXPECT_THAT(codes_of(content), testing::ElementsAre("dm_invite"));
    content = with_pictures();
    content.pictures[1].found.text = "Places are\nguaranteed";
    EXPECT_THAT(codes_of(content), testing::ElementsAre("commitment"));
}

TEST(Remarks, TheMachineOnlyContradicts) {
    auto content = with_pictures();
    content.pictures[1].found.people = 2;
    EXPECT_THAT(codes_of(content), testing::ElementsAre("people_seen"));
    EXPECT_FALSE(any(remarks_on(content), Remark::Weight::blocks));
    content.pictures[1].found.people = 0;
    content.pictures[0].found.people = 40;
    EXPECT_THAT(codes_of(content), testing::IsEmpty());
}

TEST(Publication, ShowsThePicturesInTheirOrder) {
    const auto media = publication_of(with_pictures(), Network::facebook).media;
    ASSERT_EQ(media.size(), 2u);
    EXPECT_EQ(media[0].id, "a1");
    EXPECT_EQ(media[0].type, "image/jpeg");
    EXPECT_EQ(media[0].bytes, 9u);
    EXPECT_EQ(media[0].alt_text, "A race");
    EXPECT_EQ(media[1].alt_text, "A cup");
    EXPECT_EQ(publication_of(with_pictures(), Network::x).may_reply, MayReply::mentioned) << "pupils are shown";
}

TEST(Publication, RestrictsAnswersWherePupilsAreShown) {
    PostContent content;
    content.text = "text";
    content.involves_pupils = true;
    EXPECT_EQ(publication_of(content, Network::x).may_reply, MayReply::mentioned);
    EXPECT_EQ(publication_of(content, Network::facebook).may_reply, MayReply::everyone);
    content.involves_pupils = false;
    EXPECT_EQ(publication_of(content, Network::x).may_reply, MayReply::everyone);
}

}  // namespace
}  // namespace models
