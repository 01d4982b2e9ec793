#include "moderation/web/channel_view.hpp"

#include "config/counted.hpp"
#include "models/domain/capability.hpp"
#include "moderation/web/notices.hpp"

#include <algorithm>

#include <set>

namespace moderation::web {

namespace {

using config::Permission;
using models::ChannelState;

Html optional_time(const Tools& tools, const Visit& visit, const std::optional<runtime::Time>& at, Literal otherwise) {
    return at ? time_for(tools, visit, *at) : Html{otherwise};
}

Html state_of(const Visit& visit, const models::Channel& channel) {
    if (models::reauthorisation_due(channel, visit.now)) return tag("Authorisation to be renewed", TagColour::red);
    return tag(channel_words(channel.state), channel_colour(channel.state));
}

Html person(const Tools& tools, const std::string& id) {
    return std::move(Html{}.text(id.empty() ? "Nobody yet" : name_of(tools.people, id)));
}

Html by_and_when(const Tools& tools, const Visit& visit, const std::string& who,
                 const std::optional<runtime::Time>& at) {
    Html html = person(tools, who);
    if (at && !who.empty()) html.raw(", ").add(time_for(tools, visit, *at));
    return html;
}

/// "4 minutes", "3 hours".
std::string length_words(std::chrono::milliseconds length) {
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(length).count();
    return minutes < 120 ? config::counted(minutes, "minute", "minutes")
                         : config::counted(minutes / 60, "hour", "hours");
}

/// What was read of what the network counts, and how long nobody looked.
Html completeness_of(const Tools& tools, const Visit& visit, const models::Channel& channel,
                     const Completeness& complete) {
    Html html{"Read "};
    html.number(complete.held).raw(" of ").number(complete.counted).raw(" comments that ");
    html.text(std::string{models::display_name(channel.network)}).raw(" counts under ");
    html.text(config::counted(complete.posts, "post", "posts")).raw(" of the last ");
    html.number(tools.settings.watch_days).raw(" days. Last complete reading: ");
    html.add(optional_time(tools, visit, channel.last_round_at, "none yet")).raw(".");
    auto longest = channel.longest_gap;
    if (channel.last_round_at)
        longest = std::max(longest, std::chrono::ceil<std::chrono::milliseconds>(visit.now - *channel.last_round_at));
    if (longest.count() > 0)
        html.raw(" Longest time between two, in the last seven days: ").text(length_words(longest)).raw(".");
    if (complete.lacking == 0) return html;
    const auto lacking = config::counted(complete.counted - complete.held, "comment is", "comments are");
    html.raw(" ").text(lacking).raw(" counted and not here, under ");
    html.text(config::counted(complete.lacking, "post", "posts")).raw(". ");
    html.text(std::string{models::capabilities(channel.network).uncounted});
    return html;
}

Html facts(const Tools& tools, const Visit& visit, const models::Channel& channel, const Completeness& complete) {
    std::vector<SummaryRow> rows;
    rows.push_back({"Where", std::move(Html{}.text(models::capabilities(channel.network).account))});
    rows.push_back({"State", state_of(visit, channel)});
    rows.push_back({"Reading", health_of(tools, visit, channel)});
    if (channel.state == ChannelState::authorised)
        rows.push_back({"Completeness", completeness_of(tools, visit, channel, complete)});
    if (!channel.allowance.empty())
        rows.push_back({"Allowance and cost", std::move(Html{}.foreign(channel.allowance))});
    rows.push_back({"Purpose", std::move(Html{}.foreign(channel.purpose))});
    rows.push_back({"Intended outcomes", std::move(Html{}.foreign(channel.outcomes))});
    rows.push_back({"Looked after by", person(tools, channel.owner)});
    rows.push_back({"Proposed by", person(tools, channel.proposed_by)});
    rows.push_back({"Authorised by", by_and_when(tools, visit, channel.authorised_by, channel.authorised_at)});
    rows.push_back({"Review due", optional_time(tools, visit, channel.review_at, "No date yet")});
    if (may(tools, visit, Permission::connect_channel)) {
        rows.push_back({"Number of the account", std::move(Html{}.text(channel.external_id))});
    }
    return summary_list(rows);
}

Html assessment(const Tools& tools, const Visit& visit, const models::Channel& channel) {
    Html html = subheading("Risk assessment");
    if (!channel.risk_assessment) return std::move(html.add(paragraph("The risks have not been assessed yet.")));
    const auto& made = *channel.risk_assessment;
    Html who{"<p class=\"govuk-body\">Version "};
    who.number(static_cast<std::int64_t>(made.version)).raw(", by ");
    who.add(by_and_when(tools, visit, made.assessor, made.at));
    if (!made.cosigner.empty()) who.raw(", signed by ").add(person(tools, made.cosigner)).raw(" as well");
    who.raw(".</p>\n");
    std::vector<SummaryRow> rows;
    for (const auto& question : risk_questions())
        for (const auto& [code, answer] : made.answers)
            if (code == question.code) rows.push_back({std::string{question.title}, std::move(Html{}.foreign(answer))});
    html.add(who).add(summary_list(rows));
    return html;
}

Html authorise_form(const Tools& tools, const Visit& visit, const models::Channel& channel) {
    const bool due = models::reauthorisation_due(channel, visit.now);
    if ((channel.state == ChannelState::authorised && !due) || channel.state == ChannelState::closed) return {};
    Html fields{"<input type=\"hidden\" name=\"version\""};
    fields.attr("value", std::to_string(channel.version)).raw(">\n");
    Button press{due ? "Authorise this channel again" : "Authorise this channel"};
    press.disabled = why_not_authorise(tools, visit, channel);
    fields.add(button(press));
    return form("/channels/" + channel.id + "/authorise", visit.csrf(), fields);
}

/// For whoever has to sign beside the assessor.
Html sign_form(const Tools& tools, const Visit& visit, const models::Channel& channel) {
    if (!why_not_sign(tools, visit, channel).empty()) return {};
    Html fields{"<input type=\"hidden\" name=\"version\""};
    fields.attr("value", std::to_string(channel.version)).raw(">\n");
    Button press{"Sign this risk assessment", ButtonKind::secondary};
    fields.add(button(press));
    return form("/channels/" + channel.id + "/risk-assessment/sign", visit.csrf(), fields);
}

Html suspend_form(const Tools& tools, const Visit& visit, const models::Channel& channel, const FieldErrors& errors) {
    if (channel.state != ChannelState::authorised || !why_not_suspend(tools, visit, channel).empty()) return {};
    Field reason{"reason", "Why do you suspend it?"};
    reason.error = error_of(errors, "reason");
    Button press{"Suspend this channel", ButtonKind::warning};
    Html fields = radios(reason, suspend_reasons());
    fields.add(button(press));
    const auto wrong = !reason.error.empty();
    return details("Suspend this channel", form("/channels/" + channel.id + "/suspend", visit.csrf(), fields), wrong);
}

Html close_form(const Tools& tools, const Visit& visit, const models::Channel& channel) {
    const bool may_close = may(tools, visit, Permission::authorise_channel);
    if (channel.state == ChannelState::closed || !may_close) return {};
    Button press{"Close this channel", ButtonKind::warning};
    Html fields = paragraph("Nothing is read any more. What was kept stays as long as the rules say.");
    fields.add(button(press));
    return details("Close this channel", form("/channels/" + channel.id + "/close", visit.csrf(), fields));
}

Html row_link(const models::Channel& channel) {
    Html html{"<a class=\"govuk-link\""};
    html.url("href", "/channels/" + channel.id).raw(">").foreign(channel.handle).raw("</a>");
    return html;
}

}  // namespace

Html health_of(const Tools& tools, const Visit& visit, const models::Channel& channel) {
    Html html;
    if (channel.state != ChannelState::authorised) return Html{"Not read: only an authorised channel is read"};
    html.add(tag(health_words(channel.health), health_colour(channel.health)));
    if (channel.health == models::ChannelHealth::rate_limited && channel.health_until)
        html.raw(" until ").add(time_for(tools, visit, *channel.health_until));
    html.raw(" Last read: ").add(optional_time(tools, visit, channel.last_read_at, "never")).raw(".");
    if (!channel.health_detail.empty()) html.raw(" ").foreign(channel.health_detail);
    if (channel.malformed > 0)
        html.raw(" Answers that made no sense and were left out: ")
            .number(static_cast<std::int64_t>(channel.malformed))
            .raw(".");
    return html;
}

std::vector<Html> not_monitored(const SiteSettings& settings, const std::vector<models::Channel>& channels) {
    std::vector<Html> points;
    points.push_back(Html{"Private messages, groups, stories and live chats."});
    points.push_back(Html{"Comments under advertisements."});
    std::set<std::string_view> of_networks;
    std::set<std::string_view> unwatched;
    for (const auto& channel : channels) {
        of_networks.insert(models::capabilities(channel.network).not_read);
        unwatched.insert(models::capabilities(channel.network).unwatched);
    }
    for (const auto sentence : of_networks) points.push_back(std::move(Html{}.text(sentence)));
    points.push_back(Html{"What is inside pictures and videos: only the words beside them are read."});
    for (const auto what : unwatched) {
        Html old{"Under posts that are older than "};
        old.number(settings.watch_days).raw(" days: ").text(what).raw(".");
        points.push_back(std::move(old));
    }
    points.push_back(Html{"Other people's pages and accounts, unless they mention the school's."});
    return points;
}

std::string why_not_authorise(const Tools& tools, const Visit& visit, const models::Channel& channel) {
    if (!may(tools, visit, Permission::authorise_channel)) return "Only the head can authorise a channel.";
    if (!channel.risk_assessment) return "Its risks have to be assessed first.";
    const auto& made = *channel.risk_assessment;
    if (models::reauthorisation_due(channel, visit.now) && made.at <= channel.authorised_at)
        return "The review is due: its risks have to be assessed anew first.";
    if (!config::assessed_enough(tools.people, models::signed_by(channel), tools.settings.risk_assessors, visit.now))
        return "Its risks have not been assessed by all who have to.";
    if (made.assessor == visit.person() && made.cosigner.empty())
        return "You assessed the risks yourself. Somebody else has to authorise it.";
    return {};
}

bool may_assess(const Tools& tools, const Visit& visit) {
    return may(tools, visit, Permission::assess_channel) &&
           config::may_assess(tools.people, visit.person(), tools.settings.risk_assessors, visit.now);
}

std::string why_not_sign(const Tools& tools, const Visit& visit, const models::Channel& channel) {
    if (!channel.risk_assessment) return "Its risks have to be assessed first.";
    if (!may_assess(tools, visit)) return "Others assess the risks of the school's channels.";
    auto signers = models::signed_by(channel);
    const auto rule = tools.settings.risk_assessors;
    const bool enough = config::assessed_enough(tools.people, signers, rule, visit.now);
    signers.push_back(visit.person());
    if (enough || !config::assessed_enough(tools.people, signers, rule, visit.now))
        return "It does not need your signature.";
    return {};
}

std::string why_not_suspend(const Tools& tools, const Visit& visit, const models::Channel&) {
    return may(tools, visit, Permission::suspend_channel) ? "" : "Your role does not include this.";
}

Html channel_list_page(const Tools& tools, const Visit& visit, const std::vector<models::Channel>& channels) {
    Html html = notice(visit);
    html.add(heading("Channels"));
    std::vector<std::vector<Html>> rows;
    for (const auto& channel : channels) {
        std::vector<Html> row;
        row.push_back(row_link(channel));
        row.push_back(std::move(Html{}.text(display_name(channel.network))));
        row.push_back(state_of(visit, channel));
        row.push_back(health_of(tools, visit, channel));
        row.push_back(person(tools, channel.owner));
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        html.add(paragraph("No channel is registered yet."));
    else
        html.add(table("The school's channels", {{"Channel"}, {"Where"}, {"State"}, {"Reading"}, {"Looked after by"}},
                       rows));
    if (may(tools, visit, Permission::propose_channel))
        html.raw("<p class=\"govuk-body\">").add(link("/channels/new", "Propose a channel")).raw("</p>\n");
    html.add(subheading("What is not monitored")).add(bullets(not_monitored(tools.settings, channels)));
    return html;
}

Html channel_page(const Tools& tools, const Visit& visit, const models::Channel& channel, const Completeness& complete,
                  const FieldErrors& errors) {
    Html html = error_summary(errors);
    html.add(notice(visit));
    html.raw("<h1 class=\"govuk-heading-l\">").foreign(channel.handle).raw("</h1>\n");
    html.add(facts(tools, visit, channel, complete)).add(assessment(tools, visit, channel));
    const bool at_work = channel.state == ChannelState::authorised && !models::reauthorisation_due(channel, visit.now);
    const bool can_assess = channel.state != ChannelState::closed && !at_work && may_assess(tools, visit);
    if (can_assess)
        html.raw("<p class=\"govuk-body\">")
            .add(link("/channels/" + channel.id + "/risk-assessment", "Assess the risks"))
            .raw("</p>\n");
    html.add(sign_form(tools, visit, channel));
    html.add(authorise_form(tools, visit, channel)).add(suspend_form(tools, visit, channel, errors));
    html.add(close_form(tools, visit, channel));
    return html;
}

}  // namespace moderation::web
