// Who is in the pictures of a post: ticked by class, a class as a whole, confirmed by whoever agrees, and refused in
// one sentence for each network without saying whose it is. All pupils are invented.

#include "models/guard/post_guard.hpp"
#include "moderation/pupil_register.hpp"
#include "site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using models::Framing;
using models::PeopleShown;
using models::consent::Decision;
using models::consent::Pupil;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

class PostPeopleTest : public SiteWorld {
  protected:
    void SetUp() override {
        SiteWorld::SetUp();
        today = moderation::today_of(*calendar, clock.now());
        auto gone = pupil("d", "Leopold", "Kestrels", true);
        gone.consent.left_on = today;
        import({pupil("a", "Ottilie", "Kestrels", true), pupil("b", "Tobermory", "Kestrels", true),
                pupil("c", "Maximilian", "Herons", false), gone});
        models::PostContent content;
        content.text = "Sports day";
        content.channels = {channel_id};
        models::PostPicture picture;
        picture.id = runtime::sha256_hex("a picture");
        picture.media_type = "image/jpeg";
        picture.bytes = 20'000;
        picture.alt = "Children running";
        picture.people = PeopleShown::pupils;
        picture.framing = Framing::group;
        content.pictures = {picture};
        id = ok(posts->save("", 0, content, "quill", clock.now()));
    }
    Pupil pupil(std::string ref, std::string forename, std::string group, bool agrees) const {
        Pupil made;
        made.ref = std::move(ref);
        made.legal_forename = std::move(forename);
        made.legal_surname = "Thistlewood";
        made.year_group = "4";
        made.group = std::move(group);
        if (agrees) made.consent.givers[0].answers.fill({Decision::yes, {}, {}, today, today});
        return made;
    }
    void import(const models::consent::Register& live) {
        const auto version = ok(pupils->version());
        ok(pupils->propose(version, moderation::pack(live), "", "trellis", clock.now()));
        ok(pupils->agree(version + 1, "ottilie", clock.now()));
    }
    moderation::Post post_now() { return ok(posts->post(id)); }
    models::PostPicture picture() { return post_now().content.pictures.at(0); }
    std::string page_for(const std::string& person, const std::string& path = {}) {
        auto browser = signed_in(person);
        return get(browser, "/posts/" + id + path).body;
    }
    runtime::ServerResponse press(const std::string& person, const std::string& action, Fields fields) {
        auto browser = signed_in(person);
        get(browser, "/account");
        fields.emplace_back("version", std::to_string(post_now().version));
        fields.emplace_back("fingerprint", models::fingerprint(post_now().content));
        return post(browser, "/posts/" + id + "/" + action, std::move(fields));
    }
    unsigned tick(std::vector<std::string> fields, bool complete = true) {
        Fields sent{{"of", picture().id}, {"end", "1"}};
        for (auto& field : fields) sent.emplace_back(std::move(field), "yes");
        if (complete) sent.emplace_back("complete", "yes");
        return press("quill", "people", sent).status;
    }
    void changed(const std::function<void(models::PostContent&)>& change) {
        auto content = post_now().content;
        change(content);
        ok(posts->save(id, post_now().version, content, "quill", clock.now()));
    }
    static std::string field_of_class(const std::string& page, const std::string& name) {
        const auto label = page.find(">Everybody in " + name);
        const auto begin = page.rfind("name=\"class-", label) + 6;
        return page.substr(begin, page.find('"', begin) - begin);
    }

    models::consent::Day today{};
    std::string id;
};

TEST_F(PostPeopleTest, PupilsOnRollAreTickedByClassWithoutAnyAnswer) {
    const auto page = page_for("quill", "/people?of=" + picture().id);
    for (const auto* part :
         {"4, Kestrels (0 of 2)", "4, Herons (0 of 1)", "Ottilie Thistlewood", "Maximilian Thistlewood"})
        EXPECT_THAT(page, HasSubstr(part));
    EXPECT_THAT(page, Not(HasSubstr("Leopold"))) << "left today";
    EXPECT_EQ(tick({"pupil-a"}), 303U);
    EXPECT_THAT(picture().pupils, UnorderedElementsAre("a"));
    EXPECT_TRUE(picture().complete);
    EXPECT_THAT(page_for("quill"), HasSubstr("1 pupil is listed"));
    EXPECT_EQ(press("quill", "submit", {}).status, 303U);
    EXPECT_THAT(page_for("birch"), HasSubstr("Ottilie Thistlewood")) << "whoever agrees confirms who is in it";
    EXPECT_EQ(press("birch", "agree", {}).status, 303U);
}

TEST_F(PostPeopleTest, AClassAsAWholeIsEverybodyInIt) {
    const auto field = field_of_class(page_for("quill", "/people?of=" + picture().id), "4, Kestrels");
    EXPECT_EQ(tick({field, "pupil-c"}), 303U);
    EXPECT_THAT(picture().pupils, UnorderedElementsAre("a", "b", "c"));
    EXPECT_EQ(tick({}), 303U);
    EXPECT_TRUE(picture().pupils.empty());
}

