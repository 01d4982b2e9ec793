// The channel's page lists what goes on until it is lifted, and who may proposes to lift it there.

#include "tests/unit/web/site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using testing::HasSubstr;
using testing::Not;

class StandingTest : public SiteWorld {
  protected:
    /// The author of the comment is banned, as the DSL and the head decided.
    std::string banned(moderation::Intaken intaken = concern()) {
        const auto id = comment("c1", "unkind words", std::move(intaken));
        auto ottilie = signed_in("ottilie");
        get(ottilie, "/items/" + id);
        post(ottilie, "/items/" + id + "/decide", {{"verb", "ban"}, {"version", version_of(id)}, {"reason", ""}});
        auto trellis = signed_in("trellis");
        get(trellis, "/items/" + id);
        post(trellis, "/items/" + id + "/agree", {{"version", version_of(id)}});
        const auto action = item(id).actions.back().id;
        ok(store->begin_action(action, "raw", clock.now()));
        ok(store->finish_action(action, models::ActionState::done, "", std::nullopt, clock.now()));
        return id;
    }
    std::string page(const std::string& person) {
        auto browser = signed_in(person);
        return get(browser, "/channels/page").body;
    }
};

TEST_F(StandingTest, ABanIsListedWithWhoMadeItAndCanBeLiftedByWhoMayProposeIt) {
    const auto id = banned();
    const auto seen = page("ottilie");
    for (const auto* part :
         {"What goes on until it is lifted", "Perpetua Hedgerow", "Ottilie Thatch, with Mr Trellis", "value=\"unban\""})
        EXPECT_THAT(seen, HasSubstr(part));
    EXPECT_THAT(seen, HasSubstr("/items/" + id + "/decide"));
    auto ottilie = signed_in("ottilie");
    get(ottilie, "/channels/page");
    const auto lifted =
        post(ottilie, "/items/" + id + "/decide", {{"verb", "unban"}, {"version", version_of(id)}, {"reason", ""}});
    EXPECT_EQ(header_of(lifted, "Location"), "/items/" + id + "?done=proposed");
    EXPECT_THAT(page("ottilie"), HasSubstr("A proposal is waiting for a second colleague."));
}

TEST_F(StandingTest, WhoMayNotProposeItReadsWhyAndHasNoButton) {
    banned();
    const auto seen = page("quill");
    EXPECT_THAT(seen, HasSubstr("Perpetua Hedgerow"));
    EXPECT_THAT(seen, HasSubstr("Your role does not include this."));
    EXPECT_THAT(seen, Not(HasSubstr("value=\"unban\"")));
}

TEST_F(StandingTest, WhoIsBarredAndWhoReadsNoContentSeeNoTrace) {
    auto about_quill = concern();
    about_quill.barred = {"quill"};
    banned(about_quill);
    for (const auto* person : {"quill", "sedge"}) {
        EXPECT_THAT(page(person), Not(HasSubstr("What goes on until it is lifted"))) << person;
        EXPECT_THAT(page(person), Not(HasSubstr("Perpetua Hedgerow"))) << person;
    }
    EXPECT_THAT(page("birch"), HasSubstr("Perpetua Hedgerow"));
}

}  // namespace tests
