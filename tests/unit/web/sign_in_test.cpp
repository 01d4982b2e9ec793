// What coming and going promises: nobody learns which names exist, and a session is worth nothing to anybody else.

#include "tests/unit/web/site_world.hpp"

#include "moderation/web/passwords.hpp"

namespace tests {

using namespace std::chrono_literals;

namespace {
const std::string kPassword = "three random words";
}

class SignInTest : public SiteWorld {};

TEST_F(SignInTest, LeadsToThePageThatWasAskedFor) {
    give_password("ottilie", kPassword);
    Browser browser;
    const auto asked = get(browser, "/alerts/ab12");
    EXPECT_EQ(asked.status, 303u);
    EXPECT_EQ(header_of(asked, "Location"), "/sign-in?next=%2Falerts%2Fab12");

    const auto answer = sign_in(browser, "ottilie", kPassword, "/alerts/ab12");

    EXPECT_EQ(answer.status, 303u);
    EXPECT_EQ(header_of(answer, "Location"), "/alerts/ab12");
    EXPECT_EQ(get(browser, "/review").status, 200u);
}

TEST_F(SignInTest, TakesTheSchoolsEmailAddressToo) {
    give_password("ottilie", kPassword);
    Browser browser;
    EXPECT_EQ(sign_in(browser, "Ottilie@Bramblecote.example", kPassword).status, 303u);
}

TEST_F(SignInTest, NeverLeadsToAnotherSite) {
    give_password("ottilie", kPassword);
    Browser browser;
    EXPECT_EQ(header_of(sign_in(browser, "ottilie", kPassword, "//evil.example"), "Location"), "/");
}

TEST_F(SignInTest, SaysTheSameToAWrongPasswordAnUnknownNameAndALeaver) {
    give_password("ottilie", kPassword);
    give_password("fennel", kPassword);
    std::vector<std::string> pages;
    for (const std::string person : {"ottilie", "nobodyatall", "fennel"}) {
        Browser browser;
        const auto answer = sign_in(browser, person, person == "fennel" ? kPassword : "wrong words here");
        EXPECT_EQ(answer.status, 403u);
        auto page = answer.body;
        for (const auto& changing : {browser.form, person})
            for (auto at = page.find(changing); at != std::string::npos; at = page.find(changing))
                page.replace(at, changing.size(), "*");
        pages.push_back(page);
    }
    EXPECT_EQ(pages[0], pages[1]);
    EXPECT_EQ(pages[0], pages[2]);
}

TEST_F(SignInTest, StopsAfterManyTriesEvenWithTheRightPassword) {
    give_password("ottilie", kPassword);
    Browser browser;
    unsigned last = 0;
    for (int tries = 0; tries < 30; ++tries) sign_in(browser, "ottilie", "wrong words here");
    last = sign_in(browser, "ottilie", kPassword).status;
    EXPECT_EQ(last, 403u);

    clock.advance(2h);
    EXPECT_EQ(sign_in(browser, "ottilie", kPassword).status, 303u);
}

TEST_F(SignInTest, NeedsTheTokenOfItsOwnForm) {
    give_password("ottilie", kPassword);
    Browser browser;
    get(browser, "/sign-in");
    browser.form = std::string(32, 'a');
    EXPECT_EQ(post(browser, "/sign-in", {{"person", "ottilie"}, {"password", kPassword}}).status, 403u);
    EXPECT_EQ(browser.cookies.count("gatehouse"), 0u);
}

TEST_F(SignInTest, GivesANewTokenWhateverTheBrowserCameWith) {
    give_password("ottilie", kPassword);
    auto browser = signed_in("ottilie");
    give_password("ottilie", kPassword);
    const auto before = browser.cookies.at("gatehouse");

    sign_in(browser, "ottilie", kPassword);

    EXPECT_NE(browser.cookies.at("gatehouse"), before);
    Browser old;
    old.cookies["gatehouse"] = before;
    EXPECT_EQ(get(old, "/review").status, 303u);
}

TEST_F(SignInTest, KeepsTheTokenOutOfTheStoreAndOutOfScripts) {
    give_password("ottilie", kPassword);
    Browser browser;
    const auto answer = sign_in(browser, "ottilie", kPassword);
    const auto cookie = header_of(answer, "Set-Cookie");
    EXPECT_TRUE(has(cookie, "HttpOnly"));
    EXPECT_TRUE(has(cookie, "SameSite=Lax"));
    const auto keys = ok(redis->command({"KEYS", "*"}));
    for (const auto& key : keys.items) EXPECT_FALSE(has(key.text, browser.cookies.at("gatehouse")));
}

TEST_F(SignInTest, EndsWithSigningOut) {
    auto browser = signed_in("ottilie");
    const auto copy = browser.cookies;
    EXPECT_EQ(header_of(post(browser, "/sign-out", {}), "Location"), "/signed-out");
    Browser thief;
    thief.cookies = copy;
    EXPECT_EQ(get(thief, "/review").status, 303u);
    EXPECT_EQ(get(browser, "/signed-out").status, 200u);
}

TEST_F(SignInTest, EndsWhenTheSessionIdles) {
    auto browser = signed_in("ottilie");
    clock.advance(14min);
    EXPECT_EQ(get(browser, "/review").status, 200u);
    clock.advance(16min);
    EXPECT_EQ(get(browser, "/review").status, 303u);
}

TEST_F(SignInTest, EndsOnTheDayTheRoleEnds) {
    auto browser = signed_in("fennel");
    EXPECT_EQ(get(browser, "/review").status, 303u);
}

TEST_F(SignInTest, InsistsOnANewPasswordFirst) {
    give_password("quill", kPassword, true);
    Browser browser;
    sign_in(browser, "quill", kPassword);
    EXPECT_EQ(header_of(get(browser, "/review"), "Location"), "/account/password");
    EXPECT_EQ(get(browser, "/account/password").status, 200u);

    const std::string wanted = "lantern orchard teapot";
    const auto changed =
        post(browser, "/account/password", {{"current", kPassword}, {"wanted", wanted}, {"again", wanted}});

    EXPECT_EQ(header_of(changed, "Location"), "/account?done=password");
    EXPECT_EQ(get(browser, "/review").status, 200u);
    Browser other;
    EXPECT_EQ(sign_in(other, "quill", kPassword).status, 403u);
    EXPECT_EQ(sign_in(other, "quill", wanted).status, 303u);
}

TEST_F(SignInTest, ANewPasswordSignsOutEverybodyElse) {
    give_password("quill", kPassword);
    Browser here;
    Browser elsewhere;
    sign_in(here, "quill", kPassword);
    sign_in(elsewhere, "quill", kPassword);
    get(here, "/account/password");
    const std::string wanted = "lantern orchard teapot";
    post(here, "/account/password", {{"current", kPassword}, {"wanted", wanted}, {"again", wanted}});
    EXPECT_EQ(get(here, "/review").status, 200u);
    EXPECT_EQ(get(elsewhere, "/review").status, 303u);
}

TEST_F(SignInTest, RefusesAPoorPassword) {
    EXPECT_NE(moderation::web::password_problem("short", "quill", "Mrs Quill"), "");
    EXPECT_NE(moderation::web::password_problem("my name is quill ok", "quill", "Mrs Quill"), "");
    EXPECT_NE(moderation::web::password_problem("aaaaaaaaaaaaaa", "quill", "Mrs Quill"), "");
    EXPECT_EQ(moderation::web::password_problem("lantern orchard teapot", "quill", "Mrs Quill"), "");
}

TEST_F(SignInTest, TakesAsLongForNobodyAsForSomebody) {
    moderation::web::Passwords passwords{cpu};
    const auto hash = runtime::hash_password(kPassword);
    auto seconds = [&](const std::string& given) {
        const auto begun = std::chrono::steady_clock::now();
        EXPECT_FALSE(*runner.run(passwords.matches(given, "wrong words here")));
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    const auto somebody = seconds(hash);
    const auto nobody = seconds("");
    EXPECT_GT(nobody, somebody / 4);  // not at once, as it would be with a hash that is not one
}

}  // namespace tests