TEST_F(PostPeopleTest, OneSentenceSaysThatAPictureCannotBeUsedAndNotWhose) {
    ASSERT_EQ(tick({"pupil-a", "pupil-c"}), 303U);
    const std::string refusal =
        "Picture 1: This picture can&#39;t be used on Facebook as it is. Crop, choose another, or "
        "ask the office.";
    EXPECT_THAT(page_for("quill"), HasSubstr(refusal));
    const auto refused = press("quill", "submit", {});
    EXPECT_EQ(refused.status, 409U);
    EXPECT_THAT(refused.body, HasSubstr(refusal));
    ASSERT_EQ(tick({"pupil-a"}), 303U);
    EXPECT_THAT(page_for("quill"), Not(HasSubstr("This picture can&#39;t be used")));
    ASSERT_EQ(press("quill", "submit", {}).status, 303U);
    import({pupil("a", "Ottilie", "Kestrels", false)});
    EXPECT_EQ(press("birch", "agree", {}).status, 409U) << "withdrawn meanwhile";
}

TEST_F(PostPeopleTest, WhatIsNotSaidCompletelyIsNotSubmitted) {
    EXPECT_EQ(press("quill", "submit", {}).status, 409U) << "nobody is listed";
    ASSERT_EQ(tick({"pupil-a"}, false), 303U);
    EXPECT_EQ(press("quill", "submit", {}).status, 409U) << "nobody said that everybody is";
    EXPECT_EQ(press("quill", "people", {{"of", picture().id}, {"complete", "yes"}}).status, 422U) << "half a form";
    EXPECT_THAT(picture().pupils, UnorderedElementsAre("a"));
}

TEST_F(PostPeopleTest, WhoIsNotOnRollAnyMoreStaysInThePictureUntilTakenOut) {
    changed([](models::PostContent& content) { content.pictures[0].pupils = {"a", "d", "unknown"}; });
    const auto page = page_for("quill", "/people?of=" + picture().id);
    EXPECT_THAT(page, HasSubstr("Leopold Thistlewood"));
    EXPECT_THAT(page, HasSubstr("Somebody who is not in the register"));
    ASSERT_EQ(tick({"pupil-a", "pupil-d", "pupil-unknown"}), 303U);
    EXPECT_THAT(picture().pupils, UnorderedElementsAre("a", "d", "unknown"));
    ASSERT_EQ(tick({"pupil-a"}), 303U);
    EXPECT_THAT(picture().pupils, UnorderedElementsAre("a"));
}

TEST_F(PostPeopleTest, FacesNeedTheHead) {
    ASSERT_EQ(tick({"pupil-a"}), 303U);
    changed([](models::PostContent& content) { content.pictures[0].framing = Framing::identifiable; });
    ASSERT_EQ(press("quill", "submit", {}).status, 303U);
    EXPECT_THAT(page_for("birch"), HasSubstr("the head has to agree"));
    EXPECT_EQ(press("birch", "agree", {}).status, 403U);
    EXPECT_EQ(press("sorrel", "alone", {{"alone", "The boiler"}}).status, 403U);
    EXPECT_EQ(press("trellis", "agree", {}).status, 303U);
}

TEST_F(PostPeopleTest, WhatHasToComeDownIsListedWithItsDeadlineAndNotWhy) {
    ASSERT_EQ(tick({"pupil-a"}), 303U);
    ASSERT_EQ(press("quill", "submit", {}).status, 303U);
    ASSERT_EQ(press("birch", "agree", {}).status, 303U);
    ok(posts->begin(id, channel_id, "1", false, clock.now()));
    ok(posts->finish(id, {channel_id, models::DeliveryState::published, "", "", "ext-1", ""}, "1", clock.now()));
    auto quill = signed_in("quill");
    EXPECT_THAT(get(quill, "/posts").body, Not(HasSubstr("To be taken down")));
    EXPECT_TRUE(ok(posts->want_down(id, clock.now() + std::chrono::hours{3}, clock.now())));
    EXPECT_THAT(get(quill, "/posts").body, HasSubstr("To be taken down"));
    EXPECT_THAT(page_for("quill"), HasSubstr("It has to be taken down by today"));
    EXPECT_EQ(press("quill", "take-down", {{"down", "It has to"}}).status, 303U);
    ok(posts->removed(id, {channel_id, models::DeliveryState::taken_down}, clock.now()));
    EXPECT_THAT(get(quill, "/posts").body, Not(HasSubstr("To be taken down")));
    EXPECT_THAT(page_for("quill"), Not(HasSubstr("It has to be taken down by")));
}

TEST_F(PostPeopleTest, NamesAreForThoseWhoWriteOrAgree) {
    ASSERT_EQ(tick({"pupil-a"}), 303U);
    const auto read = page_for("heath");
    EXPECT_THAT(read, HasSubstr("1 pupil is listed."));
    EXPECT_THAT(read, Not(HasSubstr("Ottilie Thistlewood")));
    for (const auto* person : {"heath", "sedge", "marsh"}) {
        auto browser = signed_in(person);
        EXPECT_EQ(get(browser, "/posts/" + id + "/people?of=" + picture().id).status, 403U) << person;
    }
    auto quill = signed_in("quill");
    EXPECT_EQ(get(quill, "/posts/" + id + "/people?of=nothing").status, 404U);
}

}  // namespace tests
