// The pages about pupils: an import takes two people and shows counts, one pupil is found by who may, and nothing about
// a pupil stands in an address, a title, the journal or readable in Redis. All pupils are invented.

#include "models/consent/export_reader.hpp"
#include "models/consent/rule.hpp"
#include "moderation/pupil_register.hpp"
#include "site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using models::consent::Register;
using models::consent::Use;
using testing::HasSubstr;
using testing::Not;

class PupilsTest : public SiteWorld {
  protected:
    static constexpr std::string_view kExport =
        "UPN,Forename,Surname,Year,Class,Consent: Social Media\n"
        "A100000000001,Ottilie,Thistlewood,4,Kestrels,Y\n"
        "B200000000002,Tobias,Pennyfarthing,4,Kestrels,N\n"
        "C300000000003,Maximilian,Fotheringay,5,Herons,\n";

    void propose(std::string_view bytes = kExport, const std::string& person = "trellis") {
        moderation::PupilRegister book{*pupils};
        const auto today = moderation::today_of(*calendar, clock.now());
        (void)ok(book.propose(models::consent::read_pupils(bytes, {}, today), person, today, clock.now()));
    }
    void import() {
        propose();
        ok(pupils->agree(book().state.version, "ottilie", clock.now()));
    }
    moderation::PupilBook book() {
        moderation::PupilRegister read{*pupils};
        return ok(read.read());
    }
    std::string version() { return std::to_string(book().state.version); }
    std::string path_of(std::size_t place) { return "/pupils/" + book().live.at(place).ref; }
    std::string page_for(const std::string& person, const std::string& path = "/pupils") {
        auto browser = signed_in(person);
        return get(browser, path).body;
    }
    unsigned press(const std::string& person, const std::string& path, Fields fields) {
        auto browser = signed_in(person);
        get(browser, "/account");
        return post(browser, path, std::move(fields)).status;
    }
    bool may_use(std::size_t place, Use use) {
        const auto live = book().live;
        const std::vector<const models::consent::Consent*> declared{&live.at(place).consent};
        const models::consent::Declaration declaration{.complete = true, .framing = models::consent::Framing::group};
        return models::consent::may_use(declared, declaration, use, moderation::today_of(*calendar, clock.now()))
            .allowed;
    }
    /// Every key, field and journal entry in Redis.
    std::string everything_kept() {
        std::string all;
        const auto add = [&](const runtime::RedisReply& reply) { all += reply.text + '\n'; };
        for (const auto& key : ok(redis->command({"KEYS", "*"})).items) {
            const auto dumped = ok(redis->command({"TYPE", key.text})).text;
            add(key);
            if (dumped == "hash")
                for (const auto& field : ok(redis->command({"HGETALL", key.text})).items) add(field);
            if (dumped == "stream")
                for (const auto& entry : ok(redis->command({"XRANGE", key.text, "-", "+"})).items)
                    for (const auto& part : entry.items) {
                        add(part);
                        for (const auto& value : part.items) add(value);
                    }
        }
        return all;
    }
};

TEST_F(PupilsTest, AnImportIsAgreedToByASecondColleagueWhoSeesCounts) {
    EXPECT_THAT(page_for("ottilie"), HasSubstr("It is empty."));
    propose();
    const auto page = page_for("ottilie");
    EXPECT_THAT(page, HasSubstr("Proposed by Mr Trellis"));
    EXPECT_THAT(page, HasSubstr("Can be used for more than before"));
    EXPECT_THAT(page, Not(HasSubstr("Thistlewood")));
    EXPECT_THAT(page_for("trellis"), HasSubstr("You proposed this yourself."));
    EXPECT_EQ(press("trellis", "/pupils/agree", {{"version", version()}}), 403U);
    EXPECT_EQ(press("ottilie", "/pupils/agree", {{"version", "0"}}), 409U) << "of another version";
    EXPECT_TRUE(book().live.empty());
    EXPECT_EQ(press("ottilie", "/pupils/agree", {{"version", version()}}), 303U);
    const auto agreed = page_for("sorrel");
    EXPECT_THAT(agreed, HasSubstr("It holds 3 pupils."));
    EXPECT_THAT(agreed, HasSubstr("Year 4"));
    EXPECT_EQ(press("sorrel", "/pupils/back", {{"version", version()}}), 303U);
    EXPECT_THAT(page_for("sorrel"), HasSubstr("It is empty."));
}

