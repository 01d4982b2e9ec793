#include "models/domain/capability.hpp"

#include <algorithm>
#include <array>

namespace models {

namespace {

constexpr Capabilities kFacebook{
    .account = "Facebook Page",
    .account_hint = "Facebook: the number under the page's settings.",
    .containment = Containment::medium,
    .hidden_state = "Hidden on Facebook",
    .removed_state = "Deleted from Facebook by the school",
    .hidden_means = "Hidden on Facebook: the author and the author's friends still see it.",
    .next_step = "If it must disappear for everybody, propose to delete it.",
    .not_read = "Comments that Facebook itself holds back.",
    .uncounted =
        "Facebook also counts what it holds back itself and what was written by people who have left; it lists "
        "neither.",
    .unwatched = "comments on Facebook, unless Facebook tells of them by itself",
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
    .not_read =
        "Comments of accounts that were restricted in the Instagram app, and what becomes of a mention elsewhere after "
        "Instagram told of it.",
    .uncounted =
        "Of a busy post Instagram may list the newest 50 only, and never what restricted accounts wrote. Its count may "
        "be late.",
    .unwatched = "comments on Instagram, unless Instagram tells of them by itself",
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
    .uncounted =
        "X shows no replies that were older than seven days when they were first looked for, and none of protected "
        "accounts.",
    .unwatched = "replies on X that do not name the school's account",
};

constexpr Capabilities kYoutube{
    .account = "YouTube channel",
    .account_hint = "YouTube: the channel's id, which begins with UC.",
    .at_once = 50,
    .containment = Containment::strong,
    .hidden_state = "Held for review on YouTube",
    .removed_state = "Rejected on YouTube by the school",
    .hidden_means = "Held on YouTube: nobody but the channel sees it.",
    .next_step = "It stays held until somebody publishes it or rejects it for good.",
    .not_read = "Comments that were rejected in YouTube Studio, and the chat of live streams.",
    .uncounted = "YouTube's count may be late, and includes what YouTube has removed itself.",
    .unwatched = "answers to old comments on YouTube; new comments are read",
};

constexpr std::array kTable{kFacebook, kInstagram, kX, kYoutube};
static_assert(kTable.size() == kNetworkCount);

}  // namespace

std::string why_not(const CollectedItem& item, Verb verb) {
    const auto reach = reach_of(verb);
    if (reach == Reach::nothing) return {};
    const std::string network{display_name(item.network)};
    const auto& wanted = deed(item.network, verb);
    if (!wanted.offered) return std::string{wanted.instead};
    if (wanted.comments_only && !is_comment(item.kind)) return network + " offers this for comments only.";
    const bool own = item.kind == ItemKind::own_post;
    if (own && reach != Reach::post && verb != Verb::remove) return "The school wrote this itself.";
    if (reach == Reach::author && item.author_id.empty()) return network + " did not say who wrote it.";
    if (reach == Reach::post && !own && item.post_external_id.empty()) return "It stands under no post of the school.";
    if (reach != Reach::item) return {};
    if (is_elsewhere(item.kind)) return "It stands on somebody else's page: report it to " + network + ".";
    if (verb == Verb::hide && !item.can_hide) return network + " cannot hide this.";
    if (verb == Verb::remove && !item.can_remove) return network + " does not let the school delete this.";
    return {};
}

const Capabilities& capabilities(Network network) {
    return kTable[static_cast<std::size_t>(network)];
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
