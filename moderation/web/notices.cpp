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
