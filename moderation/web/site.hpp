#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/people.hpp"
#include "config/policy/post_templates.hpp"
#include "config/policy/risk_assessors.hpp"
#include "config/policy/routing.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/http_server.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "moderation/network_connector.hpp"
#include "moderation/picture_intake.hpp"
#include "moderation/post_guard.hpp"
#include "moderation/practice.hpp"
#include "moderation/store/connections.hpp"
#include "moderation/store/emergency.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/pupils.hpp"
#include "moderation/store/store.hpp"
#include "moderation/triage.hpp"

#include <memory>
#include <string>

namespace moderation::web {

struct SiteSettings {
    std::string school_name;    ///< "Bramblecote Primary"
    std::string public_url;     ///< as people reach it: "https://gatehouse.example.sch.uk"; may be empty
    bool secure_cookies{true};  ///< off only without TLS in front (demo)
    std::string pupil_word{"pupil"};
    std::string head_word{"Headteacher"};
    int watch_days{60};  ///< how long comments under a post are read
    config::RiskAssessors risk_assessors{config::RiskAssessors::either};
    std::string email_domains;  ///< of the school's addresses; see config/policy/own_address.hpp
    config::PostTemplates templates{};
};

/// What the pages are made of. Everything outlives the site.
struct SiteParts {
    Store& store;
    ConnectionStore& connections;
    EmergencyStore& emergency;
    PupilStore& pupils;
    NetworkConnector& connector;
    const config::People& people;
    const config::Calendar& calendar;
    const config::RoutingTable& routing;
    PostStore& posts;
    PostGuard& guard;
    PictureIntake& pictures;
    AdjustmentStore& adjustments;
    Practice& practice;
    const Triage& triage;
    runtime::Clock& clock;
    runtime::CpuPool& cpu;
    runtime::Log& log;
    runtime::Metrics& metrics;
    SiteSettings settings;
};

/// The pages on which people look after the channels.
///
/// Every page works without JavaScript. Titles, addresses and error pages never hold what somebody wrote. An item that
/// a person must not know of answers exactly like one that does not exist.
/// Threads  the I/O thread.
class Site {
  public:
    explicit Site(SiteParts parts);
    ~Site();

    /// The most that a request to a path which takes a file may hold; more than a picture may, so that a page can say
    /// what is wrong with a large one.
    static constexpr std::size_t kUploadBytesMax = std::size_t{32} << 20;
    static bool takes_file(std::string_view path);

    /// Answers one request. Never throws for what a request contains.
    runtime::Task<runtime::ServerResponse> handle(runtime::ServerRequest request);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace moderation::web
