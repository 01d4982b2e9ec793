// What the register of channels and the alerts promise: two people for a channel, and nobody learns of an alert that
// is not theirs.

#include "tests/unit/web/site_world.hpp"

#include "moderation/web/channel_view.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::ChannelState;
using testing::HasSubstr;
using testing::Not;

class RegisterTest : public SiteWorld {
  protected:
    static Fields proposal() {
        return {{"handle", "Bramblecote Choir"},
                {"network", "facebook"},
                {"page", "987654321"},
                {"objective", "Show families what the choir sings"},
                {"outcomes", "More families come to the concerts"},
                {"owner", "quill"}};
    }
    static Fields answers(const std::string& version) {
        Fields fields{{"version", version}};
        for (const auto& question : moderation::web::risk_questions())
            fields.emplace_back(question.code, "We have thought about it.");
        return fields;
    }
    models::Channel channel(const std::string& id) { return ok(store->channel(id)); }
    std::string version(const std::string& id) { return std::to_string(channel(id).version); }

    /// Proposed by Mrs Quill; returns its id.
    std::string proposed() {
        auto quill = signed_in("quill");
        const auto location = header_of(post(quill, "/channels/new", proposal()), "Location");
        const std::string prefix = "/channels/";
        return location.substr(prefix.size(), location.find('?') - prefix.size());
    }

    std::string raised(models::Alert alert) {
        alert.reference = "SM-7F3K2";
        ok(store->raise_alert(alert, clock.now()));
        return "/alerts/" + alert.id;
    }
};

class TwoAssessorsTest : public RegisterTest {
  protected:
    TwoAssessorsTest() { risk_assessors = config::RiskAssessors::both; }
};

TEST_F(TwoAssessorsTest, TheHeadAloneIsNotEnoughAndTheSafeguardingLeadSignsBeside) {
    const auto id = proposed();
    const auto path = "/channels/" + id;
    auto trellis = signed_in("trellis");
    EXPECT_EQ(post(trellis, path + "/risk-assessment", answers(version(id))).status, 303u);
    EXPECT_THAT(get(trellis, path).body, HasSubstr("have not been assessed by all who have to"));
    EXPECT_EQ(post(trellis, path + "/authorise", {{"version", version(id)}}).status, 403u);
    EXPECT_EQ(post(trellis, path + "/risk-assessment/sign", {{"version", version(id)}}).status, 403u);
    auto quill = signed_in("quill");
    EXPECT_EQ(post(quill, path + "/risk-assessment/sign", {{"version", version(id)}}).status, 403u);

    auto ottilie = signed_in("ottilie");
    EXPECT_THAT(get(ottilie, path).body, HasSubstr("Sign this risk assessment"));
    EXPECT_EQ(post(ottilie, path + "/risk-assessment/sign", {{"version", version(id)}}).status, 303u);
    EXPECT_THAT(get(ottilie, path).body, HasSubstr("signed by Ottilie Thatch as well"));
    EXPECT_EQ(post(trellis, path + "/authorise", {{"version", version(id)}}).status, 303u);
    EXPECT_EQ(channel(id).state, ChannelState::authorised);
}

class OnlyTheSafeguardingTeamAssesses : public RegisterTest {
  protected:
    OnlyTheSafeguardingTeamAssesses() { risk_assessors = config::RiskAssessors::dsl; }
};

TEST_F(OnlyTheSafeguardingTeamAssesses, WhereTheSchoolSaysSo) {
    const auto id = proposed();
    auto trellis = signed_in("trellis");
    EXPECT_EQ(post(trellis, "/channels/" + id + "/risk-assessment", answers(version(id))).status, 403u);
    EXPECT_EQ(channel(id).state, ChannelState::proposed);
}

TEST_F(RegisterTest, AnAuthorisationThatIsOverIsSaidAndRenewed) {
    const auto path = "/channels/" + channel_id;
    auto trellis = signed_in("trellis");
    EXPECT_THAT(get(trellis, path).body, Not(HasSubstr("Authorisation to be renewed")));
    clock.set(*channel(channel_id).review_at);
    trellis = signed_in("trellis");
    auto ottilie = signed_in("ottilie");
    EXPECT_THAT(get(trellis, path).body, HasSubstr("Authorisation to be renewed"));
    EXPECT_THAT(get(trellis, path).body, HasSubstr("assessed anew first"));
    EXPECT_EQ(post(ottilie, path + "/risk-assessment", answers(version(channel_id))).status, 303u);
    EXPECT_EQ(post(trellis, path + "/authorise", {{"version", version(channel_id)}}).status, 303u);
    EXPECT_THAT(get(trellis, path).body, Not(HasSubstr("Authorisation to be renewed")));
}

