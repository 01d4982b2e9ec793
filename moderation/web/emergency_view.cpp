#include "moderation/web/emergency_view.hpp"

#include "config/policy/own_address.hpp"
#include "config/settings_checks.hpp"
#include "moderation/store/emergency.hpp"
#include "moderation/web/notices.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using config::Permission;

/// A school's term, and a little more: what nobody tried for so long may not work any more.
constexpr std::chrono::hours kTestedFor{24 * 120};

struct AccountQuestion {
    std::string_view code;
    std::string_view title;
    std::string_view hint;
    bool needed;
    bool address{false};
};

constexpr AccountQuestion kQuestions[] = {
    {"account", "Which account is it?", "The name or address that somebody signs in with. Never a password.", true},
    {"registered_to", "Who is registered at the network?", "The colleague, or the role, in whose name it runs.", true},
    {"registered_email", "Which e-mail address is registered?", "It has to be an address of the school.", true, true},
    {"recovery_email", "Where do e-mails for getting back in go?", "It has to be an address of the school.", true,
     true},
    {"recovery_phone", "Which telephone number gets the codes?", "A telephone that stays at the school.", false},
    {"second_step", "Where is what the second step of signing in needs?", "The telephone, app or security key.", true},
    {"recovery_codes", "Where are the recovery codes kept?", "The place, never the codes.", true},
    {EmergencyStore::kOutsideReason, "Why is an address used that is not the school's?",
     "Only where one is: leadership records it, and the journal says so.", false},
};

std::string answer_to(const models::AccountDetails& details, std::string_view code) {
    for (const auto& [question, answer] : details)
        if (question == code) return answer;
    return {};
}

/// What is wrong with an address; empty: nothing. One outside of the school takes a reason of somebody in leadership.
std::string wrong_address(const Tools& tools, const Visit& visit, const std::string& address) {
    if (const auto wrong = config::check_email(address); !wrong.empty()) return "This " + wrong;
    if (config::is_own_address(address, tools.settings.email_domains)) return {};
    if (!may(tools, visit, Permission::break_glass))
        return "This is not an address of the school: only leadership can record it";
    return visit.form.get(EmergencyStore::kOutsideReason).empty()
               ? "This is not an address of the school: say why below"
               : std::string{};
}

std::vector<Choice> leaders(const Tools& tools, const Visit& visit, const std::string& chosen) {
    std::vector<Choice> people{{"", "Nobody"}};
    for (const auto& person : tools.people.all())
        if (config::allowed(tools.people, person.id, Permission::break_glass, visit.now) == config::Allowed::yes)
            people.push_back({person.id, person.name, "", person.id == chosen});
    return people;
}

std::string custodian_field(std::size_t place) {
    return "custodian" + std::to_string(place + 1);
}

Html custodian_names(const Tools& tools, const models::EmergencyAccess& access) {
    Html html;
    for (const auto& person : access.custodians) {
        if (!html.empty()) html.raw(", ");
        html.text(name_of(tools.people, person));
    }
    if (html.empty()) html.raw("Nobody");
    return html;
}

/// Custodians who have left, or lead no more, do not count.
std::size_t custodians_left(const Tools& tools, const Visit& visit, const models::EmergencyAccess& access) {
    const auto leads = [&](const auto& person) {
        return config::allowed(tools.people, person, Permission::break_glass, visit.now) == config::Allowed::yes;
    };
    return static_cast<std::size_t>(std::count_if(access.custodians.begin(), access.custodians.end(), leads));
}

Html state_tag(const Tools& tools, const Visit& visit, const models::EmergencyAccess& access) {
    if (access.version == 0) return tag("Nothing is recorded", TagColour::red);
    if (custodians_left(tools, visit, access) < kCustodiansMin)
        return tag("Fewer than two colleagues in leadership look after it", TagColour::red);
    if (!access.tested_at) return tag("Never tested", TagColour::orange);
    if (visit.now - *access.tested_at > kTestedFor) return tag("Not tested this term", TagColour::orange);
    return tag("Ready", TagColour::green);
}

