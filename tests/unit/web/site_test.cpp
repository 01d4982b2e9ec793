// What the pages promise as a whole: who reaches what, that no content leaks into addresses and titles, and that no
// foreign page can act for somebody.

#include "tests/unit/web/site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class SiteTest : public SiteWorld {};

struct RoleRow {
    std::string person;
    std::map<std::string, unsigned> status;  ///< page -> status
};

TEST_F(SiteTest, EveryRoleReachesItsPagesAndNoOthers) {
    const auto open_item = comment("c1", "the car park again");
    auto hidden_from_most = concern(models::Severity::v3);
    hidden_from_most.visibility = models::Visibility::cm;
    const auto cm_item = comment("c2", "about an adult", hidden_from_most);
    auto dsl = concern();
    dsl.visibility = models::Visibility::dsl;
    const auto dsl_item = comment("c3", "about a child", dsl);
    const std::string open = "/items/" + open_item;
    const std::string dsl_only = "/items/" + dsl_item;
    const std::string cm_only = "/items/" + cm_item;
    const std::string channel = "/channels/" + channel_id;
    const std::string risks = channel + "/risk-assessment";
    const std::vector<std::string> pages{"/review",  "/review/count", open,    dsl_only,        cm_only,
                                         "/alerts",  "/channels",     channel, "/channels/new", risks,
                                         "/journal", "/account",      "/help"};
    const std::map<std::string, std::vector<unsigned>> expected{
        //            review count open dsl  cm   alerts chans chan new  risks journal account help
        {"quill", {200, 200, 200, 404, 404, 200, 200, 200, 200, 403, 200, 200, 200}},
        {"birch", {200, 200, 200, 404, 404, 200, 200, 200, 200, 403, 200, 200, 200}},
        {"ottilie", {200, 200, 200, 200, 404, 200, 200, 200, 200, 200, 200, 200, 200}},
        {"trellis", {200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200}},
        {"sedge", {403, 403, 404, 404, 404, 200, 200, 200, 403, 403, 200, 200, 200}},
        {"marsh", {403, 403, 404, 404, 404, 403, 403, 403, 403, 403, 403, 200, 200}},
        {"heath", {200, 200, 200, 404, 404, 200, 200, 200, 403, 403, 200, 200, 200}},
    };
    for (const auto& [person, statuses] : expected) {
        auto browser = signed_in(person);
        for (std::size_t i = 0; i < pages.size(); ++i)
            EXPECT_EQ(get(browser, pages[i]).status, statuses[i]) << person << " " << pages[i];
    }
}

TEST_F(SiteTest, AnItemThatMustNotBeKnownAnswersLikeOneThatDoesNotExist) {
    auto about_her = concern();
    about_her.barred = {"ottilie"};
    const auto barred = comment("c1", "about Ottilie Thatch", about_her);
    auto dsl = concern();
    dsl.visibility = models::Visibility::dsl;
    const auto out_of_sight = comment("c2", "about a child", dsl);
    for (const auto& [person, id] :
         {std::pair<std::string, std::string>{"ottilie", barred}, {"quill", out_of_sight}, {"sedge", barred}}) {
        auto browser = signed_in(person);
        const auto nothing = get(browser, "/items/" + std::string(26, 'z'));
        const auto real = get(browser, "/items/" + id);
        EXPECT_EQ(real.status, 404u);
        EXPECT_EQ(real.body, nothing.body);
        EXPECT_EQ(real.headers, nothing.headers);
        for (const std::string action : {"/decide", "/agree", "/decline", "/undo", "/release"}) {
            const Fields fields{{"verb", "hide"}, {"version", "1"}};
            const auto acted = post(browser, "/items/" + id + action, fields);
            const auto nowhere = post(browser, "/items/" + std::string(26, 'z') + action, fields);
            EXPECT_EQ(acted.status, 404u) << person << action;
            EXPECT_EQ(acted.body, nowhere.body) << person << action;
        }
    }
    auto browser = signed_in("ottilie");
    EXPECT_THAT(get(browser, "/review").body, Not(HasSubstr(barred)));
    EXPECT_THAT(get(browser, "/journal").body, Not(HasSubstr(barred)));
    EXPECT_EQ(get(browser, "/review/count").body, "{\"total\":1}");
}

TEST_F(SiteTest, TheJournalShowsNoNumbersInWhichAGapCouldBeCounted) {
    for (int i = 0; i < 60; ++i) {
        auto intaken = concern();
        if (i == 30) intaken.barred = {"trellis"};
        comment("c" + std::to_string(i), "about somebody", intaken);
    }
    auto browser = signed_in("trellis");
    const auto page = get(browser, "/journal").body;
    const auto newest = ok(store->journal_after(0, 1000)).back().seq;
    for (auto seq = newest; seq > newest - 50; --seq)
        EXPECT_THAT(page, Not(HasSubstr(">" + std::to_string(seq) + "<")));
    const auto link = page.find("&amp;before=");
    ASSERT_NE(link, std::string::npos);
    const auto address = page.substr(link + 12, page.find('"', link) - link - 12);
    EXPECT_THAT(address, Not(testing::MatchesRegex("[0-9]+")));
    EXPECT_THAT(get(browser, "/journal?before=" + address).body, HasSubstr("Back to the start"));
}

