#pragma once

#include "config/policy/permissions.hpp"
#include "moderation/past_posts.hpp"
#include "moderation/picture_library.hpp"
#include "moderation/published_news.hpp"
#include "moderation/store/recalls.hpp"
#include "moderation/store/sweeps.hpp"
#include "moderation/web/assets.hpp"
#include "moderation/web/forms.hpp"
#include "moderation/web/html.hpp"
#include "moderation/web/passwords.hpp"
#include "moderation/web/site.hpp"

#include <optional>
#include <string>

namespace moderation::web {

/// What every page may use. Copied freely: it only refers to things that the site keeps alive.
struct Tools {
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
    PictureLibrary& library;
    SweepStore& sweeps;
    RecallStore& recalls;
    PastPosts& past;
    PublishedNews& news;
    AdjustmentStore& adjustments;
    Practice& practice;
    const Triage& triage;
    runtime::CpuPool& cpu;
    runtime::Log& log;
    const SiteSettings& settings;
    const Assets& assets;
    Passwords& passwords;
};

/// Who is at the other end, once they have signed in.
struct SignedIn {
    const config::Person* person{nullptr};
    std::string token_hash;
    Session session;
    Viewer viewer;
    bool must_change_password{false};
    std::string unreached;  ///< of leaders: an open alert that says that nobody could be reached; empty: none
};

/// One request on its way to a page.
struct Visit {
    runtime::ServerRequest request;
    Params query;
    Params form;                      ///< of a POST
    std::optional<std::string> file;  ///< that came with the form
    std::string id;                   ///< what stood for {id} in the path
    runtime::Time now{};
    bool keys{true};      ///< single-key shortcuts are switched on
    bool changes{false};  ///< a GET or a POST rather than a HEAD: opening may claim
    std::optional<SignedIn> who;

    const std::string& person() const { return who->person->id; }
    const Viewer& viewer() const { return who->viewer; }
    const std::string& csrf() const { return who->session.csrf; }
};

/// A page or an action.
using Handler = runtime::Task<runtime::ServerResponse> (*)(Tools tools, Visit visit);

/// What the signed-in person may do.
config::Allowed allowed(const Tools& tools, const Visit& visit, config::Permission permission);
bool may(const Tools& tools, const Visit& visit, config::Permission permission);
/// Which items the person may see today.
Viewer viewer_of(const config::People& people, const std::string& person, runtime::Time now);
/// Whether there can be items for them at all.
bool reads_items(const Viewer& viewer);

/// "Mrs Quill" for a person id; "Gatehouse" for a part of the machine; the id for somebody who has left.
std::string name_of(const config::People& people, std::string_view actor);
/// "today 15:42" with the exact time on hover.
Html time_for(const Tools& tools, const Visit& visit, runtime::Time at);
std::string words_for(const Tools& tools, const Visit& visit, runtime::Time at);

}  // namespace moderation::web