TEST_F(PupilsTest, AProposalCanBeTakenBack) {
    propose();
    EXPECT_EQ(press("trellis", "/pupils/withdraw", {{"version", version()}}), 303U);
    EXPECT_FALSE(book().state.candidate);
    EXPECT_EQ(press("trellis", "/pupils/withdraw", {{"version", version()}}), 409U);
}

TEST_F(PupilsTest, AWithdrawalHoldsAtOnceAndInWhatIsProposedAndGoneBackTo) {
    import();
    propose();
    ASSERT_TRUE(may_use(0, Use::social_facebook));
    EXPECT_EQ(press("ottilie", path_of(0) + "/answer",
                    {{"version", version()},
                     {"giver", "1"},
                     {"uses", "social_facebook"},
                     {"decision", "withdrawn"},
                     {"form", "0"},
                     {"naming", "0"}}),
              303U);
    EXPECT_FALSE(may_use(0, Use::social_facebook));
    EXPECT_TRUE(may_use(0, Use::social_x));
    ok(pupils->agree(book().state.version, "ottilie", clock.now()));
    EXPECT_FALSE(may_use(0, Use::social_facebook));
    ok(pupils->step_back(book().state.version, "ottilie", clock.now()));
    EXPECT_FALSE(may_use(0, Use::social_facebook));
    EXPECT_THAT(page_for("ottilie", path_of(0)), HasSubstr("Second parent or carer"));
}

TEST_F(PupilsTest, TheChildAndTheSafeguardingTeamHaveTheLastWord) {
    import();
    const auto path = path_of(0);
    EXPECT_EQ(press("ottilie", path + "/child", {{"version", version()}, {"child", "2"}}), 303U);
    EXPECT_FALSE(may_use(0, Use::social_x));
    EXPECT_EQ(press("ottilie", path + "/child", {{"version", version()}, {"child", "1"}}), 303U);
    EXPECT_TRUE(may_use(0, Use::social_x));
    EXPECT_EQ(press("trellis", path + "/restriction", {{"version", version()}, {"restriction", "2"}}), 303U);
    EXPECT_FALSE(may_use(0, Use::social_x));
    EXPECT_EQ(press("trellis", path + "/restriction", {{"version", "1"}, {"restriction", "0"}}), 409U);
    EXPECT_EQ(press("trellis", path + "/restriction", {{"version", version()}, {"restriction", "9"}}), 422U);
    EXPECT_EQ(press("trellis", path + "/answer",
                    {{"version", version()}, {"giver", "0"}, {"uses", "upn"}, {"decision", "yes"}}),
              422U);
    EXPECT_EQ(press("trellis", "/pupils/nobody/child", {{"version", version()}, {"child", "1"}}), 404U);
}

TEST_F(PupilsTest, OnePupilIsFoundByNameAndNobodyIsListed) {
    import();
    auto browser = signed_in("ottilie");
    EXPECT_THAT(get(browser, "/pupils").body, Not(HasSubstr("Thistlewood")));
    const auto found = post(browser, "/pupils/find", {{"name", "THISTLE"}});
    EXPECT_EQ(found.status, 200U);
    EXPECT_THAT(found.body, HasSubstr("Ottilie Thistlewood, Kestrels"));
    EXPECT_THAT(found.body, Not(HasSubstr("Pennyfarthing")));
    EXPECT_THAT(found.body, Not(HasSubstr("No answer")));
    EXPECT_EQ(title_of(get(browser, path_of(0))).find("Ottilie"), std::string::npos);
    EXPECT_EQ(path_of(0).find("A1000"), std::string::npos);
    EXPECT_THAT(post(browser, "/pupils/find", {{"name", "Nobody"}}).body, HasSubstr("Nobody on roll is called so."));
    EXPECT_EQ(post(browser, "/pupils/find", {{"name", ""}}).status, 422U);
}

TEST_F(PupilsTest, OnlyThoseWhoMayKnowComeIn) {
    import();
    for (const auto* person : {"quill", "birch", "sedge", "marsh", "heath", "heron"}) {
        auto browser = signed_in(person);
        EXPECT_EQ(get(browser, "/pupils").status, 403U) << person;
        EXPECT_EQ(get(browser, path_of(0)).status, 403U) << person;
        EXPECT_EQ(post(browser, "/pupils/find", {{"name", "O"}}).status, 403U) << person;
    }
    auto browser = signed_in("sorrel");
    EXPECT_EQ(get(browser, "/pupils").status, 200U);
    EXPECT_EQ(get(browser, path_of(0)).status, 403U) << "senior leadership imports, and reads nobody's answers";
}

