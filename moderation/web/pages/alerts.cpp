#include "models/domain/subject.hpp"
#include "moderation/web/item_view.hpp"
#include "moderation/web/notices.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/words.hpp"

#include <algorithm>

namespace moderation::web::pages {

namespace {

bool contains(const std::vector<std::string>& people, const std::string& person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

Html class_words(const Tools& tools, const models::Alert& alert) {
    Html html;
    html.text(alert_kind_words(alert.kind));
    for (const auto& matter : alert.matters)
        html.raw(&matter == &alert.matters.front() ? Literal{": "} : Literal{", "})
            .text(category_words(matter.category, tools.settings.pupil_word));
    return html;
}

Html list_page(const Tools& tools, const Visit& visit, const std::vector<models::Alert>& alerts) {
    Html html = notice(visit);
    html.add(heading("Alerts"));
    if (alerts.empty()) return std::move(html.add(paragraph("No alert is waiting for you.")));
    std::vector<std::vector<Html>> rows;
    for (const auto& alert : alerts) {
        std::vector<Html> row;
        row.push_back(link("/alerts/" + alert.id, alert.reference));
        row.push_back(severity_tag(alert.severity));
        row.push_back(class_words(tools, alert));
        row.push_back(time_for(tools, visit, alert.raised_at));
        rows.push_back(std::move(row));
    }
    html.add(table("Waiting to be acknowledged", {{"Reference"}, {"How urgent"}, {"What"}, {"Raised"}}, rows));
    return html;
}

/// Of the alerts this person may know of: those they were told of or took on, and those that wait for somebody.
bool concerns(const Tools& tools, const Visit& visit, const models::Alert& alert) {
    if (contains(alert.told, visit.person()) || alert.acknowledged_by == visit.person()) return true;
    return may(tools, visit, config::Permission::see_alerts) && alert.state != models::AlertState::acknowledged;
}

bool about_item(const models::Alert& alert) {
    return !models::id_in(alert.subject, "item").empty();
}

/// Whether this person can have it in hand: they were told, or may close what it is about.
bool may_acknowledge(const Tools& tools, const Visit& visit, const models::Alert& alert) {
    using config::Permission;
    if (contains(alert.told, visit.person())) return true;
    if (!about_item(alert))
        return may(tools, visit, Permission::close_safeguarding) || may(tools, visit, Permission::suspend_channel) ||
               may(tools, visit, Permission::connect_channel);
    const bool severe = alert.severity >= models::Severity::v3;
    return may(tools, visit, severe ? Permission::close_safeguarding : Permission::decide);
}

/// Why they cannot acknowledge it, in words; empty: they can. `readable`: they can open what it is about.
std::string_view why_not_acknowledge(const Tools& tools, const Visit& visit, const models::Alert& alert,
                                     bool readable) {
    if (about_item(alert) && !readable)
        return "Colleagues who can read what it is about have been told. There is nothing for you to open; ask the "
               "safeguarding team whether you can help.";
    if (!may_acknowledge(tools, visit, alert))
        return "Only those who were told, or those who may close it, can acknowledge it.";
    return {};
}

/// Where the alert leads, for somebody who may go there; empty otherwise.
Task<std::string> leads_to(Tools tools, Visit visit, std::string subject) {
    const auto id = models::id_in(subject, "item");
    if (!id.empty()) {
        const auto item = co_await tools.store.item(visit.viewer(), id);
        if (item) co_return "/items/" + id;
    }
    const auto post = models::id_in(subject, "post");
    if (!post.empty() && may(tools, visit, config::Permission::see_posts)) co_return "/posts/" + post;
    if (!models::id_in(subject, "recall").empty() && may(tools, visit, config::Permission::agree_sweep))
        co_return "/posts/recall";
    const auto channel = models::id_in(subject, "channel");
    const bool channels = may(tools, visit, config::Permission::see_channels);
    if (!channel.empty() && channels) co_return "/channels/" + channel;
    co_return std::string{};
}

/// For an alert about something that was posted past Gatehouse: people who could have.
Task<std::vector<std::string>> with_access(Tools tools, Visit visit, models::Alert alert) {
    std::vector<std::string> people;
    if (alert.kind != "posted_elsewhere") co_return people;
    const auto item = co_await tools.store.item(visit.viewer(), models::id_in(alert.subject, "item"));
    if (!item) co_return people;
    const auto& id = item->latest.channel_id;
    const auto add = [&](const std::string& person) {
        if (!person.empty() && !contains(people, person)) people.push_back(person);
    };
    if (const auto channel = co_await tools.store.channel(id)) add(channel->owner);
    if (const auto connection = co_await tools.connections.connection(id)) add(connection->connected_by);
    const auto emergency = co_await tools.emergency.access(id);
    if (!emergency) co_return people;
    for (const auto& custodian : emergency->custodians) add(custodian);
    for (const auto& opening : emergency->openings) add(opening.person);
    co_return people;
}

Html acknowledged_by(const Tools& tools, const Visit& visit, const models::Alert& alert) {
    Html html{"<p class=\"govuk-body\">Acknowledged by "};
    html.text(name_of(tools.people, alert.acknowledged_by));
    if (alert.acknowledged_at) html.raw(", ").add(time_for(tools, visit, *alert.acknowledged_at));
    html.raw(".</p>\n");
    return html;
}

/// What the safeguarding team does about a picture that was not taken, or stands on a channel.
Html about_a_listed_picture(bool on_channel) {
    if (on_channel) {
        Html html = paragraph(
            "A picture on one of the school's channels is on a list of pictures which nobody may have, or looks like "
            "one. "
            "Gatehouse did not show it to anybody and kept nothing of it.");
        html.add(bullets({Html{"Do not look at the picture, copy it or forward it, and do not ask anybody to."},
                          Html{"Open what it is about: what it came with is hidden where the network lets us."},
                          Html{"Follow the school's procedure."},
                          Html{"Lists can be wrong, and pictures can look alike: accuse nobody."}}));
        return std::move(html.add(contact_cards({"iwf", "police", "ceop"}, "")));
    }
    Html html = paragraph(
        "A colleague brought a picture for a post that is on a list of pictures which nobody may have, or looks like "
        "one. Gatehouse did not show it to anybody and kept nothing of it. Who brought it stands in the journal.");
    html.add(bullets({Html{"Do not look at the picture, copy it or forward it, and do not ask anybody to."},
                      Html{"Speak to your colleague now. What the picture is on must not be used, changed or deleted."},
                      Html{"Follow the school's procedure. If a colleague may be at fault, the head is told first."},
                      Html{"Lists can be wrong, and pictures can look alike: accuse nobody."}}));
    return std::move(html.add(contact_cards({"police", "ceop", "lado"}, "")));
}

Html alert_page(const Tools& tools, const Visit& visit, const models::Alert& alert, const std::string& target,
                const std::vector<std::string>& access, const FieldErrors& errors) {
    Html html = error_summary(errors);
    html.add(notice(visit)).add(heading("Alert " + alert.reference));
    std::vector<SummaryRow> rows;
    rows.push_back({"How urgent", severity_tag(alert.severity)});
    rows.push_back({"What", class_words(tools, alert)});
    rows.push_back({"Raised", time_for(tools, visit, alert.raised_at)});
    constexpr std::string_view kPerson = "person:";
    if (alert.subject.starts_with(kPerson))
        rows.push_back({"Who", std::move(Html{}.text(name_of(tools.people, alert.subject.substr(kPerson.size()))))});
    if (!access.empty()) {
        std::string names;
        for (const auto& person : access) names += (names.empty() ? "" : ", ") + name_of(tools.people, person);
        rows.push_back({"Known to have access", std::move(Html{}.text(names))});
    }
    html.add(summary_list(rows));
    if (alert.kind == models::kListedPicture) html.add(about_a_listed_picture(alert.subject.starts_with("item:")));
    if (alert.state == models::AlertState::acknowledged) {
        html.add(acknowledged_by(tools, visit, alert));
    } else if (const auto why_not = why_not_acknowledge(tools, visit, alert, !target.empty()); !why_not.empty()) {
        html.add(paragraph(why_not));
    } else {
        Button press{"Acknowledge"};
        html.add(paragraph("Acknowledge when you have taken this on. Until somebody does, the next person is told."));
        html.add(form("/alerts/" + alert.id + "/acknowledge", visit.csrf(), button(press)));
    }
    if (!target.empty())
        html.add(Html{"<p class=\"govuk-body\">"}).add(link(target, "Open what it is about")).add(Html{"</p>\n"});
    return html;
}

Task<ServerResponse> show(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto alert = co_await tools.store.alert(visit.viewer(), visit.id);
    if (!alert) co_return store_failed(tools, visit, alert.error());
    if (!concerns(tools, visit, *alert)) co_return not_found(tools, visit);
    const auto target = co_await leads_to(tools, visit, alert->subject);
    const auto access = co_await with_access(tools, visit, *alert);
    co_return page(tools, visit, "Alert", alert_page(tools, visit, *alert, target, access, errors), status);
}

}  // namespace

Task<ServerResponse> alerts(Tools tools, Visit visit) {
    auto open = co_await tools.store.open_alerts(visit.viewer());
    if (!open) co_return store_failed(tools, visit, open.error());
    if (!may(tools, visit, config::Permission::see_alerts)) {
        auto not_told = [&](const models::Alert& one) { return !contains(one.told, visit.person()); };
        std::erase_if(*open, not_told);
        if (open->empty()) co_return no_permission(tools, visit);
    }
    co_return page(tools, visit, "Alerts", list_page(tools, visit, *open));
}

Task<ServerResponse> alert(Tools tools, Visit visit) {
    const FieldErrors none;
    co_return co_await show(tools, std::move(visit), none, 200);
}

Task<ServerResponse> alert_acknowledge(Tools tools, Visit visit) {
    const auto alert = co_await tools.store.alert(visit.viewer(), visit.id);
    if (!alert) co_return store_failed(tools, visit, alert.error());
    if (!concerns(tools, visit, *alert)) co_return not_found(tools, visit);
    const auto target = co_await leads_to(tools, visit, alert->subject);
    if (const auto why_not = why_not_acknowledge(tools, visit, *alert, !target.empty()); !why_not.empty()) {
        const FieldErrors errors{{"", std::string{why_not}}};
        co_return co_await show(tools, std::move(visit), errors, 403);
    }
    const auto done = co_await tools.store.acknowledge_alert(visit.viewer(), visit.id, visit.now);
    if (done) co_return redirect("/alerts/" + visit.id + "?done=acknowledged");
    const auto kind = done.error().kind;
    if (kind != runtime::ErrorKind::conflict && kind != runtime::ErrorKind::forbidden)
        co_return store_failed(tools, visit, done.error());
    const FieldErrors errors{{"", done.error().message}};
    const auto status = status_of(kind);
    co_return co_await show(tools, std::move(visit), errors, status);
}

}  // namespace moderation::web::pages
