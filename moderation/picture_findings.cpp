#include "moderation/picture_findings.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace moderation {

using models::Category;
using models::Severity;
using Likeness = SeenPicture::Likeness;
using State = SeenPicture::State;

namespace {

struct Concern {
    Category category{Category::pupil_image};
    Severity severity{Severity::v1};
    const char* code;
    const char* sentence;
};

constexpr Concern kListed{Category::illegal_image, Severity::v4, "picture:listed",
                          "came with a picture that is on a list of pictures which nobody may have, or looks like one"};
constexpr Concern kWithdrawn{Category::pupil_image, Severity::v3, "picture:withdrawn",
                             "shows a picture that has to be taken down"};
constexpr Concern kOutside{Category::pupil_image, Severity::v2, "picture:outside_approval",
                           "shows people in a picture that was posted outside approval: it is none that was agreed to"};
constexpr Concern kResembles{
    Category::pupil_image, Severity::v2, "picture:resembles",
    "shows people in a picture that looks like one that was agreed to, and is not certain to be that one"};
constexpr Concern kUnderPupils{Category::pupil_image, Severity::v2, "picture:under_pupils",
                               "adds a picture under a post that shows pupils"};
constexpr Concern kNotSeen{Category::pupil_image, Severity::v1, "picture:not_seen",
                           "has a picture that could not be looked at"};
constexpr Concern kOfOthers{Category::pupil_image, Severity::v1, "picture:of_others",
                            "came with a picture: Gatehouse cannot tell what it means"};

std::optional<Concern> concern_about_own(const SeenPicture& picture, const PictureSetting& setting) {
    if (!setting.since_watched) return std::nullopt;
    if (picture.state == State::not_seen) return kNotSeen;
    if (picture.like == Likeness::approved || !may_show_people(picture)) return std::nullopt;
    return picture.like == Likeness::resembles ? kResembles : kOutside;
}

std::optional<Concern> concern_about(const SeenPicture& picture, const PictureSetting& setting) {
    if (picture.state == State::listed) return kListed;
    if (picture.like == Likeness::withdrawn) return kWithdrawn;
    if (setting.own) return concern_about_own(picture, setting);
    if (setting.under_pupils) return kUnderPupils;
    return picture.state == State::not_seen ? kNotSeen : kOfOthers;
}

/// Each once.
std::vector<Concern> concerns_about(const std::vector<SeenPicture>& pictures, const PictureSetting& setting) {
    std::vector<Concern> concerns;
    for (const auto& picture : pictures) {
        const auto concern = concern_about(picture, setting);
        const auto same = [&](const Concern& known) { return std::string_view{known.code} == concern->code; };
        if (concern && std::none_of(concerns.begin(), concerns.end(), same)) concerns.push_back(*concern);
    }
    return concerns;
}

void add(const models::Finding& finding, std::vector<models::Finding>& findings) {
    const auto same = [&](const models::Finding& known) { return known.category == finding.category; };
    const auto known = std::find_if(findings.begin(), findings.end(), same);
    if (known == findings.end())
        findings.push_back(finding);
    else if (known->severity < finding.severity)
        *known = finding;
    const auto graver = [](const models::Finding& a, const models::Finding& b) { return a.severity > b.severity; };
    std::stable_sort(findings.begin(), findings.end(), graver);
}

}  // namespace

bool may_show_people(const SeenPicture& picture) {
    return !picture.people || *picture.people > 0;
}

bool may_show_people(const Item& item) {
    if (!item.pictures) return !item.latest.attachments.empty();
    return std::any_of(item.pictures->begin(), item.pictures->end(),
                       [](const SeenPicture& picture) { return may_show_people(picture); });
}

std::vector<models::Finding> findings_of(const std::vector<SeenPicture>& pictures, const PictureSetting& setting) {
    std::vector<models::Finding> findings;
    // What says only that a person has to look is nothing that the machine is sure of.
    for (const auto& concern : concerns_about(pictures, setting))
        add({concern.category, concern.severity, concern.severity > Severity::v1}, findings);
    return findings;
}

models::Assessment with_pictures(models::Assessment words, const std::vector<SeenPicture>& pictures,
                                 const PictureSetting& setting) {
    auto all = std::move(words);
    if (setting.own) {
        all.findings.clear();
        all.reasons.clear();
        all.severity = Severity::v0;
    }
    for (const auto& finding : findings_of(pictures, setting)) {
        add(finding, all.findings);
        all.severity = std::max(all.severity, finding.severity);
    }
    for (const auto& concern : concerns_about(pictures, setting))
        all.reasons.push_back({concern.category, concern.code, concern.sentence, 0, 0});
    return all;
}

std::string_view sentence_of(const SeenPicture& picture) {
    switch (picture.state) {
        case State::not_seen: return "A picture here could not be looked at: look at it on the network.";
        case State::listed: return "A picture was taken out of view.";
        case State::seen: break;
    }
    switch (picture.like) {
        case Likeness::approved: return "A picture that was agreed to.";
        case Likeness::withdrawn: return "A picture that has to be taken down.";
        case Likeness::resembles:
            return "A picture that looks like one that was agreed to, and is not certain to be that one.";
        case Likeness::nothing: break;
    }
    if (!picture.people) return "A picture: nobody could look whether people are in it.";
    return *picture.people == 0 ? "A picture in which no people were found. There may be some."
                                : "A picture of people that is none of those that were agreed to.";
}

}  // namespace moderation
