// Posts and the register of pupils, as people see it: the author is told where and never why, nothing that a pupil
// speaks against is submitted or agreed to, and the answer is the same whatever the reason is. All names are invented.

#include "moderation/pupil_register.hpp"
#include "site_world.hpp"

#include <functional>

namespace tests {

using models::consent::Consent;
using models::consent::Decision;
using models::consent::Naming;
using models::consent::Pupil;

class PostPupilsTest : public SiteWorld {
  protected:
    static constexpr auto kSaid = "A pupil is named here";

    void SetUp() override {
        SiteWorld::SetUp();
        today = moderation::today_of(*calendar, clock.now());
        Pupil pupil;
        pupil.ref = "pupil-7";
        pupil.legal_forename = "Maximilian";
        pupil.legal_surname = "Thistlewood";
        pupil.consent = willing();
        const auto packed = moderation::pack({pupil});
        ok(pupils->propose(0, packed, "", "trellis", clock.now()));
        ok(pupils->agree(1, "ottilie", clock.now()));
        id = ok(posts->save("", 0, content(), "quill", clock.now()));
    }
    Consent willing() const {
        Consent consent;
        consent.givers[0].answers.fill({Decision::yes, {}, Naming::full_name_without_image, today, today});
        return consent;
    }
    models::PostContent content() const {
        models::PostContent said;
        said.text = "Well done, Maximilian Thistlewood, and all the others!";
        said.channels = {channel_id};
        return said;
    }
    void now_is(const Consent& consent) {
        moderation::PupilRegister book{*pupils};
        const auto version = ok(pupils->version());
        const std::function<void(Pupil&)> change = [&](Pupil& pupil) { pupil.consent = consent; };
        ok(book.edit(version, "pupil-7", "answered", change, "ottilie", clock.now()));
    }
    runtime::ServerResponse press(const std::string& person, const std::string& action, Fields more = {}) {
        auto browser = signed_in(person);
        get(browser, "/account");
        more.emplace_back("version", std::to_string(ok(posts->post(id)).version));
        more.emplace_back("fingerprint", models::fingerprint(content()));
        return post(browser, "/posts/" + id + "/" + action, std::move(more));
    }
    std::string page_for(Browser& browser) { return get(browser, "/posts/" + id).body; }

    models::consent::Day today{};
    std::string id;
};

TEST_F(PostPupilsTest, TheAuthorIsToldWhereAndNothingIsSubmitted) {
    auto quill = signed_in("quill");
    EXPECT_FALSE(has(page_for(quill), kSaid));
    now_is({});
    const auto page = page_for(quill);
    EXPECT_TRUE(has(page, "Well done, <mark>Maximilian Thistlewood</mark>, and all"));
    EXPECT_TRUE(has(page, kSaid));
    const auto refused = press("quill", "submit");
    EXPECT_EQ(refused.status, 409U);
    EXPECT_TRUE(has(refused.body, kSaid));
    EXPECT_FALSE(has(title_of(refused), "Maximilian"));
    EXPECT_EQ(press("trellis", "alone", {{"alone", "The boiler"}}).status, 409U) << "also for the leadership";
    now_is(willing());
    EXPECT_EQ(press("quill", "submit").status, 303U);
}

TEST_F(PostPupilsTest, WhatWasWithdrawnMeanwhileIsNotAgreedTo) {
    ASSERT_EQ(press("quill", "submit").status, 303U);
    auto birch = signed_in("birch");
    now_is({});
    EXPECT_TRUE(has(page_for(birch), "It cannot be published like this."));
    EXPECT_EQ(press("birch", "agree").status, 409U);
    EXPECT_EQ(ok(posts->post(id)).state, models::PostState::submitted);
    now_is(willing());
    EXPECT_EQ(press("birch", "agree").status, 303U);
}

TEST_F(PostPupilsTest, TheAnswerIsTheSameByteForByteWhateverTheReasonIs) {
    const std::vector<std::function<void(Consent&)>> reasons{
        [](Consent& c) { c = {}; },
        [](Consent& c) { c.givers[0].answers[4].decision = Decision::no; },
        [](Consent& c) { c.givers[1].answers[4].decision = Decision::withdrawn; },
        [](Consent& c) { c.givers[0].answers[4].until -= std::chrono::days{1}; },
        [](Consent& c) { c.child_view = models::consent::ChildView::object; },
        [](Consent& c) { c.restriction = models::consent::Restriction::never_photograph; },
        [&](Consent& c) { c.left_on = today; },
    };
    auto quill = signed_in("quill");
    std::string page;
    std::string answer;
    for (const auto& reason : reasons) {
        auto consent = willing();
        reason(consent);
        now_is(consent);
        const auto shown = page_for(quill);
        const Fields sent{{"version", "1"}, {"fingerprint", models::fingerprint(content())}};
        const auto refused = post(quill, "/posts/" + id + "/submit", sent);
        EXPECT_EQ(refused.status, 409U);
        if (page.empty()) page = shown;
        if (answer.empty()) answer = refused.body;
        // Compared here: a failure must not print them.
        EXPECT_TRUE(shown == page);
        EXPECT_TRUE(refused.body == answer);
    }
}

TEST_F(PostPupilsTest, WhyItWasNotPublishedIsSaidNeutrally) {
    ASSERT_EQ(press("quill", "submit").status, 303U);
    ASSERT_EQ(press("birch", "agree").status, 303U);
    const auto begun = runner.run(posts->begin(id, channel_id, "1", true, clock.now()));
    ASSERT_FALSE(begun);
    auto quill = signed_in("quill");
    EXPECT_TRUE(has(page_for(quill), "It was not published: it can&#39;t go out as it is."));
}

}  // namespace tests
