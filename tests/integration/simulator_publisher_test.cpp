// Publishing on the simulated networks, which know nothing of the publishers: what was wanted stands there, once,
// whatever becomes of the connection and of the process that publishes.

#include "tests/integration/publishing_fixture.hpp"

#include <regex>

#include <gmock/gmock.h>

namespace tests {
namespace {

using boost::json::object;
using models::Network;
using runtime::ErrorKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(Publishing, StandsThereAsItWasWanted) {
    open();
    const auto published = publish(fair());
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_TRUE(published->seen);
    EXPECT_THAT(published->permalink, testing::StartsWith("https://"));
    EXPECT_THAT(stands(), ElementsAre(fair().text));
    if (GetParam() != Network::youtube) {
        EXPECT_THAT(place->descriptions(simulator), ElementsAre("Paper stars", "A tree"));
    }
}

TEST_P(Publishing, HappensOnceAlthoughEveryStepWasTakenTwice) {
    open();
    const auto published = publish(fair(), true);
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_THAT(stands(), ElementsAre(fair().text));
}

TEST_P(Publishing, HappensOnceAlthoughTheConnectionWasCutAfterItWasAccepted) {
    open();
    const auto [method, path] = place->decisive_call();
    simulator.control(named("fault"), {{"name", "applied_then_cut"}, {"method", method}, {"path", path}, {"times", 3}});
    const auto published = publish(fair());
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_TRUE(published->seen);
    EXPECT_THAT(stands(), ElementsAre(fair().text));
    if (GetParam() == Network::youtube) return;  // whose pieces are all sent to one address
    std::size_t sent = 0;
    const auto requests = simulator.look(named("requests"));
    for (const auto& request : requests.as_array())
        sent += std::regex_search(std::string{request.at("path").as_string()}, std::regex{path}) &&
                        request.at("method").as_string() == method
                    ? 1
                    : 0;
    EXPECT_EQ(sent, 1U) << "it was looked for, not sent again";
}

TEST_P(Publishing, HappensOnceWhateverGoesWrongOnTheWay) {
    const std::vector<object> faults{{{"name", "applied_then_cut"}},
                                     {{"name", "drop"}},
                                     {{"name", "html_502"}},
                                     {{"name", "cut_off"}},
                                     {{"name", "plain_429"}},
                                     {{"name", "malformed"}, {"variant", "truncated"}},
                                     {{"name", "malformed"}, {"variant", "not_json"}},
                                     {{"name", "malformed"}, {"variant", "wrong_root"}}};
    for (const auto& each : faults) {
        for (const int nth : {1, 2, 3, 4, 5, 6, 7}) {
            open();
            auto fault = each;
            fault["nth"] = nth;
            fault["times"] = 2;
            simulator.control(named("fault"), fault);
            const auto published = publish(fair());
            const auto what = boost::json::serialize(fault);
            ASSERT_TRUE(published) << published.error().message << what;
            EXPECT_THAT(stands(), SizeIs(1)) << what;
        }
    }
}

TEST_P(Publishing, IsTakenDownAlsoTwice) {
    open();
    const auto published = publish(fair());
    ASSERT_TRUE(published);
    const auto take_down = [&] {
        return runner.run(place->publisher().take_down(place->channel, published->external_id));
    };
    EXPECT_TRUE(take_down());
    EXPECT_THAT(stands(), IsEmpty());
    EXPECT_TRUE(take_down());
}

TEST_P(Publishing, IsRefusedBeforeAnythingIsSent) {
    open();
    auto publication = fair();
    publication.text.assign(100'000, 'a');
    const auto refused = step(publication, "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    const auto damaged = step(fair(), "{\"media\":7}");
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().kind, ErrorKind::malformed);
    EXPECT_THAT(simulator.look(named("requests")).as_array(), IsEmpty());
}

std::string name_of(const testing::TestParamInfo<Network>& info) {
    return std::string{models::display_name(info.param)};
}

INSTANTIATE_TEST_SUITE_P(Networks, Publishing,
                         testing::Values(Network::facebook, Network::instagram, Network::x, Network::youtube), name_of);

}  // namespace
}  // namespace tests
