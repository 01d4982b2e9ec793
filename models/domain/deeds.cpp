#include "models/domain/capability.hpp"

#include <array>

namespace models {

namespace {

constexpr Deed kLeave{.offered = true, .button = "Leave", .doing = "leaving it as it is"};
constexpr Deed kEscalate{.offered = true, .button = "Pass to DSL", .doing = "passing it to the DSL"};

// What most networks do not offer.
constexpr std::string_view kNoMuting = "Nobody can be muted from here on this network.";
constexpr std::string_view kNoSwitch = "This network lets nobody switch comments off or on from here.";
constexpr Deed kNoUnban{.button = "Lift the ban",
                        .doing = "lifting the ban on its author",
                        .instead = "A ban on this network is lifted with the network's own tools."};
constexpr Deed kNoMute{.button = "Mute the author", .doing = "muting its author", .instead = kNoMuting};
constexpr Deed kNoUnmute{.button = "Unmute the author", .doing = "unmuting its author", .instead = kNoMuting};
constexpr Deed kNoCommentsOff{
    .button = "Switch comments off", .doing = "switching comments off under the post", .instead = kNoSwitch};
constexpr Deed kNoCommentsOn{
    .button = "Switch comments on", .doing = "switching comments on under the post", .instead = kNoSwitch};

/// The deeds of one network in the order of Verb.
struct Deeds {
    Deed leave{kLeave};
    Deed hide;
    Deed unhide;
    Deed remove;
    Deed ban;
    Deed unban{kNoUnban};
    Deed mute{kNoMute};
    Deed unmute{kNoUnmute};
    Deed comments_off{kNoCommentsOff};
    Deed comments_on{kNoCommentsOn};
    Deed reply;
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
    .unban = {.offered = true, .button = "Lift the ban", .doing = "lifting the ban on its author"},
    .reply = {.offered = true, .button = "Answer", .doing = "answering it", .warning = "Everybody can read it."},
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
    .comments_off = {.offered = true,
                     .button = "Switch comments off",
                     .doing = "switching comments off under the post",
                     .warning = "Nobody can comment under this post until comments are switched on again."},
    .comments_on = {.offered = true,
                    .button = "Switch comments on",
                    .doing = "switching comments on under the post",
                    .warning = "Everybody can comment under this post again."},
    .reply = {.offered = true,
              .comments_only = true,
              .button = "Answer",
              .doing = "answering it",
              .warning = "Everybody can read it. Instagram does not let a hidden comment be answered."},
};

// A hidden reply stays behind one more click for everybody, and other people's posts cannot be deleted. What is sent is
// whether the reply shall be hidden, not that it shall change.
constexpr Deeds kXDeeds{
    .hide = {.offered = true,
             .comments_only = true,
             .read_back = false,
             .repeatable = true,
             .button = "Hide",
             .doing = "hiding it",
             .warning = "Everybody can still open it with one more click. It can be shown again."},
    .unhide = {.offered = true,
               .comments_only = true,
               .read_back = false,
               .repeatable = true,
               .button = "Show again",
               .doing = "showing it again"},
    .remove = {.button = "Delete",
               .doing = "deleting it",
               .instead = "X does not let a school delete what others wrote. Report it to X."},
    .ban = {.button = "Ban the author",
            .doing = "banning its author",
            .instead = "X does not let a school block anybody from here. Block the account on x.com."},
    .mute = {.offered = true,
             .button = "Mute the author",
             .doing = "muting its author",
             .warning = "The school's account no longer sees what its author writes, and Gatehouse may not read it "
                        "either. Everybody else still sees it."},
    .unmute = {.offered = true, .button = "Unmute the author", .doing = "unmuting its author"},
    .reply = {.offered = true,
              .button = "Answer",
              .doing = "answering it",
              .warning = "Everybody can read it. X refuses answers from here unless the author mentioned or quoted "
                         "the school's account; then answer on x.com."},
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
            .read_back = false,
            .button = "Reject and ban the author",
            .doing = "rejecting it and banning its author",
            .warning = "YouTube rejects it for good and keeps its author away. Neither can be undone from here; a ban "
                       "is lifted in YouTube Studio."},
    .reply = {.offered = true,
              .comments_only = true,
              .button = "Answer",
              .doing = "answering it",
              .warning = "Everybody can read it."},
};

constexpr std::array kTable{kFacebookDeeds, kInstagramDeeds, kXDeeds, kYoutubeDeeds};
static_assert(kTable.size() == kNetworkCount);

}  // namespace

const Deed& deed(Network network, Verb verb) {
    const auto& deeds = kTable[static_cast<std::size_t>(network)];
    switch (verb) {
        case Verb::leave: return deeds.leave;
        case Verb::hide: return deeds.hide;
        case Verb::unhide: return deeds.unhide;
        case Verb::remove: return deeds.remove;
        case Verb::ban: return deeds.ban;
        case Verb::unban: return deeds.unban;
        case Verb::mute: return deeds.mute;
        case Verb::unmute: return deeds.unmute;
        case Verb::comments_off: return deeds.comments_off;
        case Verb::comments_on: return deeds.comments_on;
        case Verb::reply: return deeds.reply;
        case Verb::escalate: return deeds.escalate;
    }
    return deeds.leave;
}

}  // namespace models
