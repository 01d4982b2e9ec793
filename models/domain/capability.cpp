#include "models/domain/capability.hpp"

#include <algorithm>
#include <array>

namespace models {

namespace {

constexpr Deed kLeave{.offered = true, .button = "Leave", .doing = "leaving it as it is"};
constexpr Deed kEscalate{.offered = true, .button = "Pass to DSL", .doing = "passing it to the DSL"};

/// The deeds of one network in the order of Verb.
struct Deeds {
    Deed leave{kLeave};
    Deed hide;
    Deed unhide;
    Deed remove;
    Deed ban;
    Deed escalate{kEscalate};
};

constexpr Deeds kFacebookDeeds{
    .hide = {.offered = true,
             .button = "Hide",
             .doing = "hiding it",
             .warning = "The author and the author's friends still see it. It can be shown again."},
    .unhide = {.offered = true, .button = "Show again", .doing = "showing it again"},
    .remove = {.offered = true,
               .removes = true,
               .button = "Delete",
               .doing = "deleting it",
               .warning = "Facebook deletes it for good, with the answers under it. It cannot be brought back."},
    .ban = {.offered = true,
            .button = "Ban the author",
            .doing = "banning its author",
            .warning = "Its author can write nothing more on the page. What is there already stays."},
};

constexpr Deeds kInstagramDeeds{
    .hide = {.offered = true,
             .comments_only = true,
             .button = "Hide",
             .doing = "hiding it",
             .warning = "Its author may still see it. It can be shown again."},
    .unhide = {.offered = true, .comments_only = true, .button = "Show again", .doing = "showing it again"},
    .remove = {.offered = true,
               .removes = true,
               .button = "Delete",
               .doing = "deleting it",
               .warning = "Instagram deletes it for good, with the answers under it. It cannot be brought back."},
    .ban = {.button = "Ban the author",
            .doing = "banning its author",
            .instead =
                "Instagram lets nobody be kept away from here: restrict or block the account in the Instagram app."},
};

// A hidden reply stays behind one more click for everybody, and other people's posts cannot be deleted.
constexpr Deeds kXDeeds{
    .hide = {.offered = true,
             .comments_only = true,
             .read_back = false,
             .button = "Hide",
             .doing = "hiding it",
             .warning = "Everybody can still open it with one more click. It can be shown again."},
    .unhide = {.offered = true,
               .comments_only = true,
               .read_back = false,
               .button = "Show again",
               .doing = "showing it again"},
    .remove = {.button = "Delete",
               .doing = "deleting it",
               .instead = "X does not let a school delete what others wrote. Report it to X."},
    .ban = {.button = "Ban the author",
            .doing = "banning its author",
            .instead = "X does not let a school block anybody from here. Block the account on x.com."},
};

// Rejecting cannot be taken back by the interface, and a ban goes only together with it.
constexpr Deeds kYoutubeDeeds{
    .hide = {.offered = true,
             .comments_only = true,
             .button = "Hold for review",
             .doing = "holding it for review",
             .warning = "Nobody but the channel sees it until it is published again."},
    .unhide = {.offered = true, .comments_only = true, .button = "Publish", .doing = "publishing it"},
    .remove = {.offered = true,
               .comments_only = true,
               .removes = true,
               .button = "Reject",
               .doing = "rejecting it",
               .warning = "YouTube can never publish it again, nor the answers under it. This cannot be undone."},
    .ban = {.offered = true,
            .comments_only = true,
            .removes = true,
            .button = "Reject and ban the author",
            .doing = "rejecting it and banning its author",
            .warning = "YouTube rejects it for good and keeps its author away. Neither can be undone from here; a ban "
                       "is lifted in YouTube Studio."},
};

constexpr Capabilities kFacebook{
    .account = "Facebook Page",
    .account_hint = "Facebook: the number under the page's settings.",
    .containment = Containment::medium,
    .hidden_state = "Hidden on Facebook",
    .removed_state = "Deleted from Facebook by the school",
    .hidden_means = "Hidden on Facebook: the author and the author's friends still see it.",
    .next_step = "If it must disappear for everybody, propose to delete it.",
    .not_read = "Comments that Facebook itself holds back.",
};

constexpr Capabilities kInstagram{
    .account = "Instagram account",
    .account_hint = "Instagram: the number of the professional account.",
    .containment = Containment::medium,
    .hidden_state = "Hidden on Instagram",
    .removed_state = "Deleted from Instagram by the school",
    .hidden_means = "Hidden on Instagram: its author may still see it.",
    .next_step =
        "If it must disappear for everybody, propose to delete it. To keep the author away, restrict or block "
        "the account in the Instagram app.",
    .not_read = "Comments of accounts that were restricted in the Instagram app.",
};

constexpr Capabilities kX{
    .account = "X account",
    .account_hint = "X: the account's number, not its name.",
    .tells_hidden = false,
    .containment = Containment::weak,
    .hidden_state = "Hidden on X",
    .removed_state = "Deleted from X by the school",
    .hidden_means = "Hidden on X: everybody can still open it with one more click.",
    .next_step =
        "X does not let a school delete it. Report it to X, restrict who can reply, or take the school's own "
        "post down.",
    .not_read = "Answers on X that are older than a week when Gatehouse first asks, and those of protected accounts.",
};

constexpr Capabilities kYoutube{
    .account = "YouTube channel",
    .account_hint = "YouTube: the channel's id, which begins with UC.",
    .containment = Containment::strong,
    .hidden_state = "Held for review on YouTube",
    .removed_state = "Rejected on YouTube by the school",
    .hidden_means = "Held on YouTube: nobody but the channel sees it.",
    .next_step = "It stays held until somebody publishes it or rejects it for good.",
    .not_read = "Comments that were rejected in YouTube Studio, and the chat of live streams.",
};

struct Row {
    const Capabilities& capabilities;
    const Deeds& deeds;
};
constexpr std::array<Row, kNetworkCount> kTable{
    {{kFacebook, kFacebookDeeds}, {kInstagram, kInstagramDeeds}, {kX, kXDeeds}, {kYoutube, kYoutubeDeeds}}};

const Row& row(Network network) {
    return kTable[static_cast<std::size_t>(network)];
}

}  // namespace

const Deed& deed(Network network, Verb verb) {
    const auto& deeds = row(network).deeds;
    switch (verb) {
        case Verb::leave: return deeds.leave;
        case Verb::hide: return deeds.hide;
        case Verb::unhide: return deeds.unhide;
        case Verb::remove: return deeds.remove;
        case Verb::ban: return deeds.ban;
        case Verb::escalate: return deeds.escalate;
    }
    return deeds.leave;
}

std::string why_not(const CollectedItem& item, Verb verb) {
    if (verb == Verb::leave || verb == Verb::escalate) return {};
    const std::string network{display_name(item.network)};
    const auto& wanted = deed(item.network, verb);
    if (!wanted.offered) return std::string{wanted.instead};
    if (wanted.comments_only && !is_comment(item.kind)) return network + " offers this for comments only.";
    if (verb == Verb::ban) return item.author_id.empty() ? network + " did not say who wrote it." : std::string{};
    if (item.kind == ItemKind::tagged_post) return "It stands on somebody else's page: report it to " + network + ".";
    if (verb == Verb::hide && !item.can_hide) return network + " cannot hide this.";
    if (verb == Verb::remove && !item.can_remove) return network + " does not let the school delete this.";
    return {};
}

const Capabilities& capabilities(Network network) {
    return row(network).capabilities;
}

bool is_account_id(Network network, std::string_view id) {
    constexpr std::size_t kIdMax = 40;
    const auto digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    const auto word = [&](char byte) {
        return digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-' ||
               byte == '_';
    };
    if (id.size() < 3 || id.size() > kIdMax) return false;
    if (network == Network::youtube) return id.starts_with("UC") && std::all_of(id.begin(), id.end(), word);
    return std::all_of(id.begin(), id.end(), digit);
}

}  // namespace models
