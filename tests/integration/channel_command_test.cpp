// `gatehouse channel`: what it never guesses.

#include "moderation/channel_command.hpp"

#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

#include <sstream>

#include <gmock/gmock.h>

namespace tests {

using testing::HasSubstr;

class ChannelCommandTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        config::Person office;
        office.id = "finch";
        office.roles.push_back({config::Role::comms_author, std::nullopt, std::nullopt, 0});
        people = std::make_unique<config::People>(std::vector<config::Person>{office});
        ok(store->put_user({"finch", runtime::hash_password("a long password"), false, now}, "system:test", now));
    }
    static moderation::ChannelRequest proposal(const std::string& network) {
        moderation::ChannelRequest request;
        request.verb = "propose";
        request.person = "finch";
        request.password = "a long password";
        request.network = network;
        request.page_id = "1500000000000000001";
        request.purpose = "Tell families what their children do at school.";
        return request;
    }
    int run(moderation::ChannelRequest request) {
        moderation::ConnectionStore connections{*redis, sealer, "bramblecote"};
        std::ostringstream out;
        const int code =
            runner.run(moderation::channel_command(*store, connections, *people, clock, std::move(request), out));
        said = out.str();
        return code;
    }

    FakeClock clock;
    std::unique_ptr<config::People> people;
    std::string said;
};

TEST_F(ChannelCommandTest, TheNetworkIsAskedForAndNotGuessed) {
    const auto before = ok(store->channels()).size();
    EXPECT_EQ(run(proposal("")), 1);
    EXPECT_THAT(said, HasSubstr("--network facebook, --network instagram, --network x, --network youtube."));
    EXPECT_EQ(ok(store->channels()).size(), before);
    EXPECT_EQ(run(proposal("x")), 0);
    EXPECT_EQ(ok(store->channels()).back().network, models::Network::x);
}

TEST_F(ChannelCommandTest, ANumberOfAnotherNetworkIsRefused) {
    EXPECT_EQ(run(proposal("youtube")), 1);
    EXPECT_THAT(said, HasSubstr("as YouTube gives it"));
}

}  // namespace tests
