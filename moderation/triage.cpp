#include "moderation/triage.hpp"

#include "config/policy/barred.hpp"
#include "models/domain/capability.hpp"
#include "models/text/normaliser.hpp"
#include "moderation/circumstances.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace moderation {

namespace {

using config::Automatic;
using config::Notify;
using models::Category;

bool notifies(const config::Route& route, std::initializer_list<Notify> kinds) {
    return std::any_of(route.notify.begin(), route.notify.end(),
                       [&](Notify notify) { return std::find(kinds.begin(), kinds.end(), notify) != kinds.end(); });
}

/// Whether the row's automatic action is to hide, given what is known of the text. Low confidence in
/// something grave means a person looks, not that the machine acts, except where the table says
/// "on suspicion".
bool wants_hide(const config::Route& route, const models::Finding& finding, const models::Assessment& assessment) {
    if (finding.category == Category::criticism) return false;
    // Whoever complains must not be silenced for the way they put it: together with criticism only what is grave
    // itself is hidden by the machine, whatever else is found beside it.
    if (assessment.has(Category::criticism) && finding.severity < models::Severity::v3) return false;
    if (route.automatic == Automatic::hide_on_suspicion) return true;
    if (!finding.sure) return false;
    const auto& features = assessment.features;
    switch (route.automatic) {
        case Automatic::hide:
        case Automatic::hide_with_alert: return true;
        case Automatic::hide_if_target: return features.target;
        case Automatic::hide_if_slur: return features.slur;
        case Automatic::hide_if_named: return features.named;
        case Automatic::hide_if_named_and_abusive: return features.named_and_abusive;
        case Automatic::hide_if_first_time_stranger: return features.first_time_stranger;
        case Automatic::hide_if_two_identifiers: return features.two_identifiers;
        case Automatic::hide_on_suspicion:
        case Automatic::none:
        case Automatic::confirm:
        case Automatic::prompt: return false;
    }
    return false;
}

/// As the words alone make it: what the machine may do follows from that.
models::Finding without_raise(models::Finding finding) {
    if (!finding.raised) return finding;
    finding.severity = models::severity_from(level(finding.severity) - 1).value_or(models::Severity::v0);
    return finding;
}

/// Every automatic hide is reviewed by a person within one school day.
constexpr config::Deadline kReviewOfHide{1, config::Deadline::Unit::school_days};

/// What is kept as evidence, from the weakest to the strongest: the order of PRESERVE in page.lua.
int weight(std::string_view preserve) {
    constexpr std::array<std::string_view, 5> kOrder{"std", "snap_min", "snap", "hold", "hold_no_media"};
    const auto* const found = std::find(kOrder.begin(), kOrder.end(), preserve);
    return found == kOrder.end() ? 0 : static_cast<int>(found - kOrder.begin()) + 1;
}

/// In criticism the people it names are who should hear it; in everything else they must not be the ones
/// who handle it.
bool only_opinion(const models::Assessment& assessment) {
    return std::all_of(assessment.findings.begin(), assessment.findings.end(), [](const models::Finding& finding) {
        switch (finding.category) {
            case Category::criticism:
            case Category::misinformation:
            case Category::benign:
            case Category::benign_question:
            case Category::unknown_language: return true;
            default: return false;
        }
    });
}

bool has_picture(const models::CollectedItem& item) {
    return std::any_of(item.attachments.begin(), item.attachments.end(),
                       [](const models::Attachment& attachment) { return attachment.picture.has_value(); });
}

}  // namespace

Intaken Triage::decide(models::CollectedItem item, models::Assessment assessment, const Circumstances& circumstances,
                       const std::string& channel_external_id, runtime::Time now) const {
    Intaken intaken;
    intaken.item = std::move(item);
    intaken.assessment = std::move(assessment);
    const bool own = intaken.item.kind == models::ItemKind::own_post ||
                     (!intaken.item.author_id.empty() && intaken.item.author_id == channel_external_id);
    if (own) return intaken;

    weigh(intaken.assessment, circumstances);
    for (const auto& finding : intaken.assessment.findings) {
        const auto* route = routing_.find(to_string(finding.category), level(finding.severity));
        if (route != nullptr) apply(finding, *route, intaken, now);
    }
    expect_review(intaken, now);
    // What comes to people later, by its pictures, is barred from whom it names by then.
    if (intaken.queue || has_picture(intaken.item)) bar(intaken, now);
    return intaken;
}