Html who_and_when(const Tools& tools, const Visit& visit, const std::string& who,
                  const std::optional<runtime::Time>& at) {
    Html html;
    if (!at) return Html{"Not yet"};
    html.text(name_of(tools.people, who)).raw(", ").add(time_for(tools, visit, *at));
    return html;
}

Html openings_table(const Tools& tools, const Visit& visit, const models::EmergencyAccess& access) {
    std::vector<std::vector<Html>> rows;
    for (const auto& opening : access.openings) {
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(name_of(tools.people, opening.person))));
        row.push_back(time_for(tools, visit, opening.at));
        row.push_back(std::move(Html{}.foreign(opening.reason)));
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return paragraph("Nobody has read the details yet.");
    return table("Who read the details last", {{"Who"}, {"When"}, {"Why"}}, rows);
}

Html details_list(const models::AccountDetails& details) {
    std::vector<SummaryRow> rows;
    for (const auto& question : kQuestions)
        if (auto answer = answer_to(details, question.code); !answer.empty())
            rows.push_back({std::string{question.title}, std::move(Html{}.foreign(answer))});
    return summary_list(rows);
}

Html glass(const Visit& visit, const models::Channel& channel, const FieldErrors& errors) {
    Field reason{"reason", "Why do you need the details now?",
                 "The head and the safeguarding lead are told at once, and the journal keeps it."};
    reason.value = visit.form.get("reason");
    reason.error = error_of(errors, "reason");
    Button press{"Show me the details", ButtonKind::warning};
    Html fields = textarea(reason, 3);
    fields.add(button(press));
    Html html = subheading("Read the details in an emergency");
    html.add(form("/channels/" + channel.id + "/emergency", visit.csrf(), fields));
    return html;
}

Html opened(const Tools& tools, const Visit& visit, const models::Channel& channel,
            const models::EmergencyAccess& access, const models::AccountDetails& details) {
    Html html = subheading("The account");
    html.add(details_list(details));
    for (const auto& opening : access.openings)
        if (opening.person == visit.person())
            html.raw("<p class=\"govuk-body\">You can read this until ")
                .add(time_for(tools, visit, opening.until))
                .raw(".</p>\n");
    Button press{"I got in with these details", ButtonKind::secondary};
    html.add(form("/channels/" + channel.id + "/emergency-tested", visit.csrf(), button(press)));
    return html;
}

}  // namespace

GivenDetails given_details(const Tools& tools, const Visit& visit) {
    GivenDetails given;
    bool outside = false;
    for (const auto& question : kQuestions) {
        auto answer = visit.form.get(question.code);
        const auto code = std::string{question.code};
        if (question.needed && answer.empty()) given.errors.push_back({code, "Answer: " + std::string{question.title}});
        if (answer.size() > EmergencyStore::kAnswerBytesMax) given.errors.push_back({code, "Make this shorter"});
        if (question.address && !answer.empty()) {
            outside = outside || !config::is_own_address(answer, tools.settings.email_domains);
            if (auto wrong = wrong_address(tools, visit, answer); !wrong.empty())
                given.errors.push_back({code, std::move(wrong)});
        }
        if (question.code == EmergencyStore::kOutsideReason && !outside) answer.clear();
        given.details.emplace_back(code, std::move(answer));
    }
    for (std::size_t place = 0; place < kCustodiansMin; ++place) {
        const auto person = visit.form.get(custodian_field(place));
        const auto fits = [&](const Choice& choice) { return !choice.value.empty() && choice.value == person; };
        const auto people = leaders(tools, visit, person);
        const auto& found = given.custodians;
        if (std::none_of(people.begin(), people.end(), fits))
            given.errors.push_back({custodian_field(place), "Choose somebody in leadership"});
        else if (std::find(found.begin(), found.end(), person) != found.end())
            given.errors.push_back({custodian_field(place), "Choose somebody else: one person can be away"});
        else
            given.custodians.push_back(person);
    }
    return given;
}

