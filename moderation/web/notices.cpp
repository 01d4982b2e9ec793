#include "moderation/web/notices.hpp"

#include "moderation/web/components.hpp"

namespace moderation::web {

namespace {

struct Notice {
    std::string_view code;
    std::string_view words;
};

constexpr Notice kNotices[] = {
    {"leave", "You left it as it is."},
    {"hide", "It will be hidden."},
    {"unhide", "It will be shown again."},
    {"stays-open", "It will be carried out. It stays on the list until the safeguarding team or the head closes it."},
    {"proposed", "You made a proposal. A second colleague has to agree."},
    {"passed", "You passed it to the safeguarding team."},
    {"agreed", "You agreed. It will be carried out."},
    {"declined", "You sent the proposal back."},
    {"undone", "Your decision was undone."},
    {"colleague-added", "Your colleague can read it now. Tell them where: the list and the alerts say nothing new."},
    {"released", "You put it back for somebody else."},
    {"acknowledged", "You acknowledged the alert."},
    {"password", "Your password was changed. You are signed out everywhere else."},
    {"keys-on", "Single-key shortcuts are switched on."},
    {"keys-off", "Single-key shortcuts are switched off."},
    {"post-saved", "The draft was kept."},
    {"picture-added", "The picture was added. Describe it, and say who can be seen in it."},
    {"picture-smaller",
     "The picture was added, and made smaller: networks show no more of it. Describe it, and say who can be seen in "
     "it."},
    {"picture-converted",
     "The picture was added as a JPEG, which every network takes. Describe it, and say who can be seen in it."},
    {"pictures-kept", "What you said of the pictures was kept."},
    {"post-submitted", "A second colleague can read it now."},
    {"post-agreed", "You agreed. It goes out at its time."},
    {"post-sent-back", "You sent it back."},
    {"post-discarded", "The draft was discarded."},
    {"post-alone", "It goes out. The leadership is told, and somebody looks at it on the next school day."},
    {"post-reviewed", "It was noted that you have looked at it."},
    {"people-kept", "It was noted who is in the picture."},
    {"post-down", "It is being taken down."},
    {"sweep-started", "Old pictures are being looked at, the oldest first."},
    {"down-proposed", "You proposed to take it down. A second colleague has to agree."},
    {"kept-up", "It stays. You are not asked again while nothing changes."},
    {"recall-proposed", "You asked for it, and the leadership is told. A second colleague has to agree."},
    {"recall-agreed", "You agreed. All pictures of pupils are being taken down."},
    {"recall-withdrawn", "It was taken back. Nothing was taken down."},
    {"recall-ended", "Pictures of pupils may be published again."},
    {"posts-paused", "Planned posts are paused."},
    {"posts-resumed", "Planned posts go out at their time again."},
    {"judging-asked", "The candidate is being made. It is tried beside what is live before anybody can agree to it."},
    {"judging-agreed", "You agreed. Texts are judged by it from now on."},
    {"judging-withdrawn", "The candidate was taken back."},
    {"judging-back", "Texts are judged again as they were before."},
    {"pupils-agreed", "You agreed. The import holds from now on."},
    {"pupils-withdrawn", "The proposed import was taken back."},
    {"pupils-back", "The register is again as it was before the last import, with what was changed by hand since."},
    {"pupil-changed", "It was noted, and holds from now on."},
    {"channel-proposed", "The channel was proposed. Its risks have to be assessed next."},
    {"channel-assessed", "The risk assessment was kept. Somebody else has to authorise the channel."},
    {"channel-signed", "You signed the risk assessment."},
    {"channel-authorised", "The channel is authorised. Reading begins now."},
    {"channel-suspended", "The channel is suspended. Nothing is read and nothing is changed on it."},
    {"channel-connected", "The channel is connected with its network."},
    {"details-recorded", "The details were kept. Somebody in leadership has to try them now."},
    {"details-opened", "You can read the details now. The head and the safeguarding lead are told."},
    {"details-tested", "It was noted that the details work."},
    {"channel-closed", "The channel is closed."},
};

}  // namespace

Html notice(const Visit& visit) {
    const auto done = visit.query.get("done");
    for (const auto& known : kNotices) {
        if (known.code != done) continue;
        Html words{"<p class=\"govuk-notification-banner__heading\">"};
        words.text(known.words).raw("</p>");
        return notification("Done", words, true);
    }
    return {};
}

}  // namespace moderation::web
