// What the page of an item says of its pictures: what was found in words, and nothing that leads to one of a list.

#include "config/data_dir.hpp"
#include "moderation/picture_findings.hpp"
#include "moderation/store/found_pictures.hpp"
#include "tests/unit/web/site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using moderation::SeenPicture;
using testing::HasSubstr;
using testing::Not;

class ItemPicturesTest : public SiteWorld {
  protected:
    /// A comment with a picture in which this was found.
    std::string comment_with(SeenPicture picture) {
        auto intaken = concern();
        intaken.item.attachments = {{"photo", "https://network.example/photo/1", "https://pictures.example/1.jpg"}};
        const auto id = comment("c1", "look at this", intaken);
        const auto before = item(id);
        moderation::FoundPictures found{*redis, sealer, "bramblecote"};
        const std::vector<SeenPicture> looked_at{std::move(picture)};
        const auto findings = moderation::findings_of(looked_at, {});
        const moderation::Triage shipped{table, *people, *calendar};
        auto outcome = shipped.decide_pictures(
            before.latest, moderation::with_pictures(before.assessment, looked_at, {}), findings, false, clock.now());
        const bool listed = looked_at[0].state == SeenPicture::State::listed;
        if (listed && outcome.alert) outcome.alert->kind = models::kListedPicture;
        moderation::FoundInPictures what{id, before.revisions.back().id, looked_at, listed ? "00" : "", outcome};
        EXPECT_TRUE(ok(found.record(what, clock.now())));
        return id;
    }
    const config::RoutingTable table{*config::load_routing(config::data_file("routing.csv"), {})};

    static SeenPicture seen() {
        SeenPicture picture;
        picture.state = SeenPicture::State::seen;
        picture.people = 3;
        return picture;
    }
};

TEST_F(ItemPicturesTest, SaysWhatWasFoundInSentences) {
    auto resembling = seen();
    resembling.like = SeenPicture::Likeness::resembles;
    resembling.agreed_at = clock.now();
    const auto id = comment_with(resembling);
    auto browser = signed_in("quill");
    const auto page = get(browser, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("About 3 people can be seen in it."));
    EXPECT_THAT(page, HasSubstr("A picture that looks like one that was agreed to"));
    EXPECT_THAT(page, HasSubstr("The earlier one was agreed to on "));
    EXPECT_THAT(page, HasSubstr("Came with a picture: Gatehouse cannot tell what it means"));
    EXPECT_THAT(page, HasSubstr("looked at its pictures"));
    EXPECT_THAT(page, Not(HasSubstr("pictures.example")));
}

TEST_F(ItemPicturesTest, SaysThatNobodyCouldLook) {
    const auto id = comment_with({});
    auto browser = signed_in("quill");
    const auto page = get(browser, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("A picture here could not be looked at"));
}

TEST_F(ItemPicturesTest, OfAPictureOfAListOnlyTheSafeguardingTeamHearsAndNothingLeadsThere) {
    SeenPicture listed_one;
    listed_one.state = SeenPicture::State::listed;
    const auto id = comment_with(listed_one);
    auto quill = signed_in("quill");
    EXPECT_EQ(get(quill, "/items/" + id).status, 404u);
    auto ottilie = signed_in("ottilie");
    const auto page = get(ottilie, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("A picture that came with it was taken out of view"));
    EXPECT_THAT(page, HasSubstr("Content withheld."));
    EXPECT_THAT(page, HasSubstr("took a picture out of view"));
    for (const auto* trace : {"network.example", "pictures.example", "look at this"})
        EXPECT_THAT(page, Not(HasSubstr(trace)));
    const auto alerts = get(ottilie, "/alerts").body;
    EXPECT_THAT(alerts, HasSubstr("A picture was not taken, or was taken out of view: act on it now"));
    const auto at = alerts.find("/alerts/") + 8;
    const auto alert = get(ottilie, "/alerts/" + alerts.substr(at, alerts.find('"', at) - at)).body;
    EXPECT_THAT(alert, HasSubstr("A picture on one of the school&#39;s channels is on a list"));
    EXPECT_THAT(alert, HasSubstr("/items/" + id));
}

}  // namespace tests