TEST_F(SiteTest, NoTitleAndNoHeaderHoldsWhatSomebodyWrote) {
    const std::string words = "zebracrossing";
    const auto id = comment("c1", words + " is a disgrace");
    for (const std::string person : {"quill", "ottilie", "trellis"}) {
        auto browser = signed_in(person);
        for (const auto& page :
             {std::string{"/review"}, "/items/" + id, std::string{"/journal"}, std::string{"/alerts"}}) {
            const auto answer = get(browser, page);
            EXPECT_FALSE(has(title_of(answer), words)) << page;
            EXPECT_FALSE(has(title_of(answer), "Perpetua")) << page;
            for (const auto& [name, value] : answer.headers) EXPECT_FALSE(has(value, words)) << page;
        }
        EXPECT_FALSE(has(get(browser, "/journal").body, words));
        EXPECT_FALSE(has(get(browser, "/alerts").body, words));
    }
}

TEST_F(SiteTest, EveryAnswerForbidsForeignContent) {
    Browser nobody;
    auto browser = signed_in("quill");
    for (const auto& answer :
         {get(nobody, "/sign-in"), get(nobody, "/healthz"), get(nobody, "/nothing"), get(nobody, "/review"),
          get(browser, "/review"), get(browser, "/items/zzz"), get(browser, "/review/count")}) {
        EXPECT_THAT(header_of(answer, "Content-Security-Policy"), HasSubstr("default-src 'none'; script-src 'self'"));
        EXPECT_THAT(header_of(answer, "Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"));
        EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header_of(answer, "Referrer-Policy"), "same-origin");
        EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
        for (const std::string inlined : {"<style", "style=\"", "onclick", "javascript:", "<script>"})
            EXPECT_FALSE(has(answer.body, inlined)) << inlined;
    }
}

