// A picture that looks like one that was agreed to earlier is a help to who says who is in it, and never an answer;
// what may not be used any more is said in the guard's own words. All pupils are invented.

#include "models/consent/rule.hpp"
#include "moderation/pupil_register.hpp"
#include "site_world.hpp"

namespace tests {

using namespace std::chrono_literals;

using models::DeliveryState;
using models::PeopleShown;
using models::consent::Decision;
using models::consent::Pupil;
using moderation::PictureLibrary;

class PictureLibraryTest : public SiteWorld {
  protected:
    void SetUp() override {
        SiteWorld::SetUp();
        today = moderation::today_of(*calendar, clock.now());
        import(true);
    }
    /// The register with one pupil, who agrees to everything or to nothing.
    void import(bool agrees) {
        Pupil pupil;
        pupil.ref = "pupil-7";
        pupil.legal_forename = "Maximilian";
        pupil.legal_surname = "Thistlewood";
        const auto until = today + std::chrono::days{300};
        if (agrees) pupil.consent.givers[0].answers.fill({Decision::yes, {}, {}, today, until});
        const auto version = ok(pupils->version());
        ok(pupils->propose(version, moderation::pack({pupil}), "", "trellis", clock.now()));
        ok(pupils->agree(version + 1, "ottilie", clock.now()));
    }
    /// `bits` away from the look of a picture with none.
    static models::PostPicture picture(int bits, PeopleShown people = PeopleShown::nobody) {
        models::image::PdqHash look{0, 0, 0x5555555555555555, 0};
        for (int bit = 0; bit < bits; ++bit) look[static_cast<std::size_t>(bit) / 64] ^= std::uint64_t{1} << (bit % 64);
        models::PostPicture made;
        made.id = runtime::sha256_hex("picture " + std::to_string(bits));
        made.media_type = "image/jpeg";
        made.bytes = 20'000;
        made.alt = "A race";
        made.people = people;
        if (people == PeopleShown::pupils) made.pupils = {"pupil-7"};
        made.complete = true;
        made.found.look = models::image::to_hex(look);
        return made;
    }
    std::string draft(const models::PostPicture& shown, const std::string& bytes = "") {
        models::PostContent content;
        content.text = "Sports day " + std::to_string(++drafts);
        content.channels = {channel_id};
        content.pictures = {shown};
        return ok(posts->save("", 0, content, "quill", clock.now(), bytes));
    }
    std::string agreed(const models::PostPicture& shown, const std::string& bytes = "") {
        const auto id = draft(shown, bytes);
        ok(posts->submit(id, 1, "quill", clock.now()));
        const auto content = ok(posts->post(id)).content;
        ok(posts->agree(id, models::fingerprint(content), "trellis", clock.now()));
        return id;
    }
    std::string published(const models::PostPicture& shown, const std::string& bytes = "") {
        clock.advance(1s);  // so that one is later than the other
        const auto id = agreed(shown, bytes);
        ok(posts->begin(id, channel_id, "1", false, clock.now()));
        ok(posts->finish(id, {channel_id, DeliveryState::published, "", "", "ext-" + id, ""}, "1", clock.now()));
        return id;
    }
    moderation::Earlier asked(const std::string& id) {
        const auto channels = ok(store->channels());
        return ok(library->ask(ok(posts->post(id)), channels, clock.now())).at(0);
    }
    std::string alike(const std::string& id) {
        const auto earlier = asked(id);
        return earlier.alike ? earlier.alike->post : "";
    }
    std::string page_for(const std::string& person, const std::string& id) {
        auto browser = signed_in(person);
        return get(browser, "/posts/" + id).body;
    }