TEST_F(PupilsTest, NothingAboutAPupilIsReadableInRedisOrInTheJournal) {
    import();
    press("ottilie", path_of(1) + "/restriction", {{"version", version()}, {"restriction", "2"}});
    propose();
    const auto all = everything_kept();
    EXPECT_THAT(all, HasSubstr("pupils.proposed"));
    for (const auto* marker : {"Ottilie", "Thistlewood", "Pennyfarthing", "Fotheringay", "Kestrels", "A100000000001",
                               "restrict", "never_photograph"})
        EXPECT_EQ(all.find(marker), std::string::npos) << "something about a pupil stands in Redis";
    EXPECT_EQ(all.find(book().live.at(1).ref), std::string::npos) << "whose record it was can be told";
}

TEST_F(PupilsTest, WhoMayNotBeInPicturesIsReadByTheSafeguardingTeamForAReasonThatIsKept) {
    import();
    EXPECT_THAT(page_for("ottilie"), HasSubstr("Who may not be in pictures"));
    EXPECT_THAT(page_for("trellis"), Not(HasSubstr("Who may not be in pictures"))) << "the headteacher";
    auto browser = signed_in("ottilie");
    const auto ask = [&](const std::string& reason) {
        get(browser, "/account");
        return post(browser, "/pupils/unpictured", {{"reason", reason}});
    };
    EXPECT_EQ(press("trellis", "/pupils/unpictured", {{"reason", "The photographer comes"}}), 403U);
    EXPECT_EQ(ask("").status, 422U);
    EXPECT_FALSE(book().state.read_at) << "nothing was read";

    const auto before = book().state.version;
    const auto answer = ask("The photographer comes for Class Kestrels");
    ASSERT_EQ(answer.status, 200U);
    EXPECT_THAT(answer.body, Not(HasSubstr("Thistlewood"))) << "her family said yes";
    EXPECT_THAT(answer.body, HasSubstr("Tobias Pennyfarthing"));
    EXPECT_THAT(answer.body, HasSubstr("Maximilian Fotheringay"));
    EXPECT_THAT(answer.body, HasSubstr("On no channel"));
    EXPECT_EQ(book().state.version, before) << "reading changes nothing";
    EXPECT_EQ(book().state.read_by, "ottilie");
    EXPECT_THAT(page_for("ottilie"), HasSubstr("The photographer comes for Class Kestrels"));

    EXPECT_THAT(everything_kept(), HasSubstr("pupils.unpictured_read"));
    EXPECT_THAT(everything_kept(), Not(HasSubstr("photographer"))) << "a reason may name somebody";
}

TEST_F(PupilsTest, WhoMayBeInAPictureOnSomeChannelsIsListedWithTheOthers) {
    import();
    EXPECT_EQ(press("ottilie", path_of(0) + "/answer",
                    {{"version", version()},
                     {"giver", "0"},
                     {"decision", "no"},
                     {"uses", "social_facebook"},
                     {"form", "0"},
                     {"naming", "0"}}),
              303U);
    auto browser = signed_in("ottilie");
    get(browser, "/account");
    const auto answer = post(browser, "/pupils/unpictured", {{"reason", "The photographer comes"}});
    EXPECT_THAT(answer.body, HasSubstr("Not on Facebook"));
}

TEST_F(PupilsTest, ARegisterIsTheSameAfterItWasKept) {
    import();
    auto live = book().live;
    auto& pupil = live.front();
    pupil.former_surnames = {"Quill\nfeather", ""};
    pupil.consent.left_on = models::consent::Day{std::chrono::days{20000}};
    pupil.consent.givers[3].capacity = models::consent::Capacity::foster_carer;
    pupil.consent.givers[3].delegated = true;
    pupil.consent.givers[2].answers[13] = {models::consent::Decision::withdrawn,
                                           models::consent::Form::group_only,
                                           models::consent::Naming::first_name_with_image,
                                           models::consent::Day{std::chrono::days{-3}},
                                           {}};
    pupil.consent.child_view = models::consent::ChildView::object;
    pupil.consent.restriction = models::consent::Restriction::never_publish_or_name;
    const auto packed = moderation::pack(live);
    EXPECT_EQ(moderation::unpack_register(packed), live);
    EXPECT_EQ(moderation::unpack_register(""), Register{});
    for (std::size_t cut = 1; cut < packed.size(); ++cut) (void)moderation::unpack_register(packed.substr(0, cut));
    EXPECT_FALSE(moderation::unpack_register("nonsense").value_or(Register{}).size() > 0);
}

}  // namespace tests
