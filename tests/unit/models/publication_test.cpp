// What a network would refuse is said before it is asked, in words that say what to do.

#include "models/domain/publication.hpp"

#include <functional>

#include <gmock/gmock.h>

namespace models {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const runtime::Time kNow = runtime::from_ms(1'795'166'100'000);

Publication fine(Network network) {
    Publication publication;
    publication.text = "The winter fair is on Saturday";
    if (network == Network::youtube) {
        publication.title = "Winter concert";
        publication.media.push_back({"m1", "video/mp4", 1'000'000});
    } else {
        publication.media.push_back({"m1", "image/jpeg", 50'000, "A stall with paper stars"});
    }
    return publication;
}

struct Case {
    const char* name;
    Network network;
    std::function<void(Publication&)> change;
    const char* said;
};

TEST(Publications, AreFineWhenNothingIsWrong) {
    for (const auto network : {Network::facebook, Network::instagram, Network::x, Network::youtube})
        EXPECT_THAT(problems_of(network, fine(network), kNow), IsEmpty()) << display_name(network);
}

TEST(Publications, OfAnyShapeGoWhereTheNetworkTakesAny) {
    const auto problems_with = [](Network network, std::uint32_t width, std::uint32_t height) {
        auto publication = fine(network);
        publication.media[0].width = width;
        publication.media[0].height = height;
        return problems_of(network, publication, kNow);
    };
    for (const auto& [width, height] : {std::pair{800U, 1000U}, std::pair{819U, 1024U}, std::pair{1910U, 1000U}})
        EXPECT_THAT(problems_with(Network::instagram, width, height), IsEmpty()) << width << " x " << height;
    EXPECT_THAT(problems_with(Network::instagram, 799, 1001), ElementsAre(HasSubstr("too tall for Instagram")));
    EXPECT_THAT(problems_with(Network::instagram, 1920, 1000), ElementsAre(HasSubstr("too wide for Instagram")));
    EXPECT_THAT(problems_with(Network::facebook, 100, 1000), IsEmpty());
    EXPECT_THAT(problems_with(Network::x, 1000, 100), IsEmpty());
}

TEST(Publications, AreRefusedWithWhatToDo) {
    const std::vector<Case> cases{
        {"Empty", Network::facebook, [](auto& p) { p.text = " \n"; }, "Write something."},
        {"TooLong", Network::x, [](auto& p) { p.text = std::string(290, 'a'); }, "may have 280: shorten it by 10."},
        {"LinkCounts", Network::x,
         [](auto& p) {
             p.text = std::string(270, 'a');
             p.link = "https://example.com/a-very-long-path-that-counts-as-any-other";
         },
         "shorten it by 14."},
        {"Bytes", Network::youtube, [](auto& p) { p.text = std::string(2'501, 'a') + std::string(2'500, 'b'); },
         "5001 bytes"},
        {"Umlauts", Network::instagram,
         [](auto& p) {
             p.text.clear();
             for (int i = 0; i < 2'201; ++i) p.text += "ä";
         },
         "2201 characters"},
        {"NoPicture", Network::instagram, [](auto& p) { p.media.clear(); }, "Choose a picture or a video"},
        {"WrongKind", Network::instagram, [](auto& p) { p.media[0].type = "image/png"; }, "use JPEG."},
        {"NoKind", Network::x, [](auto& p) { p.media[0].type.clear(); }, "use JPEG, PNG or WebP."},
        {"TooLarge", Network::x, [](auto& p) { p.media[0].bytes = 6'000'000; }, "larger than 5 MB"},
        {"NothingInIt", Network::x, [](auto& p) { p.media[0].bytes = 0; }, "The picture is empty"},
        {"NoDescription", Network::facebook, [](auto& p) { p.media[0].alt_text = " "; },
         "Describe the picture for people"},
        {"SecondOne", Network::facebook, [](auto& p) { p.media.push_back({"m2", "image/png", 9}); },
         "Describe picture 2 for people"},
        {"LongDescription", Network::x, [](auto& p) { p.media[0].alt_text.assign(1'001, 'a'); }, "1001 characters"},
        {"TooMany", Network::x, [](auto& p) { p.media.resize(6, p.media[0]); }, "4 pictures at most: leave 2 out."},
        {"Video", Network::facebook, [](auto& p) { p.media[0].type = "video/mp4"; }, "publish it there yourself"},
        {"VideoAndPicture", Network::x, [](auto& p) { p.media.push_back({"m2", "video/mp4", 9}); }, "beside a video"},
        {"TwoVideos", Network::youtube, [](auto& p) { p.media.push_back(p.media[0]); }, "one video at a time"},
        {"VideoAndPictureThere", Network::instagram, [](auto& p) { p.media.push_back({"m2", "video/mp4", 9}); },
         "beside a video on Instagram"},
        {"LargeVideo", Network::instagram, [](auto& p) { p.media[0] = {"m1", "video/mp4", 400'000'000}; },
         "larger than 300 MB"},
        {"Cashtags", Network::x, [](auto& p) { p.text = "$ABC and $DEF, for $5"; }, "one cashtag"},
        {"NoVideo", Network::youtube, [](auto& p) { p.media.clear(); }, "Choose the video."},
        {"NoTitle", Network::youtube, [](auto& p) { p.title = ""; }, "Give the video a title."},
        {"LongTitle", Network::youtube, [](auto& p) { p.title.assign(103, 'a'); }, "shorten it by 3."},
        {"Angles", Network::youtube, [](auto& p) { p.text = "a <b>"; }, "no < and >"},
        {"Tags", Network::youtube, [](auto& p) { p.tags.resize(60, "winter fair"); }, "leave some out"},
        {"TooLate", Network::youtube, [](auto& p) { p.publish_at = kNow; }, "choose a later one"},
        {"NoAppointments", Network::x, [](auto& p) { p.publish_at = kNow + 1h; }, "keeps no appointments"},
        {"Hashtags", Network::instagram,
         [](auto& p) {
             for (int i = 0; i < 31; ++i) p.text += " #fair";
         },
         "30 hashtags"},
        {"Mentions", Network::instagram,
         [](auto& p) {
             for (int i = 0; i < 21; ++i) p.text += " @friend";
         },
         "20 mentions"},
        {"Link", Network::instagram, [](auto& p) { p.link = "https://example.com"; }, "leave the link out"},
        {"NoLink", Network::facebook, [](auto& p) { p.link = "javascript:alert(1)"; }, "The link is no address"},
        {"MayReply", Network::facebook, [](auto& p) { p.may_reply = MayReply::mentioned; }, "choose everyone"},
    };
    for (const auto& each : cases) {
        auto publication = fine(each.network);
        each.change(publication);
        EXPECT_THAT(problems_of(each.network, publication, kNow), ElementsAre(HasSubstr(each.said))) << each.name;
    }
}

TEST(Publications, HaveTheirLinkWhereTheNetworkHasAPlaceForIt) {
    Publication publication;
    publication.text = "Fair";
    publication.link = "https://example.com";
    EXPECT_EQ(text_on(Network::facebook, publication), "Fair");
    EXPECT_EQ(text_on(Network::x, publication), "Fair https://example.com");
    publication.media.push_back({"m1", "image/jpeg", 1, "A star"});
    EXPECT_EQ(text_on(Network::facebook, publication), "Fair https://example.com");
}

TEST(Publications, OfVideosHaveTheirOwnTime) {
    auto publication = fine(Network::youtube);
    publication.publish_at = kNow + 1h;
    EXPECT_THAT(problems_of(Network::youtube, publication, kNow), IsEmpty());
    auto post = fine(Network::x);
    post.may_reply = MayReply::following;
    EXPECT_THAT(problems_of(Network::x, post, kNow), IsEmpty());
}

TEST(Publications, MayBeOneVideoOnInstagram) {
    auto publication = fine(Network::instagram);
    publication.media.assign(1, {"m1", "video/mp4", 9'000'000});
    EXPECT_THAT(problems_of(Network::instagram, publication, kNow), IsEmpty());
}

TEST(Answers, AreRefusedWithWhatToDo) {
    for (const auto network : {Network::facebook, Network::instagram, Network::x, Network::youtube}) {
        EXPECT_THAT(problems_of_reply(network, "Thank you!"), IsEmpty());
        EXPECT_THAT(problems_of_reply(network, " "), ElementsAre("Write something."));
        EXPECT_THAT(problems_of_reply(network, std::string(10'001, 'a')), ElementsAre(HasSubstr("shorten it by")));
    }
    EXPECT_THAT(problems_of_reply(Network::instagram, "#a #b #c #d #e"), ElementsAre(HasSubstr("4 hashtags")));
    EXPECT_THAT(problems_of_reply(Network::instagram, "https://a.uk https://b.uk"), ElementsAre(HasSubstr("one link")));
}

}  // namespace
}  // namespace models
