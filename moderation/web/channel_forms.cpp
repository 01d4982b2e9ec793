#include "moderation/web/channel_view.hpp"

#include "models/domain/capability.hpp"
#include "moderation/web/utf8.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

constexpr std::size_t kTextBytesMax = 4000;

void require(FieldErrors& errors, bool fine, std::string field, std::string message) {
    if (!fine) errors.push_back({std::move(field), std::move(message)});
}

Field field(const Visit& visit, const FieldErrors& errors, std::string name, std::string label, std::string hint) {
    Field made{std::move(name), std::move(label), std::move(hint)};
    made.value = visit.form.get(made.name);
    made.error = error_of(errors, made.name);
    return made;
}

std::vector<Choice> owners(const Tools& tools, const Visit& visit) {
    std::vector<Choice> people;
    const auto chosen = visit.form.get("owner");
    for (const auto& person : tools.people.all())
        if (!tools.people.roles_of(person.id, visit.now).empty())
            people.push_back(
                {person.id, person.name, "", chosen.empty() ? person.id == visit.person() : person.id == chosen});
    return people;
}

std::vector<Choice> networks(const Visit& visit) {
    std::vector<Choice> choices;
    for (const auto network : models::kNetworks) {
        const std::string name{to_string(network)};
        const std::string account{models::capabilities(network).account};
        choices.push_back({name, account, "", visit.form.get("network") == name});
    }
    return choices;
}

std::string where_numbers_stand() {
    std::string hints;
    for (const auto network : models::kNetworks) {
        if (!hints.empty()) hints += ' ';
        hints += models::capabilities(network).account_hint;
    }
    return hints;
}

}  // namespace

const std::vector<RiskQuestion>& risk_questions() {
    static const std::vector<RiskQuestion> kQuestions{
        {"audience", "Who will read it?", "Families, pupils, former pupils, anybody. Are there children among them?"},
        {"comments", "Who can comment, and what could go wrong?",
         "Comments on or off, who looks at them and how often."},
        {"images", "Which pictures will be shown?", "Consent, names beside faces, children who must not be shown."},
        {"staffing", "Who looks after it, and who stands in?",
         "At least two colleagues by name of role, and their time."},
        {"out_of_hours", "What happens in the evening and in holidays?",
         "Who is told, and what families are told about it."},
        {"data", "Which personal data is involved?", "What is kept, for how long, and on what legal basis."},
        {"accessibility", "How can everybody use it?",
         "Alternative texts, captions, plain language, other ways to get the news."},
        {"impersonation", "How will you notice a false or stolen account?",
         "Two-step sign-in, who has access, recovery codes."},
    };
    return kQuestions;
}

ProposedChannel proposed_channel(const Tools& tools, const Visit& visit) {
    ProposedChannel proposed;
    auto& channel = proposed.channel;
    auto& errors = proposed.errors;
    const auto network = models::network_from(visit.form.get("network"));
    if (network) channel.network = *network;
    channel.external_id = visit.form.get("page");
    channel.handle = visit.form.get("handle");
    channel.purpose = visit.form.get("objective");
    channel.outcomes = visit.form.get("outcomes");
    channel.owner = visit.form.get("owner");
    channel.proposed_by = visit.person();
    require(errors, network.has_value(), "network", "Choose where the channel is");
    require(errors, !network || models::is_account_id(*network, channel.external_id), "page",
            "Enter the number as the network gives it");
    require(errors, !channel.handle.empty() && channel.handle.size() <= 200, "handle", "Enter the name of the channel");
    require(errors, count_characters(channel.purpose) >= kObjectiveCharactersMin, "objective",
            "Say what the channel is for, in at least 20 characters");
    require(errors, count_characters(channel.outcomes) >= kObjectiveCharactersMin, "outcomes",
            "Say what you want to come of it, in at least 20 characters");
    require(errors, channel.purpose.size() <= kTextBytesMax, "objective", "Make this shorter");
    require(errors, channel.outcomes.size() <= kTextBytesMax, "outcomes", "Make this shorter");
    require(errors, !tools.people.roles_of(channel.owner, visit.now).empty(), "owner", "Choose who looks after it");
    return proposed;
}

AnsweredQuestions answered_questions(const Visit& visit) {
    AnsweredQuestions answered;
    answered.assessment.assessor = visit.person();
    answered.assessment.at = visit.now;
    for (const auto& question : risk_questions()) {
        auto answer = visit.form.get(question.code);
        const bool fits = count_characters(answer) >= kAnswerCharactersMin && answer.size() <= kTextBytesMax;
        require(answered.errors, fits, std::string{question.code}, "Answer: " + std::string{question.title});
        answered.assessment.answers.emplace_back(question.code, std::move(answer));
    }
    return answered;
}

Html propose_page(const Tools& tools, const Visit& visit, const FieldErrors& errors) {
    Html fields;
    fields.add(radios(field(visit, errors, "network", "Where is it?", ""), networks(visit)));
    fields.add(input(field(visit, errors, "handle", "Name of the channel", "As families see it.")));
    fields.add(input(field(visit, errors, "page", "Number of the page, account or channel", where_numbers_stand())));
    fields.add(textarea(field(visit, errors, "objective", "What is the channel for?",
                              "The educational or community purpose, in at least 20 characters."),
                        3));
    fields.add(textarea(field(visit, errors, "outcomes", "What do you want to come of it?",
                              "What will be better, and how you will know."),
                        3));
    fields.add(select(field(visit, errors, "owner", "Who looks after it?", ""), owners(tools, visit)));
    Button send{"Propose the channel"};
    fields.add(button(send));
    Html html = error_summary(errors);
    html.add(heading("Propose a channel")).add(form("/channels/new", visit.csrf(), fields));
    return html;
}

Html risk_page(const Visit& visit, const models::Channel& channel, const FieldErrors& errors) {
    Html fields{"<input type=\"hidden\" name=\"version\""};
    fields.attr("value", std::to_string(channel.version)).raw(">\n");
    for (const auto& question : risk_questions()) {
        auto asked =
            field(visit, errors, std::string{question.code}, std::string{question.title}, std::string{question.hint});
        if (asked.value.empty() && visit.request.method != "POST" && channel.risk_assessment)
            for (const auto& [code, answer] : channel.risk_assessment->answers)
                if (code == question.code) asked.value = answer;
        fields.add(textarea(asked, 3));
    }
    Button send{"Keep this risk assessment"};
    fields.add(button(send));
    Html html = error_summary(errors);
    html.add(heading("Assess the risks"));
    html.add(paragraph("Somebody else, the head, authorises the channel on the strength of these answers."));
    html.add(form("/channels/" + channel.id + "/risk-assessment", visit.csrf(), fields));
    return html;
}

}  // namespace moderation::web
