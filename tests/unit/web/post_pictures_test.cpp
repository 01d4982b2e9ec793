// Pictures on the page of a post: brought by a colleague, opened elsewhere, described, and shown to colleagues only.
// All names are invented.

#include "config/runtime/crypto.hpp"
#include "models/image/metadata.hpp"
#include "post_pictures_fixture.hpp"
#include "tests/support/drawn_png.hpp"

namespace tests {

using models::PeopleShown;

TEST_F(PostPicturesTest, KeepsTheCopyThatIsPublished) {
    const auto original = file("gps_orient6.jpg");
    ASSERT_EQ(bring("quill", original).status, 303U);
    ASSERT_EQ(pictures_now().size(), 1U);
    const auto picture = pictures_now()[0];
    EXPECT_EQ(picture.media_type, "image/jpeg");
    EXPECT_TRUE(picture.found.said_where);
    EXPECT_EQ(picture.people, PeopleShown::unsaid);
    const auto kept = ok(posts->picture(id, picture.id));
    EXPECT_EQ(runtime::sha256_hex(kept), picture.id);
    EXPECT_EQ(kept.size(), picture.bytes);
    EXPECT_FALSE(models::image::metadata_of(kept, models::image::Kind::jpeg).gps);
    EXPECT_TRUE(has(seen_by("quill"), "The file said where the picture was taken."));
    EXPECT_FALSE(has(seen_by("quill"), "zanzibar")) << "what the file was called is nobody's business";
}

TEST_F(PostPicturesTest, SaysWhatWasDoneSoThatEveryNetworkTakesIt) {
    const auto converted = bring("quill", file("phone.heic"));
    ASSERT_EQ(converted.status, 303U);
    EXPECT_TRUE(has(header_of(converted, "Location"), "done=picture-converted"));
    const auto smaller = bring("quill", drawn_png(3000, 700, false));
    EXPECT_TRUE(has(header_of(smaller, "Location"), "done=picture-smaller"));
    auto browser = signed_in("quill");
    EXPECT_TRUE(has(get(browser, "/posts/" + id + "?done=picture-converted").body, "was added as a JPEG"));
    EXPECT_TRUE(has(get(browser, "/posts/" + id + "?done=picture-smaller").body, "and made smaller"));
    ASSERT_EQ(pictures_now().size(), 2U);
    EXPECT_EQ(pictures_now()[0].width, 1024U);
    EXPECT_EQ(pictures_now()[0].height, 768U);
    EXPECT_EQ(pictures_now()[1].width, 2048U);
    const auto kept = ok(posts->picture(id, pictures_now()[0].id));
    EXPECT_FALSE(models::image::metadata_of(kept, models::image::Kind::jpeg).gps);
}

TEST_F(PostPicturesTest, WhatStandsInAPictureIsJudgedLikeTheText) {
    ASSERT_EQ(bring("quill", file("misc-images__small.jpg")).status, 303U);
    auto content = post().content;
    content.pictures[0].alt = "A poster";
    content.pictures[0].found.text = "Questions? DM us";
    content.pictures[0].found.words = models::Words::read;
    content.pictures[0].found.people = 3;
    content.pictures[0].people = PeopleShown::nobody;
    ok(posts->save(id, post().version, content, "quill", clock.now()));
    const auto page = seen_by("quill");
    EXPECT_TRUE(has(page, "Text that could be read in it"));
    EXPECT_TRUE(has(page, "The school does not use private messages"));
    EXPECT_TRUE(has(page, "There seem to be people in it: about 3."));
    EXPECT_TRUE(has(page, "There seem to be people in a picture that is said to show nobody"));
}

TEST_F(PostPicturesTest, SaysWhyAFileIsRefused) {
    const auto refusal = [&](const std::string& bytes, const char* words) {
        const auto answer = bring("quill", bytes);
        EXPECT_EQ(answer.status, 422U) << words;
        EXPECT_TRUE(has(answer.body, words)) << words;
    };
    refusal("", "Choose a picture.");
    refusal("<svg onload=alert(1)>", "This is no picture that the networks take");
    refusal(file("phone.heic").substr(0, 40'000), "The picture cannot be opened");
    refusal(file("animated2.gif"), "Videos and animations cannot be added yet");
    const auto whole = file("portrait.jpg");
    refusal(whole.substr(0, whole.size() / 2), "The picture is damaged");
    auto broken = file("misc-images__modes__1.png");
    for (auto i = broken.size() / 2; i < broken.size() / 2 + 60; ++i) broken[i] = 'x';
    refusal(broken, "The picture cannot be opened");
    refusal(std::string(moderation::PictureIntake::kBytesMax + 1, 'x'), "larger than 30 MB");
    EXPECT_TRUE(pictures_now().empty());
}

TEST_F(PostPicturesTest, APostHasFourPicturesAndNoneTwice) {
    for (const auto* name :
         {"misc-images__modes__1.png", "misc-images__small.jpg", "portrait.jpg", "certificate.jpg"}) {
        ASSERT_EQ(bring("quill", file(name)).status, 303U) << name;
        if (pictures_now().size() == 1) {
            EXPECT_TRUE(has(bring("quill", file(name)).body, "in the post already"));
        }
    }
    EXPECT_TRUE(has(bring("quill", file("gps_orient6.jpg")).body, "as many pictures as it may have"));
    EXPECT_FALSE(has(seen_by("quill"), "Add a picture"));
    EXPECT_EQ(pictures_now().size(), 4U);
}

TEST_F(PostPicturesTest, AreDescribedMovedAndTakenOut) {
    two_pictures();
    const auto before = pictures_now();
    EXPECT_EQ(press("quill", "submit", {}).status, 409U) << "nobody described them";
    const Fields said{{"alt-1", "A cup on a table"},
                      {"people-1", "nobody"},
                      {"alt-2", "A race"},
                      {"people-2", "pupils"},
                      {"framing-2", "group"}};
    ASSERT_EQ(press("quill", "describe", said).status, 303U);
    EXPECT_EQ(pictures_now()[0].alt, "A cup on a table");
    EXPECT_EQ(pictures_now()[1].people, PeopleShown::pupils);
    EXPECT_EQ(pictures_now()[1].framing, models::Framing::group);
    EXPECT_TRUE(has(seen_by("birch"), "A cup on a table"));
    auto moved = said;
    moved.emplace_back("do", "forward-1");
    ASSERT_EQ(press("quill", "describe", moved).status, 303U);
    EXPECT_EQ(pictures_now()[0].id, before[1].id);
    EXPECT_EQ(pictures_now()[0].alt, "A race");
    ASSERT_EQ(press("quill", "describe", {{"alt-1", "A race"}, {"alt-2", "A silver cup"}, {"do", "out-0"}}).status,
              303U);
    ASSERT_EQ(pictures_now().size(), 1U);
    EXPECT_EQ(pictures_now()[0].alt, "A silver cup") << "what was typed meanwhile is kept";
    EXPECT_EQ(fetched("quill", before[1].id).status, 404U);
}

TEST_F(PostPicturesTest, AreSentBackToColleaguesOnly) {
    two_pictures();
    const auto picture = pictures_now()[0];
    const auto answer = fetched("birch", picture.id);
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(runtime::sha256_hex(answer.body), picture.id);
    EXPECT_EQ(header_of(answer, "Content-Type"), "image/png");
    EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
    EXPECT_TRUE(has(header_of(answer, "Content-Security-Policy"), "default-src 'none'"));
    for (const auto* other : {"", "x", "../secret", "0123456789"}) EXPECT_EQ(fetched("birch", other).status, 404U);
    EXPECT_EQ(fetched("marsh", picture.id).status, 403U) << "a governor sees no posts";
    Browser stranger;
    EXPECT_EQ(get(stranger, "/posts/" + id + "/picture?of=" + picture.id).status, 303U);
}

TEST_F(PostPicturesTest, OnlyAuthorsChangeThemAndOnlyFromOurPage) {
    EXPECT_EQ(bring("heath", file("misc-images__small.jpg")).status, 403U);
    EXPECT_EQ(bring("quill", file("misc-images__small.jpg"), false).status, 403U) << "without the token";
    EXPECT_TRUE(pictures_now().empty());
    two_pictures();
    EXPECT_EQ(press("heath", "describe", {{"alt-1", "x"}}).status, 403U);
    EXPECT_FALSE(has(seen_by("heath"), "Take it out"));
    EXPECT_FALSE(has(seen_by("heath"), "Add a picture"));
    EXPECT_TRUE(has(seen_by("heath"), "Nobody has said yet who can be seen"));
}

TEST_F(PostPicturesTest, OneOfAListIsRefusedAndTheSafeguardingTeamIsTold) {
    const auto bytes = file("misc-images__small.jpg");
    listed = moderation::ListedPictures{{.pdq = {}, .md5 = {runtime::md5(bytes)}}};
    for (int i = 0; i < 2; ++i) {
        const auto answer = bring("quill", bytes);
        EXPECT_EQ(answer.status, 422U);
        EXPECT_TRUE(has(answer.body, "This picture was not taken, and nothing of it was kept."));
        EXPECT_TRUE(has(answer.body, "The safeguarding team was told and will speak to you."));
    }
    EXPECT_TRUE(pictures_now().empty());
    const auto told = ok(store->open_alerts({.person = "ottilie", .sees = {models::Visibility::dsl}}));
    ASSERT_EQ(told.size(), 1U) << "one alert about a person at a time";
    EXPECT_EQ(told[0].severity, models::Severity::v4);
    // Its row of the routing table says who that is.
    const models::Matter matter{models::Category::illegal_image, models::Severity::v4};
    EXPECT_EQ(told[0].matters, std::vector{matter});
    EXPECT_EQ(told[0].barred, std::vector<std::string>{"quill"});
    EXPECT_EQ(told[0].subject.find("quill"), std::string::npos);
    const auto everything = std::vector{models::Visibility::open, models::Visibility::dsl};
    EXPECT_TRUE(ok(store->open_alerts({.person = "quill", .sees = everything})).empty()) << "who brought it is barred";
    EXPECT_TRUE(ok(store->open_alerts({.person = "birch", .sees = {models::Visibility::open}})).empty());
    auto lead = signed_in("ottilie");
    const auto page = get(lead, "/alerts/" + told[0].id).body;
    EXPECT_TRUE(has(page, "Do not look at the picture, copy it or forward it"));
    EXPECT_TRUE(has(page, "Whom to call"));
    auto stranger = signed_in("birch");
    EXPECT_EQ(get(stranger, "/alerts/" + told[0].id).status, 404U);
    const auto journal = ok(store->journal_after(0, 100));
    EXPECT_EQ(
        std::count_if(journal.begin(), journal.end(),
                      [](const auto& entry) { return entry.kind == "picture.refused" && entry.actor == "quill"; }),
        2);
    EXPECT_TRUE(has(get(lead, "/journal").body, "brought a picture that was not taken"));
    for (const auto& entry : journal) EXPECT_EQ(entry.data.find(runtime::sha256_hex(bytes)), std::string::npos);
}

TEST_F(PostPicturesTest, ACopyOfOneThatWasAgreedToIsRecognised) {
    ASSERT_EQ(bring("quill", file("bridge-mods__square-256x256.jpg")).status, 303U);
    read_words("");
    ok(posts->submit(id, post().version, "quill", clock.now()));
    ok(posts->agree(id, models::fingerprint(post().content), "birch", clock.now()));
    const auto way = "href=\"/posts/" + id + "\">one approved today</a>";
    auto content = post().content;
    content.pictures.clear();
    id = ok(posts->save("", 0, content, "quill", clock.now()));
    ASSERT_EQ(bring("quill", file("portrait.jpg")).status, 303U);
    EXPECT_FALSE(has(seen_by("quill"), way));
    ASSERT_EQ(bring("quill", file("bridge-mods__shrink-a-lot.jpg")).status, 303U);
    EXPECT_TRUE(has(seen_by("quill"), way));
}

TEST_F(PostPicturesTest, AColleagueWhoWasFirstIsNotOverwritten) {
    two_pictures();
    const auto stale = std::to_string(post().version - 1);
    auto browser = signed_in("quill");
    const auto answer =
        SiteWorld::post(browser, "/posts/" + id + "/describe", {{"version", stale}, {"alt-1", "Typed words"}});
    EXPECT_EQ(answer.status, 409U);
    EXPECT_TRUE(has(answer.body, "Typed words"));
}

}  // namespace tests