Intaken Triage::decide_pictures(models::CollectedItem item, models::Assessment whole,
                                const std::vector<models::Finding>& found, bool own, runtime::Time now) const {
    Intaken intaken;
    intaken.item = std::move(item);
    intaken.assessment = std::move(whole);
    for (const auto& finding : found) {
        const auto* route = routing_.find(to_string(finding.category), level(finding.severity));
        if (route != nullptr) apply(finding, *route, intaken, now);
    }
    intaken.queue = intaken.queue || !found.empty();
    expect_review(intaken, now);
    if (intaken.queue && !own) bar(intaken, now);
    return intaken;
}

void Triage::expect_review(Intaken& intaken, runtime::Time now) const {
    if (!models::why_not(intaken.item, models::Verb::hide).empty()) intaken.auto_hide = false;
    if (intaken.auto_hide)
        intaken.review_by = config::due(kReviewOfHide, level(intaken.assessment.severity), calendar_, now);
}

void Triage::apply(const models::Finding& finding, const config::Route& route, Intaken& intaken,
                   runtime::Time now) const {
    const bool asks = route.automatic == Automatic::confirm || route.automatic == Automatic::prompt;
    const bool loud = notifies(route, {Notify::email, Notify::push, Notify::sms});
    if (asks || loud || notifies(route, {Notify::queue, Notify::digest})) intaken.queue = true;
    if (!finding.sure && finding.severity >= models::Severity::v1) intaken.queue = true;

    const auto by_words = without_raise(finding);
    const auto* hides = routing_.find(to_string(by_words.category), level(by_words.severity));
    const bool something = by_words.severity > models::Severity::v0 && hides != nullptr;
    if (something && wants_hide(*hides, by_words, intaken.assessment)) {
        intaken.queue = true;  // every automatic hide is reviewed by a person
        // One finding that may hide without waiting is enough not to wait.
        const bool waits = hides->automatic == Automatic::hide_with_alert;
        intaken.hide_needs_alert = waits && (!intaken.auto_hide || intaken.hide_needs_alert);
        intaken.auto_hide = true;
    }

    const auto visibility = models::visibility_from(route.visibility).value_or(models::Visibility::open);
    intaken.visibility = std::max(intaken.visibility, visibility);
    if (weight(route.preserve) > weight(intaken.preserve)) intaken.preserve = route.preserve;
    if (route.act) {
        const auto due = config::due(*route.act, level(finding.severity), calendar_, now);
        intaken.act_by = intaken.act_by ? std::min(*intaken.act_by, due) : due;
    }
    if (!loud) return;
    // Findings come the gravest first. Everybody whom one of the rows names is told, by one alert.
    if (!intaken.alert) intaken.alert = models::draw_alert("item", "", finding.severity);
    intaken.alert->severity = std::max(intaken.alert->severity, finding.severity);
    intaken.alert->matters.push_back({finding.category, finding.severity});
}

void Triage::bar(Intaken& intaken, runtime::Time now) const {
    auto barred = barred_from(intaken.item, intaken.assessment, now);
    intaken.barred = std::move(barred.people);
    intaken.head_barred = barred.head;
    // Another head is no substitute.
    if (intaken.head_barred && intaken.visibility == models::Visibility::cm)
        intaken.visibility = models::Visibility::gov;
    if (intaken.alert) intaken.alert->barred = intaken.barred;
}

Barred Triage::barred_from(const models::CollectedItem& item, const models::Assessment& assessment,
                           runtime::Time now) const {
    Barred barred;
    const bool opinion = only_opinion(assessment);
    const auto undisguised = models::text::normalise(item.text, models::Assessor::kMaxTextBytes).line();
    for (const auto& text : {item.text, undisguised})
        barred.add({opinion ? config::conflicted_by(text, people_) : config::barred_by(text, people_, now)});
    barred.add({config::written_by(item.author_name, people_)});
    barred.head = std::any_of(barred.people.begin(), barred.people.end(), [&](const auto& person) {
        return people_.holds(person, config::Role::headteacher, now);
    });
    return barred;
}

void Barred::add(const Barred& more) {
    for (const auto& person : more.people)
        if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
    head = head || more.head;
}

}  // namespace moderation
