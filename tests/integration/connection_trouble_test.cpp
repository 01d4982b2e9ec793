// A connection that has expired, was withdrawn or lost a permission, on each network: the channel's page says in words
// what is wrong, whoever connects channels is alarmed, and after connecting again on the page everything that was
// written meanwhile is read.

#include "tests/integration/simulated_school.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using boost::json::object;
using models::ChannelHealth;
using models::Network;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

enum class Trouble { expired, withdrawn, reduced };

struct Case {
    Network network;
    Trouble trouble;
};

std::string name_of(const testing::TestParamInfo<Case>& test) {
    constexpr std::array<const char*, 3> kTroubles{"expired", "withdrawn", "reduced"};
    return std::string{to_string(test.param.network)} + "_" +
           kTroubles.at(static_cast<std::size_t>(test.param.trouble));
}

void PrintTo(const Case& test, std::ostream* out) {
    *out << to_string(test.network) << ' ' << static_cast<int>(test.trouble);
}

class ConnectionTroubleTest : public SimulatedSchool<Case> {
  protected:
    void SetUp() override {
        SimulatedSchool::SetUp();
        const std::string back = std::string{ReadingSchool::kPublicUrl} + "/channels/connected";
        for (const auto* app : {"facebook/application", "x/application", "youtube/project"})
            simulator->control(app, {{"redirect_uri", back}});
        post = account.post(1h);
        before = account.comment(post);
        adopt();
    }

    void go_on(std::chrono::seconds time) {
        pass(time);
        school->poll();
        school->keep_connected();
    }
    std::string page() { return school->visit("/channels/page").body; }

    /// In the browser: the page sends there, the person grants it, the network sends back.
    void connect() {
        runtime::HttpRequest there;
        there.url = header(school->visit("/channels/page/login").headers, "Location");
        const auto asked = fetch(there);
        ASSERT_TRUE(asked) << asked.error().message;
        const auto back = header(asked->headers, "Location");
        const auto connected = school->visit(back.substr(std::string{ReadingSchool::kPublicUrl}.size()));
        ASSERT_EQ(header(connected.headers, "Location"), "/channels/page?done=channel-connected") << connected.body;
    }
    static std::string header(const runtime::HttpHeaders& headers, const std::string& name) {
        for (const auto& [known, value] : headers)
            if (known.size() == name.size() && strcasecmp(known.c_str(), name.c_str()) == 0) return value;
        return {};
    }

    models::Connection connection() {
        auto found = runner.run(school->connections().connection(ReadingSchool::kChannel));
        if (!found) throw std::runtime_error{found.error().message};
        return std::move(*found);
    }
    /// Connected as at the command line: with a token that ends soon and that nothing renews.
    void connect_for(std::chrono::hours length) {
        const auto meta = GetParam().network == Network::facebook || GetParam().network == Network::instagram;
        const auto ends = std::chrono::floor<std::chrono::seconds>(clock.now() + length);
        if (meta)
            simulator->control("facebook/token",
                               {{"token", SimulatedAccount::kToken}, {"expires_at", ends.time_since_epoch().count()}});
        else
            account.control(
                "token", {{"token", SimulatedAccount::kToken}, {"expires_in", std::chrono::seconds{length}.count()}});
        auto known = connection();
        models::Credentials given;
        given.access = SimulatedAccount::kToken;
        given.access_until = ends;
        const auto made = runner.run(
            school->connections().connect(ReadingSchool::kChannel, known.version, given, "byte", clock.now()));
        ASSERT_TRUE(made) << made.error().message;
    }
    void reduce() {
        object change{{"token", connection().credentials.access}};
        switch (GetParam().network) {
            case Network::facebook: change["without"] = boost::json::array{"pages_read_user_content"}; break;
            case Network::instagram: change["without"] = boost::json::array{"instagram_manage_comments"}; break;
            case Network::x: change["without"] = boost::json::array{"tweet.read"}; break;
            case Network::youtube: change["scopes"] = boost::json::array(); break;
        }
        if (GetParam().network == Network::instagram)
            simulator->control("facebook/token", change);
        else
            account.control("token", change);
    }
    void strike() {
        const bool instagram = GetParam().network == Network::instagram;
        switch (GetParam().trouble) {
            case Trouble::expired: go_on(3h); break;
            case Trouble::withdrawn:
                simulator->control(
                    instagram ? "facebook/consent" : std::string{to_string(GetParam().network)} + "/consent",
                    {{"withdrawn", true}});
                break;
            case Trouble::reduced: reduce(); break;
        }
    }

    std::string post;
    std::string before;
};

TEST_P(ConnectionTroubleTest, IsNamedAndAlarmedAndWhatWasMissedIsReadAfterConnectingAgain) {
    const bool reduced = GetParam().trouble == Trouble::reduced;
    if (GetParam().trouble == Trouble::expired)
        connect_for(2h);
    else
        connect();
    go_on(1min);
    ASSERT_TRUE(school->item(before));
    ASSERT_THAT(page(), AllOf(HasSubstr("Connected"), Not(HasSubstr("Not reading"))));

    strike();
    const auto missed = account.comment(post);
    for (int minutes = 0; minutes < 15; ++minutes) go_on(1min);
    EXPECT_FALSE(school->item(missed));
    EXPECT_THAT(page(), HasSubstr(reduced ? "Not reading: a permission is missing"
                                          : "Not reading: the access token does not work"));
    EXPECT_THAT(page(), AllOf(HasSubstr("onnect"), HasSubstr("again")));
    if (!reduced) {
        EXPECT_THAT(page(), Not(HasSubstr("Connected</strong>")));
    }
    EXPECT_THAT(school->alarms(), Contains(reduced ? "permission_missing" : "connection_broken"));

    connect();
    EXPECT_THAT(page(), Not(HasSubstr("Not reading"))) << "that was the connection before";
    go_on(10s);
    EXPECT_TRUE(school->item(missed));
    EXPECT_THAT(page(), AllOf(HasSubstr("Connected"), Not(HasSubstr("Not reading"))));
    const auto health = school->channel().health;
    EXPECT_TRUE(health == ChannelHealth::reading || health == ChannelHealth::nothing_new);
    EXPECT_FALSE(connection().alarmed) << "the next trouble is alarmed again";
    EXPECT_THAT(connection().missing, testing::IsEmpty());
}

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const auto network : models::kNetworks)
        for (const auto trouble : {Trouble::expired, Trouble::withdrawn, Trouble::reduced})
            all.push_back({network, trouble});
    return all;
}

INSTANTIATE_TEST_SUITE_P(Each, ConnectionTroubleTest, testing::ValuesIn(cases()), name_of);

}  // namespace
}  // namespace tests