TEST_F(RegisterTest, AChannelGoesFromProposalOverRisksToTheHead) {
    const auto id = proposed();
    EXPECT_EQ(channel(id).state, ChannelState::proposed);
    auto ottilie = signed_in("ottilie");
    EXPECT_EQ(post(ottilie, "/channels/" + id + "/risk-assessment", answers(version(id))).status, 303u);
    EXPECT_EQ(channel(id).state, ChannelState::risk_assessed);
    auto trellis = signed_in("trellis");
    EXPECT_THAT(get(trellis, "/channels/" + id).body, HasSubstr("We have thought about it."));
    EXPECT_EQ(post(trellis, "/channels/" + id + "/authorise", {{"version", version(id)}}).status, 303u);
    EXPECT_EQ(channel(id).state, ChannelState::authorised);
    EXPECT_EQ(channel(id).authorised_by, "trellis");
}

TEST_F(RegisterTest, AProposalNeedsAPurpose) {
    auto quill = signed_in("quill");
    auto fields = proposal();
    fields[2].second = "Too short";
    const auto answer = post(quill, "/channels/new", fields);
    EXPECT_EQ(answer.status, 422u);
    EXPECT_THAT(answer.body, HasSubstr("in at least 20 characters"));
    EXPECT_THAT(answer.body, HasSubstr("Bramblecote Choir"));
}

TEST_F(RegisterTest, EveryQuestionIsAnswered) {
    const auto id = proposed();
    auto ottilie = signed_in("ottilie");
    auto fields = answers(version(id));
    fields[3].second = "";
    const auto answer = post(ottilie, "/channels/" + id + "/risk-assessment", fields);
    EXPECT_EQ(answer.status, 422u);
    EXPECT_THAT(answer.body, HasSubstr("Answer: Which pictures will be shown?"));
    EXPECT_EQ(channel(id).state, ChannelState::proposed);
}

TEST_F(RegisterTest, WhoAssessedTheRisksCannotAuthorise) {
    const auto id = proposed();
    auto trellis = signed_in("trellis");
    post(trellis, "/channels/" + id + "/risk-assessment", answers(version(id)));
    EXPECT_THAT(get(trellis, "/channels/" + id).body, HasSubstr("You assessed the risks yourself."));
    EXPECT_EQ(post(trellis, "/channels/" + id + "/authorise", {{"version", version(id)}}).status, 403u);
    EXPECT_EQ(channel(id).state, ChannelState::risk_assessed);
}

TEST_F(RegisterTest, NobodyButTheHeadAuthorises) {
    const auto id = proposed();
    auto ottilie = signed_in("ottilie");
    post(ottilie, "/channels/" + id + "/risk-assessment", answers(version(id)));
    for (const std::string person : {"quill", "birch", "ottilie", "sedge", "marsh", "heath"}) {
        auto browser = signed_in(person);
        EXPECT_EQ(post(browser, "/channels/" + id + "/authorise", {{"version", version(id)}}).status, 403u) << person;
    }
    EXPECT_EQ(channel(id).state, ChannelState::risk_assessed);
}

TEST_F(RegisterTest, SuspendingNeedsAReason) {
    auto ottilie = signed_in("ottilie");
    const std::string path = "/channels/" + channel_id + "/suspend";
    const auto mistake = post(ottilie, path, {});
    EXPECT_EQ(mistake.status, 422u);
    EXPECT_THAT(mistake.body, HasSubstr("<details class=\"govuk-details\" open>")) << "the mistake is out of sight";
    EXPECT_EQ(post(ottilie, path, {{"reason", "incident"}}).status, 303u);
    EXPECT_EQ(channel(channel_id).state, ChannelState::suspended);
}

TEST_F(RegisterTest, AChannelIsClosedByTheHead) {
    auto ottilie = signed_in("ottilie");
    EXPECT_EQ(post(ottilie, "/channels/" + channel_id + "/close", {}).status, 403u);
    auto trellis = signed_in("trellis");
    EXPECT_EQ(post(trellis, "/channels/" + channel_id + "/close", {}).status, 303u);
    EXPECT_EQ(channel(channel_id).state, ChannelState::closed);
}

