#include "models/consent/consent.hpp"

#include "models/domain/named.hpp"

namespace models::consent {

namespace {

constexpr Names<Use, kUseCount> kUses{
    {"internal_display", "newsletter", "prospectus_print", "website", "social_facebook", "social_instagram", "social_x",
     "social_youtube", "video", "livestream", "press_tv", "photographer", "trust_marketing", "research_training"}};
constexpr Names<Use, kUseCount> kPlaces{{"on display in school", "in the newsletter", "in the prospectus",
                                         "on the website", "on Facebook", "on Instagram", "on X", "on YouTube",
                                         "in a video", "in a live stream", "in the press", "by the school photographer",
                                         "by the trust", "for research or training"}};
constexpr Names<Decision, 4> kDecisions{{"not_returned", "yes", "no", "withdrawn"}};

}  // namespace

std::string_view to_string(Use use) {
    return kUses.of(use);
}
std::optional<Use> use_from(std::string_view name) {
    return kUses.find(name);
}
std::string_view place_of(Use use) {
    return kPlaces.of(use);
}

Use use_of(Network network) {
    switch (network) {
        case Network::facebook: return Use::social_facebook;
        case Network::instagram: return Use::social_instagram;
        case Network::x: return Use::social_x;
        case Network::youtube: return Use::social_youtube;
    }
    return Use::social_facebook;
}

std::optional<Decision> decision_from(std::string_view name) {
    return kDecisions.find(name);
}

Day end_of_school_year(Day day) {
    using namespace std::chrono;
    const year_month_day date{day};
    const sys_days end{date.year() / August / 31};
    return day <= end ? end : sys_days{(date.year() + years{1}) / August / 31};
}

}  // namespace models::consent
