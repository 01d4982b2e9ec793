#pragma once

#include "moderation/picture_library.hpp"
#include "moderation/web/site.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"
#include "tests/unit/web/site_fakes.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace tests {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A browser without a window: keeps cookies and reads the token out of the page it saw last.
struct Browser {
    std::map<std::string, std::string> cookies;
    std::string csrf;
    std::string form;  ///< token of the sign-in form
    std::string peer{"192.0.2.10"};
};

/// The pages of Bramblecote Primary over a real Redis, with one authorised channel. All names are invented.
///
///   quill      communications author      birch   communications approver
///   ottilie    DSL                        trellis headteacher
///   sedge      IT support                 marsh   governor
///   heath      auditor                    sorrel  senior leadership
///   heron      chair of governors         fennel  left last year
class SiteWorld : public testing::Test {
  protected:
    static void SetUpTestSuite() { redis_server = std::make_unique<RedisFixture>(); }
    static void TearDownTestSuite() { redis_server.reset(); }

    void SetUp() override;
    void TearDown() override { runner.stop(); }

    template <class T>
    T ok(runtime::Task<runtime::Result<T>> task) {
        auto result = runner.run(std::move(task));
        if (!result) throw std::runtime_error(result.error().message);
        if constexpr (!std::is_void_v<T>) return std::move(*result);
    }

    /// Opens a session without the work of hashing a password.
    Browser signed_in(const std::string& person);
    void give_password(const std::string& person, const std::string& password, bool must_change = false);

    runtime::ServerResponse get(Browser& browser, const std::string& address, const std::string& method = "GET");
    /// With the token of the page seen last, from our own page.
    runtime::ServerResponse post(Browser& browser, const std::string& path, Fields fields);
    runtime::ServerResponse send(Browser& browser, runtime::ServerRequest request);
    runtime::ServerResponse sign_in(Browser& browser, const std::string& person, const std::string& password,
                                    const std::string& next = "");

    static moderation::Intaken concern(models::Severity severity = models::Severity::v2,
                                       models::Category category = models::Category::staff_abuse);
    /// Puts a comment on the review list and returns its id.
    std::string comment(const std::string& external_id, const std::string& text,
                        moderation::Intaken intaken = concern());
    moderation::Item item(const std::string& id) { return ok(store->item_for_system(id)); }
    /// What a field on the page has in it, the first of that name; empty: there is none.
    static std::string value_of(const std::string& page, const std::string& field) {
        const auto name = page.find("name=\"" + field + "\"");
        if (name == std::string::npos) return {};
        const auto at = page.find("value=\"", name) + 7;
        return page.substr(at, page.find('"', at) - at);
    }
    std::string version_of(const std::string& id) { return std::to_string(item(id).version); }
    void authorise(const std::string& channel);

    static inline std::unique_ptr<RedisFixture> redis_server;

    FakeClock clock;
    const runtime::Sealer sealer{std::array<unsigned char, 32>{1, 2, 3}};
    TaskRunner runner;
    runtime::CpuPool cpu{2};
    runtime::Metrics metrics;
    std::unique_ptr<config::People> people;
    std::unique_ptr<config::Calendar> calendar;
    std::unique_ptr<config::RoutingTable> routing;
    FakeAssessor assessor;
    std::unique_ptr<moderation::Triage> triage;
    std::string channel_id;
    models::Lease lease;
    bool secure_cookies{false};
    config::RiskAssessors risk_assessors{config::RiskAssessors::either};
    std::unique_ptr<runtime::RedisConnection> redis;
    std::unique_ptr<moderation::Store> store;
    std::unique_ptr<moderation::ConnectionStore> connections;
    std::unique_ptr<moderation::PostStore> posts;
    std::unique_ptr<moderation::AdjustmentStore> adjustments;
    std::unique_ptr<moderation::Practice> practice;
    std::unique_ptr<moderation::EmergencyStore> emergency;
    std::unique_ptr<moderation::PupilStore> pupils;
    std::unique_ptr<moderation::PostGuard> guard;
    std::unique_ptr<moderation::PictureLibrary> library;
    FakeConnector connector;
    moderation::ListedPictures listed;
    moderation::PictureIntake pictures{PICTURES_PROGRAM, models::image::Search::hashes, listed, quiet_log()};
    std::unique_ptr<moderation::web::Site> site;
};

std::string header_of(const runtime::ServerResponse& response, std::string_view name);
bool has(const std::string& page, std::string_view part);
/// Of the title element.
std::string title_of(const runtime::ServerResponse& response);

}  // namespace tests
