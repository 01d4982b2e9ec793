#include "moderation/web/words.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

struct KindWords {
    std::string_view kind;
    std::string_view words;
};

constexpr KindWords kKinds[] = {
    {"item.recorded", "read this from the channel"},
    {"item.revised", "read a new version: the author edited it"},
    {"item.gone", "noticed that it is no longer on the network"},
    {"item.reopened", "put it back on the list"},
    {"item.pictures_seen", "looked at its pictures"},
    {"item.pictures_not_seen", "could not look at its pictures"},
    {"item.picture_listed", "took a picture out of view"},
    {"item.hidden_on_network", "noticed that it was hidden on the network"},
    {"item.visible_on_network", "noticed that it is visible on the network again"},
    {"item.claimed", "opened it"},
    {"item.barred", "barred somebody with a conflict of interest"},
    {"item.shared", "let a colleague read it"},
    {"item.released", "put it back"},
    {"decision.made", "decided"},
    {"decision.proposed", "proposed a decision"},
    {"decision.agreed", "agreed as the second colleague"},
    {"decision.declined", "sent the proposal back"},
    {"decision.withdrawn", "withdrew the proposal"},
    {"decision.undone", "undid the decision"},
    {"action.wanted", "asked for a change on the network"},
    {"action.begun", "kept the evidence and started the change"},
    {"action.done", "carried the change out"},
    {"action.refused", "was refused by the network"},
    {"action.failed", "could not carry the change out"},
    {"action.unknown", "does not know yet whether the change was carried out"},
    {"action.dropped", "called the change off"},
    {"alert.raised", "raised an alert"},
    {"alert.told", "told somebody"},
    {"alert.acknowledged", "acknowledged the alert"},
    {"alert.exhausted", "reached nobody"},
    {"channel.proposed", "proposed the channel"},
    {"channel.risk_assessed", "assessed the risks of the channel"},
    {"channel.assessment_signed", "signed the risk assessment of the channel"},
    {"channel.authorised", "authorised the channel"},
    {"channel.suspended", "suspended the channel"},
    {"channel.closed", "closed the channel"},
    {"channel.connected", "connected the channel with its network"},
    {"channel.disconnected", "ended the channel's connection with its network"},
    {"channel.token_renewed", "renewed what opens the channel"},
    {"channel.connection_trouble", "noticed a change in the channel's connection"},
    {"channel.permissions_changed", "noticed a change in what the network permits"},
    {"channel.account_details_recorded", "recorded the details of the channel's account"},
    {"channel.account_details_opened", "read the details of the channel's account in an emergency"},
    {"channel.account_details_tested", "got into the channel's account with the details"},
    {"channel.health", "noticed a change in reading the channel"},
    {"session.opened", "signed in"},
    {"session.closed", "signed out"},
    {"user.created", "made an account"},
    {"user.changed", "changed an account"},
    {"post.saved", "wrote or changed a post"},
    {"post.submitted", "asked a colleague to read a post"},
    {"post.agreed", "agreed to a post"},
    {"post.sent_back", "sent a post back"},
    {"post.crops_kept", "remembered how cuts of a withdrawn picture look"},
    {"post.words_read", "read the words in a picture of a post"},
    {"post.return_told", "told those who wrote a post that it was sent back"},
    {"post.discarded", "discarded a post"},
    {"post.published_alone", "published a post without a second colleague"},
    {"post.review_overdue", "reminded of a post that nobody has looked at"},
    {"picture.refused", "brought a picture that was not taken"},
    {"post.reviewed", "looked at a post that one person had published"},
    {"post.held", "kept a post from going out"},
    {"post.begun", "began to publish a post"},
    {"post.published", "published a post"},
    {"post.failed", "could not publish a post"},
    {"post.unknown", "could not find out whether a post is published"},
    {"post.taking_down", "wanted a post taken down"},
    {"post.taken_down", "took a post down"},
    {"sweep.started", "had old pictures looked at"},
    {"sweep.finished", "looked at all old pictures"},
    {"post.sweep_found", "found a post with old pictures to decide about"},
    {"post.down_proposed", "proposed to take a post down"},
    {"post.kept_up", "let old pictures stay"},
    {"recall.proposed", "wanted all pictures of pupils taken down"},
    {"recall.agreed", "agreed that all pictures of pupils are taken down"},
    {"recall.withdrawn", "took back that all pictures of pupils are taken down"},
    {"recall.finished", "went through all posts with pictures of pupils to take them down"},
    {"recall.ended", "allowed pictures of pupils to be published again"},
    {"post.down_wanted", "noted that a post has to be taken down"},
    {"post.down_overdue", "reminded of a post that has to be taken down"},
    {"item.posted_elsewhere", "found something that was posted past Gatehouse"},
    {"posts.paused", "paused planned posts"},
    {"posts.resumed", "let planned posts go on"},
    {"judging.asked", "asked for a change of how texts are judged"},
    {"judging.tried", "made the change and tried it beside what is live"},
    {"judging.agreed", "agreed to the change, which is live since"},
    {"judging.withdrawn", "took the change back before it was live"},
    {"judging.stepped_back", "went one step back in how texts are judged"},
    {"schedule.ran", "did what the timetable asks for"},
    {"job.dead", "gave up on a piece of work"},
    {"store.created", "started to keep records"},
};