bool may_know_of_emergency(const Tools& tools, const Visit& visit) {
    return may(tools, visit, Permission::keep_account_details) || may(tools, visit, Permission::suspend_channel);
}

Html emergency_section(const Tools& tools, const Visit& visit, const models::Channel& channel,
                       const models::EmergencyAccess& access) {
    if (!may_know_of_emergency(tools, visit)) return {};
    Html html = subheading("Getting into the account in an emergency");
    html.raw("<p class=\"govuk-body\">").add(state_tag(tools, visit, access)).raw(" ");
    html.add(link("/channels/" + channel.id + "/emergency", "Emergency access")).raw("</p>\n");
    return html;
}

Html emergency_page(const Tools& tools, const Visit& visit, const models::Channel& channel,
                    const models::EmergencyAccess& access, const std::optional<models::AccountDetails>& details,
                    const FieldErrors& errors) {
    Html html = error_summary(errors);
    html.add(notice(visit)).add(heading("Emergency access"));
    html.raw("<p class=\"govuk-body\">").foreign(channel.handle).raw("</p>\n");
    std::vector<SummaryRow> rows;
    rows.push_back({"State", state_tag(tools, visit, access)});
    rows.push_back({"Looked after by", custodian_names(tools, access)});
    rows.push_back({"Recorded by", who_and_when(tools, visit, access.recorded_by, access.recorded_at)});
    rows.push_back({"Last tested by", who_and_when(tools, visit, access.tested_by, access.tested_at)});
    html.add(summary_list(rows));
    if (details)
        html.add(opened(tools, visit, channel, access, *details));
    else if (access.version > 0 && may(tools, visit, Permission::break_glass))
        html.add(glass(visit, channel, errors));
    if (may(tools, visit, Permission::keep_account_details))
        html.raw("<p class=\"govuk-body\">")
            .add(link("/channels/" + channel.id + "/emergency-details", "Record the details anew"))
            .raw("</p>\n");
    if (may(tools, visit, Permission::suspend_channel)) html.add(openings_table(tools, visit, access));
    return html;
}

Html record_details_page(const Tools& tools, const Visit& visit, const models::Channel& channel,
                         const models::EmergencyAccess& access, const models::AccountDetails& known,
                         const FieldErrors& errors) {
    const bool posted = visit.request.method == "POST";
    Html fields{"<input type=\"hidden\" name=\"version\""};
    fields.attr("value", std::to_string(access.version)).raw(">\n");
    for (const auto& question : kQuestions) {
        Field asked{std::string{question.code}, std::string{question.title}, std::string{question.hint}};
        asked.value = posted ? visit.form.get(question.code) : answer_to(known, question.code);
        asked.error = error_of(errors, question.code);
        asked.autocomplete = "off";
        fields.add(input(asked));
    }
    for (std::size_t place = 0; place < kCustodiansMin; ++place) {
        Field asked{custodian_field(place), place == 0 ? "Who in leadership looks after it?" : "And who else?"};
        asked.error = error_of(errors, asked.name);
        auto chosen = visit.form.get(asked.name);
        if (!posted && place < access.custodians.size()) chosen = access.custodians[place];
        fields.add(select(asked, leaders(tools, visit, chosen)));
    }
    Button send{"Keep these details"};
    fields.add(button(send));
    Html html = error_summary(errors);
    html.add(heading("Record the details of an account"));
    html.raw("<p class=\"govuk-body\">").foreign(channel.handle).raw("</p>\n");
    html.add(paragraph(
        "They replace what was recorded before. They are sealed: only leadership can read them, for a reason, and "
        "others are told of it. Gatehouse never wants a password or a code."));
    html.add(form("/channels/" + channel.id + "/emergency-details", visit.csrf(), fields));
    return html;
}

}  // namespace moderation::web