TEST_F(RegisterTest, ReadingIsDescribedInWords) {
    auto sedge = signed_in("sedge");
    const std::pair<models::ChannelHealth, std::string> states[] = {
        {models::ChannelHealth::reading, "Reading"},
        {models::ChannelHealth::nothing_new, "Nothing new"},
        {models::ChannelHealth::rate_limited, "Asked to wait"},
        {models::ChannelHealth::token_trouble, "the access token does not work"},
        {models::ChannelHealth::permission_trouble, "a permission is missing"},
        {models::ChannelHealth::unreachable, "the network does not answer"},
    };
    for (const auto& [health, words] : states) {
        models::HealthReport report;
        report.channel_id = channel_id;
        report.health = health;
        report.until = clock.now() + 10min;
        ok(store->record_health(report, clock.now()));
        EXPECT_THAT(get(sedge, "/channels").body, HasSubstr(words));
    }
    EXPECT_THAT(get(sedge, "/channels").body, HasSubstr("What is not monitored"));
}

TEST_F(RegisterTest, AChannelsPageSaysWhatIsMissingAndWhatItCosts) {
    models::CollectedPage listing;
    listing.lease = ok(store->take_lease(channel_id, "process-1", 1min, clock.now()));
    listing.feed = "published_posts";
    listing.counts = {{"post-9", 3, clock.now() - 1h}};
    ok(store->record_page(listing, {}, clock.now()));
    models::HealthReport report;
    report.channel_id = channel_id;
    report.health = models::ChannelHealth::reading;
    report.allowance = "About $3.20 spent at X this month.";
    ok(store->record_health(report, clock.now()));
    auto sedge = signed_in("sedge");
    const auto body = get(sedge, "/channels/" + channel_id).body;
    EXPECT_THAT(body, HasSubstr("Read 0 of 3 comments that Facebook counts under 1 post"));
    EXPECT_THAT(body, HasSubstr("3 comments are counted and not here, under 1 post."));
    EXPECT_THAT(body, HasSubstr("About $3.20 spent at X this month."));
    clock.advance(26min);
    auto later = signed_in("sedge");
    EXPECT_THAT(get(later, "/channels/" + channel_id).body, HasSubstr("in the last seven days: 26 minutes."));
}

TEST_F(RegisterTest, AnAlertIsAcknowledgedOnceAndLeadsToItsItem) {
    auto severe = concern(models::Severity::v3);
    severe.visibility = models::Visibility::dsl;
    const auto id = comment("c1", "zebracrossing", severe);
    models::Alert alert;
    alert.id = "a1";
    alert.kind = "item";
    alert.subject = "item:" + id;
    alert.matters = {{models::Category::threat, models::Severity::v3}};
    alert.severity = models::Severity::v3;
    const auto path = raised(alert);
    auto ottilie = signed_in("ottilie");
    EXPECT_THAT(get(ottilie, "/alerts").body, HasSubstr("SM-7F3K2"));
    const auto page = get(ottilie, path).body;
    EXPECT_THAT(page, HasSubstr("Acknowledge"));
    EXPECT_THAT(page, HasSubstr("/items/" + id));
    EXPECT_THAT(page, Not(HasSubstr("zebracrossing")));

    EXPECT_EQ(header_of(post(ottilie, path + "/acknowledge", {}), "Location"), path + "?done=acknowledged");

    EXPECT_THAT(get(ottilie, path).body, HasSubstr("Acknowledged by Ottilie Thatch"));
    EXPECT_THAT(get(ottilie, "/alerts").body, Not(HasSubstr("SM-7F3K2")));
}

TEST_F(RegisterTest, AnAlertAboutSomethingOutOfSightDoesNotExist) {
    auto severe = concern(models::Severity::v3);
    severe.visibility = models::Visibility::dsl;
    severe.barred = {"trellis"};
    models::Alert alert;
    alert.id = "a1";
    alert.kind = "item";
    alert.subject = "item:" + comment("c1", "zebracrossing", severe);
    alert.barred = {"trellis"};
    alert.severity = models::Severity::v3;
    const auto path = raised(alert);
    for (const std::string person : {"quill", "trellis", "sedge", "marsh"}) {
        auto browser = signed_in(person);
        const auto real = get(browser, path);
        EXPECT_EQ(real.status, 404u) << person;
        EXPECT_EQ(real.body, get(browser, "/alerts/nothing").body) << person;
        EXPECT_EQ(post(browser, path + "/acknowledge", {}).status, 404u) << person;
    }
    EXPECT_EQ(ok(store->alert("a1")).state, models::AlertState::open);
}

TEST_F(RegisterTest, AnAlertAboutAChannelLeadsItThere) {
    models::Alert alert;
    alert.id = "a2";
    alert.kind = "connector_silent";
    alert.subject = "channel:" + channel_id;
    alert.severity = models::Severity::v3;
    const auto path = raised(alert);
    auto sedge = signed_in("sedge");
    EXPECT_THAT(get(sedge, path).body, HasSubstr("/channels/" + channel_id));
    auto marsh = signed_in("marsh");
    EXPECT_EQ(get(marsh, path).status, 404u);
}

}  // namespace tests