    models::consent::Day today{};
    int drafts{0};
};

TEST_F(PictureLibraryTest, TheNearestThatWasAgreedToIsOfferedAndOfEquallyNearOnesTheLatest) {
    const auto far = agreed(picture(32));
    const auto mine = draft(picture(0));
    EXPECT_EQ(alike(mine), "") << "one bit too far away";
    const auto scheduled = agreed(picture(31));
    EXPECT_EQ(alike(mine), scheduled);
    const auto older = published(picture(4));
    EXPECT_EQ(alike(mine), older);
    clock.advance(1h);
    const auto newer = published(picture(4));
    EXPECT_EQ(alike(mine), newer);
    EXPECT_EQ(asked(mine).alike.value().distance, 4);
    EXPECT_EQ(asked(mine).alike.value().agreed_at, clock.now());
    EXPECT_EQ(alike(newer), older) << "a post is not like itself";
    EXPECT_EQ(alike(far), scheduled);
}

TEST_F(PictureLibraryTest, WhatNobodyAgreedToIsNotInIt) {
    const auto mine = draft(picture(0));
    draft(picture(0));
    EXPECT_EQ(alike(mine), "");
    const auto other = agreed(picture(0));
    EXPECT_EQ(alike(mine), other);
    auto content = ok(posts->post(other)).content;
    content.text += "!";
    ok(posts->save(other, 1, content, "quill", clock.now()));
    EXPECT_EQ(alike(mine), "") << "an edit ends the agreement";
}

TEST_F(PictureLibraryTest, ALookThatSaysNothingIsLikeNone) {
    auto plain = picture(0);
    plain.found.look.clear();
    agreed(plain);
    const auto mine = draft(picture(0));
    EXPECT_EQ(alike(mine), "");
    const auto known = agreed(picture(0));
    EXPECT_EQ(alike(mine), known);
    EXPECT_EQ(alike(draft(plain)), "");
}

TEST_F(PictureLibraryTest, ABorderAroundEitherOfThemHidesNothing) {
    auto framed = picture(200);
    framed.found.look += picture(5).found.look;  // within the border
    const auto plain = agreed(picture(0));
    const auto mine = draft(framed);
    EXPECT_EQ(alike(mine), plain);
    const auto other = draft(picture(9));
    EXPECT_EQ(alike(other), plain);
    const auto later = agreed(framed);
    EXPECT_EQ(alike(other), later) << "four bits away, and nine from the plain one";
}

TEST_F(PictureLibraryTest, OldPicturesAreForgotten) {
    const auto old = published(picture(3));
    clock.advance(PictureLibrary::kKept - 1h);
    EXPECT_EQ(alike(draft(picture(0))), old);
    clock.advance(1h);
    EXPECT_EQ(alike(draft(picture(0))), "");
}

TEST_F(PictureLibraryTest, EveryPostIsReadAtFirstAndWhatIsNewAfterwards) {
    auto other = picture(200);
    const auto first = published(picture(3));
    for (std::size_t i = 0; i < PictureLibrary::kBatch; ++i) published(other);
    const auto mine = draft(picture(0));
    EXPECT_EQ(alike(mine), first);
    const auto second = published(picture(2));
    for (std::size_t i = 0; i < PictureLibrary::kBatch; ++i) published(other);
    EXPECT_EQ(alike(mine), second);
}

TEST_F(PictureLibraryTest, ThePageShowsTheWayAndAnswersNothing) {
    const auto before = published(picture(3, PeopleShown::pupils));
    clock.advance(24h * 3);
    const auto mine = draft(picture(0, PeopleShown::unsaid));
    for (const auto* person : {"quill", "birch"}) {
        const auto page = page_for(person, mine);
        const auto date = calendar->for_people(clock.now() - 24h * 3, clock.now());
        EXPECT_TRUE(has(page, "href=\"/posts/" + before + "\"")) << person;
        EXPECT_TRUE(has(page, "one approved on " + date.substr(0, date.rfind(' ')) + "</a>")) << person;
    }
    EXPECT_EQ(ok(posts->post(mine)).content.pictures.at(0).people, PeopleShown::unsaid);
    auto quill = signed_in("quill");
    const auto refused = post(quill, "/posts/" + mine + "/submit", {{"version", "1"}});
    EXPECT_EQ(refused.status, 409U) << "who is in it is still for people to say";
}

TEST_F(PictureLibraryTest, OfWhatMayNotBeUsedAnyMoreTheGuardsOwnWordsAreSaidAndNoWayLeadsThere) {
    const auto before = published(picture(3, PeopleShown::pupils));
    const auto mine = draft(picture(0, PeopleShown::adults_only));
    EXPECT_EQ(alike(mine), before);
    import(false);
    const auto earlier = asked(mine);
    EXPECT_FALSE(earlier.alike);
    const auto network = ok(store->channels()).at(0).network;
    const std::string said{models::consent::refusal(models::consent::use_of(network))};
    EXPECT_EQ(earlier.refusals, std::vector<std::string>{said});
    for (const auto* person : {"quill", "birch", "trellis"}) {
        const auto page = page_for(person, mine);
        EXPECT_TRUE(has(page, "Picture 1: ")) << person;
        EXPECT_FALSE(has(page, before)) << person;
        EXPECT_FALSE(has(page, "Thistlewood")) << person;
    }
    EXPECT_TRUE(asked(draft(picture(200, PeopleShown::adults_only))).refusals.empty());
}

TEST_F(PictureLibraryTest, ACutOfWhatWasWithdrawnMeetsTheGuardsWords) {
    const auto shown = picture(3, PeopleShown::pupils);
    const auto before = published(shown, "picture 3");
    const auto cut = draft(picture(120, PeopleShown::adults_only));
    EXPECT_TRUE(asked(cut).refusals.empty());
    import(false);
    EXPECT_TRUE(asked(cut).refusals.empty()) << "it does not look like the whole";
    ok(posts->want_down(before, clock.now() + 1h, clock.now()));
    const auto hashes = picture(200).found.look + picture(119).found.look;
    ok(posts->keep_crops(before, shown.id, hashes, clock.now()));
    const auto again = runner.run(posts->keep_crops(before, shown.id, hashes, clock.now()));
    EXPECT_EQ(again.error().kind, runtime::ErrorKind::conflict);
    const auto network = ok(store->channels()).at(0).network;
    const std::string said{models::consent::refusal(models::consent::use_of(network))};
    EXPECT_EQ(asked(cut).refusals, std::vector<std::string>{said}) << "once";
    EXPECT_FALSE(asked(cut).alike);
    EXPECT_FALSE(has(page_for("quill", cut), before));
    import(true);
    EXPECT_TRUE(asked(cut).refusals.empty());
    EXPECT_FALSE(asked(cut).alike) << "a cut leads nowhere";
}

TEST_F(PictureLibraryTest, EveryPictureThatItLooksLikeIsAskedFor) {
    published(picture(9, PeopleShown::pupils));
    published(picture(1));
    const auto mine = draft(picture(0));
    EXPECT_TRUE(asked(mine).alike);
    import(false);
    EXPECT_EQ(asked(mine).refusals.size(), 1U) << "the nearest shows nobody, and another one shows somebody";
    EXPECT_FALSE(asked(mine).alike);
}

}  // namespace tests