TEST_F(SiteTest, AssetsHoldTheirHashAndAreKeptForEver) {
    Browser nobody;
    const auto page = get(nobody, "/sign-in").body;
    const auto begin = page.find("/assets/");
    const auto address = page.substr(begin, page.find('"', begin) - begin);
    const auto asset = get(nobody, address);
    EXPECT_EQ(asset.status, 200u);
    EXPECT_EQ(header_of(asset, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(get(nobody, "/assets/0000000000000000-app.css").status, 404u);
}

TEST_F(SiteTest, NothingOfAnotherServerIsEverAskedFor) {
    comment("c1", "look at https://evil.example/x.png");
    auto browser = signed_in("quill");
    const auto page = get(browser, "/review").body;
    for (const std::string source : {"src=\"http", "src=\"//", "href=\"http", "url("})
        EXPECT_FALSE(has(page, source)) << source;
}

TEST_F(SiteTest, RefusesAFormWithoutTheSessionsToken) {
    const auto id = comment("c1", "the car park again");
    auto browser = signed_in("quill");
    const auto right = browser.csrf;
    for (const auto& token : {std::string{}, std::string(64, '0'), right.substr(1), right + "0"}) {
        browser.csrf = token;
        EXPECT_EQ(post(browser, "/items/" + id + "/decide", {{"verb", "hide"}, {"version", version_of(id)}}).status,
                  403u);
    }
    EXPECT_EQ(item(id).review, models::ReviewState::open);
}

TEST_F(SiteTest, RefusesAFormFromAnotherSite) {
    const auto id = comment("c1", "the car park again");
    auto browser = signed_in("quill");
    for (const auto& [name, value] : {std::pair<std::string, std::string>{"Origin", "https://evil.example"},
                                      {"Origin", "null"},
                                      {"Sec-Fetch-Site", "cross-site"}}) {
        runtime::ServerRequest request;
        request.method = "POST";
        request.path = "/items/" + id + "/decide";
        request.headers.emplace_back(name, value);
        request.body = "verb=hide&version=" + version_of(id) + "&csrf=" + browser.csrf;
        EXPECT_EQ(send(browser, request).status, 403u) << name << value;
    }
    EXPECT_EQ(item(id).review, models::ReviewState::open);
}

TEST_F(SiteTest, AnswersAHealthProbeAndHead) {
    Browser nobody;
    EXPECT_EQ(get(nobody, "/healthz").body, "ok\n");
    EXPECT_EQ(get(nobody, "/healthz", "HEAD").status, 200u);
    EXPECT_EQ(get(nobody, "/healthz", "DELETE").status, 405u);
}

TEST_F(SiteTest, LookingAtAPageWithHeadClaimsNothing) {
    const auto id = comment("c1", "the car park again");
    auto browser = signed_in("quill");
    EXPECT_EQ(get(browser, "/items/" + id, "HEAD").status, 200u);
    EXPECT_EQ(item(id).claimed_by, "");
}

TEST_F(SiteTest, AnEmptyListIsProof) {
    models::HealthReport report;
    report.channel_id = channel_id;
    report.health = models::ChannelHealth::nothing_new;
    ok(store->record_health(report, clock.now()));
    clock.advance(4min);
    auto browser = signed_in("quill");
    const auto page = get(browser, "/review").body;
    EXPECT_THAT(page, HasSubstr("Nothing needs you."));
    EXPECT_THAT(page, HasSubstr("1 channel read, last "));
    EXPECT_THAT(page, HasSubstr("longest gap now 4 min"));
}

TEST_F(SiteTest, TheListSaysWhenAChannelIsNotRead) {
    models::HealthReport report;
    report.channel_id = channel_id;
    report.health = models::ChannelHealth::token_trouble;
    ok(store->record_health(report, clock.now()));
    auto browser = signed_in("quill");
    EXPECT_THAT(get(browser, "/review").body, HasSubstr("the access token does not work"));
}

TEST_F(SiteTest, TheListFiltersByUrgencyAndChannel) {
    const auto calm = comment("c1", "first thing", concern(models::Severity::v1));
    const auto urgent = comment("c2", "second thing", concern(models::Severity::v3));
    auto browser = signed_in("ottilie");
    const auto all = get(browser, "/review").body;
    EXPECT_LT(all.find(urgent), all.find(calm));
    const auto only = get(browser, "/review?at_least=3").body;
    EXPECT_THAT(only, HasSubstr(urgent));
    EXPECT_THAT(only, Not(HasSubstr(calm)));
    EXPECT_THAT(get(browser, "/review?channel=another").body, HasSubstr("Nothing here."));
}

TEST_F(SiteTest, TheListHasPages) {
    for (int i = 0; i < 30; ++i) comment("c" + std::to_string(i), "thing " + std::to_string(i));
    auto browser = signed_in("quill");
    const auto first = get(browser, "/review").body;
    const auto begin = first.find("cursor=");
    ASSERT_NE(begin, std::string::npos);
    const auto second = get(browser, "/review?" + first.substr(begin, first.find('"', begin) - begin)).body;
    auto cards = [](const std::string& page) {
        std::size_t count = 0;
        for (auto at = page.find("<li class=\"gh-card"); at != std::string::npos;
             at = page.find("<li class=\"gh-card", at + 1))
            ++count;
        return count;
    };
    EXPECT_EQ(cards(first) + cards(second), 30u);
}

TEST_F(SiteTest, TheItAdministratorSeesHealthAndNoContent) {
    comment("c1", "zebracrossing");
    auto browser = signed_in("sedge");
    for (const auto& page :
         {std::string{"/channels"}, "/channels/" + channel_id, std::string{"/journal"}, std::string{"/alerts"}})
        EXPECT_THAT(get(browser, page).body, Not(HasSubstr("zebracrossing")));
    EXPECT_THAT(get(browser, "/channels").body, HasSubstr("Last read"));
}

TEST_F(SiteTest, TheAccountPageTellsWhoOneIs) {
    auto browser = signed_in("ottilie");
    const auto page = get(browser, "/account").body;
    EXPECT_THAT(page, HasSubstr("Ottilie Thatch"));
    EXPECT_THAT(page, HasSubstr("Designated Safeguarding Lead"));
}

TEST_F(SiteTest, SingleKeysCanBeSwitchedOff) {
    auto browser = signed_in("ottilie");
    EXPECT_THAT(get(browser, "/account").body, HasSubstr("data-keys=\"on\""));
    post(browser, "/account/keys", {{"keys", "off"}});
    EXPECT_THAT(get(browser, "/review").body, HasSubstr("data-keys=\"off\""));
}

TEST_F(SiteTest, SigningOutEverywhereEndsEverySession) {
    auto here = signed_in("ottilie");
    auto elsewhere = signed_in("ottilie");
    post(here, "/account/sign-out-everywhere", {});
    EXPECT_EQ(get(elsewhere, "/review").status, 303u);
}

TEST_F(SiteTest, TheJournalShowsEverybodyOrOnlyOneself) {
    const auto id = comment("c1", "the car park again");
    auto quill = signed_in("quill");
    get(quill, "/items/" + id);
    const auto own = get(quill, "/journal").body;
    EXPECT_THAT(own, HasSubstr("opened it"));
    EXPECT_THAT(own, Not(HasSubstr("authorised the channel")));
    auto dsl = signed_in("ottilie");
    EXPECT_THAT(get(dsl, "/journal").body, HasSubstr("authorised the channel"));
    EXPECT_THAT(get(dsl, "/journal?kind=item").body, Not(HasSubstr("authorised the channel")));
}

}  // namespace tests