constexpr Contact kContacts[] = {
    {"police999", "Police, emergency", "If anybody may be in danger now, call 999 first.", ""},
    {"police", "Police", "Call 999 if anybody may be in danger now, otherwise 101.", ""},
    {"police101", "Police, not an emergency", "Call 101.", ""},
    {"csc", "Children's social care", "Call your local authority's front door, also out of hours.", ""},
    {"social_worker", "The child's social worker", "Call them, or the duty team when they are away.", ""},
    {"lado", "Local Authority Designated Officer", "Within one working day. Do not investigate and do not reply first.",
     ""},
    {"ceop", "CEOP Safety Centre", "Report online.", "https://www.ceop.police.uk/Safety-Centre/"},
    {"iwf", "Internet Watch Foundation", "Report the address online. Do not open, copy or forward a picture.",
     "https://report.iwf.org.uk/"},
    {"nspcc", "NSPCC helpline", "Call 0808 800 5000.", "https://www.nspcc.org.uk/"},
    {"childline", "Childline, for the child", "Call 0800 1111.", "https://www.childline.org.uk/"},
    {"samaritans", "Samaritans", "Call 116 123, at any hour.", "https://www.samaritans.org/"},
    {"nhs111", "NHS 111", "Call 111 and choose the mental health option.", "https://111.nhs.uk/"},
    {"posh", "Professionals Online Safety Helpline", "Call 0344 381 4772.",
     "https://saferinternet.org.uk/professionals-online-safety-helpline"},
    {"rhc", "Report Harmful Content", "Report online when the network does nothing.",
     "https://reportharmfulcontent.com/"},
    {"truevision", "True Vision: report hate crime", "Report online.", "https://www.report-it.org.uk/"},
    {"prevent_advice", "Prevent advice line", "Call 0800 011 3764.", ""},
    {"antiterror_hotline", "Anti-terrorist hotline", "Call 0800 789 321.", ""},
    {"report_terror_material", "Report terrorist material", "Report online.", "https://www.gov.uk/report-terrorism"},
    {"report_fraud", "Report Fraud", "Call 0300 123 2040.", ""},
    {"platform", "", "Report the content or the account with the network's own reporting tool.", ""},
    {"complaints_procedure", "The school's complaints procedure", "Point the person to it kindly.", ""},
    {"ico_breach_if_school_posted", "Information Commissioner's Office",
     "If the school itself posted it: tell the data protection officer today; there are 72 hours to report.",
     "https://ico.org.uk/"},
    {"legal", "Legal advice", "Ask the school's or the trust's legal adviser.", ""},
};

}  // namespace

std::string journal_words(std::string_view kind) {
    for (const auto& known : kKinds)
        if (known.kind == kind) return std::string{known.words};
    std::string words{kind};
    std::replace(words.begin(), words.end(), '.', ' ');
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

const std::vector<Choice>& decision_reasons() {
    static const std::vector<Choice> kReasons{
        {"", "As Gatehouse saw it"},
        {"no_concern", "Nothing wrong with it"},
        {"house_rules", "Breaks the house rules"},
        {"abusive", "Abusive or strong language"},
        {"personal_data", "Personal details"},
        {"safeguarding", "Safeguarding"},
        {"spam", "Advertising or a scam"},
        {"answered", "Answered elsewhere"},
        {"mistaken", "Gatehouse was mistaken"},
    };
    return kReasons;
}

bool is_decision_reason(std::string_view code) {
    const auto& reasons = decision_reasons();
    return std::any_of(reasons.begin(), reasons.end(), [&](const Choice& reason) { return reason.value == code; });
}

const std::vector<Choice>& decline_reasons() {
    static const std::vector<Choice> kReasons{
        {"not_needed", "It can stay as it is"},
        {"hide_is_enough", "Hiding it is enough"},
        {"keep_evidence", "It should be kept for now"},
        {"talk_first", "Let us talk about it first"},
        {"withdrawn", "I changed my mind"},
    };
    return kReasons;
}

const std::vector<Choice>& suspend_reasons() {
    static const std::vector<Choice> kReasons{
        {"incident", "Something happened on the channel"},
        {"account_trouble", "The account may not be safe"},
        {"nobody_to_look", "Nobody can look after it at the moment"},
        {"risk_changed", "The risks have changed"},
        {"not_used", "It is not used any more"},
    };
    return kReasons;
}

std::string_view label_of(const std::vector<Choice>& choices, std::string_view value) {
    for (const auto& choice : choices)
        if (choice.value == value) return choice.label;
    return {};
}

const Contact* contact(std::string_view code) {
    for (const auto& known : kContacts)
        if (known.code == code) return &known;
    return nullptr;
}

}  // namespace moderation::web
