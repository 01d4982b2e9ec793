#include "moderation/web/words.hpp"

#include "models/domain/capability.hpp"

namespace moderation::web {

namespace {

constexpr std::string_view kCategories[models::kCategoryCount] = {
    "a threat",
    "hateful language",
    "unkind to a {pupil}",
    "strong or abusive language about staff",
    "something about how an adult behaved towards a child",
    "sexual language",
    "sexual remarks about somebody",
    "somebody may be trying to reach a child",
    "asks to move to private messages",
    "somebody may be at risk of harming themselves",
    "extremist content",
    "may lead to unlawful images",
    "blackmail with pictures",
    "a child may be at risk of harm",
    "personal details of a {pupil}",
    "may be written by a {pupil}",
    "a picture of {pupil}s",
    "criticism or a complaint",
    "a claim that may not be true",
    "advertising or a scam",
    "somebody else's work",
    "may pretend to be the school or a colleague",
    "in a language that Gatehouse does not understand",
    "a question that may want an answer",
    "nothing of concern",
};

}  // namespace

std::string capitalised(std::string sentence) {
    if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
        sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    return sentence;
}

std::string category_words(models::Category category, std::string_view pupil) {
    constexpr std::string_view kPlace = "{pupil}";
    std::string words{kCategories[static_cast<std::size_t>(category)]};
    const auto place = words.find(kPlace);
    if (place != std::string::npos) words.replace(place, kPlace.size(), pupil);
    return words;
}

std::string_view severity_words(models::Severity severity) {
    switch (severity) {
        case models::Severity::v0: return "No concern";
        case models::Severity::v1: return "Have a look";
        case models::Severity::v2: return "Act today";
        case models::Severity::v3: return "Act now";
        case models::Severity::v4: return "Emergency";
    }
    return "";
}

TagColour severity_colour(models::Severity severity) {
    switch (severity) {
        case models::Severity::v0: return TagColour::grey;
        case models::Severity::v1: return TagColour::blue;
        case models::Severity::v2: return TagColour::orange;
        case models::Severity::v3:
        case models::Severity::v4: return TagColour::red;
    }
    return TagColour::grey;
}

Html severity_tag(models::Severity severity) {
    return tag(severity_words(severity), severity_colour(severity));
}

std::string_view kind_words(models::ItemKind kind) {
    switch (kind) {
        case models::ItemKind::comment: return "comment";
        case models::ItemKind::reply: return "reply";
        case models::ItemKind::visitor_post: return "post by a visitor";
        case models::ItemKind::tagged_post: return "post that mentions the school";
        case models::ItemKind::quote: return "post that quotes the school";
        case models::ItemKind::own_post: return "post of the school";
    }
    return "";
}

std::string network_words(models::Network network, models::NetworkState state) {
    const std::string name{models::display_name(network)};
    const auto& words = models::capabilities(network);
    switch (state) {
        case models::NetworkState::visible: return "Visible on " + name;
        case models::NetworkState::hidden: return std::string{words.hidden_state};
        case models::NetworkState::removed_by_us: return std::string{words.removed_state};
        case models::NetworkState::gone: return "No longer on " + name;
    }
    return {};
}

std::string action_words(models::Network network, models::ActionState state) {
    switch (state) {
        case models::ActionState::wanted: return "waiting to be carried out";
        case models::ActionState::acting: return "being carried out now";
        case models::ActionState::done: return "done";
        case models::ActionState::refused: return "refused by " + std::string{models::display_name(network)};
        case models::ActionState::failed: return "failed";
        case models::ActionState::unknown: return "not known yet: Gatehouse looks before it tries again";
    }
    return {};
}

std::string_view channel_words(models::ChannelState state) {
    switch (state) {
        case models::ChannelState::proposed: return "Proposed";
        case models::ChannelState::risk_assessed: return "Risks assessed";
        case models::ChannelState::authorised: return "Authorised";
        case models::ChannelState::suspended: return "Suspended";
        case models::ChannelState::closed: return "Closed";
    }
    return "";
}

TagColour channel_colour(models::ChannelState state) {
    if (state == models::ChannelState::authorised) return TagColour::green;
    if (state == models::ChannelState::suspended) return TagColour::red;
    return state == models::ChannelState::closed ? TagColour::grey : TagColour::blue;
}

std::string_view health_words(models::ChannelHealth health) {
    switch (health) {
        case models::ChannelHealth::never_read: return "Not read yet";
        case models::ChannelHealth::reading: return "Reading";
        case models::ChannelHealth::nothing_new: return "Nothing new";
        case models::ChannelHealth::rate_limited: return "Asked to wait";
        case models::ChannelHealth::token_trouble: return "Not reading: the access token does not work";
        case models::ChannelHealth::permission_trouble: return "Not reading: a permission is missing";
        case models::ChannelHealth::unreachable: return "Not reading: the network does not answer";
    }
    return "";
}

TagColour health_colour(models::ChannelHealth health) {
    switch (health) {
        case models::ChannelHealth::reading:
        case models::ChannelHealth::nothing_new: return TagColour::green;
        case models::ChannelHealth::never_read: return TagColour::grey;
        case models::ChannelHealth::rate_limited: return TagColour::yellow;
        default: return TagColour::red;
    }
}

std::string_view alert_kind_words(std::string_view kind) {
    if (kind == "item") return "Something on a channel needs you";
    if (kind == "action_failed") return "What was wanted could not be done on the network";
    if (kind == "presumed_absent") return "A colleague did not acknowledge two alerts and may be away";
    if (kind == "connector_silent") return "A channel is not being read";
    if (kind == "nobody_reachable") return "Nobody could be reached about something";
    if (kind == "unreviewed_hide") return "Something was hidden automatically and nobody has looked at it";
    if (kind == "connection_broken") return "A channel's connection with its network does not work";
    if (kind == "permission_missing") return "A channel's connection lacks a permission";
    if (kind == "connection_ends_30") return "A channel's connection ends within 30 days";
    if (kind == "connection_ends_14") return "A channel's connection ends within 14 days";
    if (kind == "connection_ends_7") return "A channel's connection ends within 7 days";
    if (kind == "connection_ends_1") return "A channel's connection ends within a day";
    if (kind == "account_details_read") return "Somebody in leadership read the details of a channel's account";
    if (kind == "escalated") return "A colleague passed something on to the safeguarding team";
    if (kind == "shown_again") return "Something that was hidden was shown again on the network";
    if (kind == "post_failed") return "A post was not published as it was agreed to";
    if (kind == "recall_proposed")
        return "All pictures of pupils are to be taken down: a second colleague has to agree";
    if (kind == "recall_refused")
        return "Pictures of pupils could not be taken down: see what is left to delete by hand";
    if (kind == "post_take_down") return "A published post has to be taken down";
    if (kind == models::kListedPicture) return "A picture was not taken, or was taken out of view: act on it now";
    if (kind == "post_alone") return "A post was published without a second colleague: look at it";
    if (kind == "posted_elsewhere") return "Something was posted on a channel past Gatehouse";
    if (kind == "export_failed") return "The export of records failed";
    return "Gatehouse needs attention";
}

std::string role_words(config::Role role, std::string_view head) {
    switch (role) {
        case config::Role::comms_author: return "Communications";
        case config::Role::comms_approver: return "Communications, second colleague";
        case config::Role::dsl: return "Designated Safeguarding Lead";
        case config::Role::deputy_dsl: return "Deputy Designated Safeguarding Lead";
        case config::Role::headteacher: return std::string{head};
        case config::Role::slt: return "Senior leadership";
        case config::Role::governor: return "Governor";
        case config::Role::chair_of_governors: return "Chair of governors";
        case config::Role::vice_chair: return "Vice chair of governors";
        case config::Role::safeguarding_governor: return "Safeguarding governor";
        case config::Role::it_admin: return "IT support";
        case config::Role::auditor: return "Auditor or data protection officer";
        case config::Role::trust_contact: return "Contact at the trust";
    }
    return {};
}

std::string recipient_words(config::Recipient recipient, std::string_view head) {
    switch (recipient) {
        case config::Recipient::comms: return "communications";
        case config::Recipient::dsl: return "the safeguarding team";
        case config::Recipient::ht: return "the " + std::string{head};
        case config::Recipient::slt: return "senior leadership";
        case config::Recipient::cm: return "the case manager";
        case config::Recipient::chair: return "the chair of governors";
        case config::Recipient::dpo: return "the data protection officer";
        case config::Recipient::it: return "IT support";
    }
    return {};
}

}  // namespace moderation::web
