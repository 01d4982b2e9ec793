#include "moderation/web/connection_view.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using models::ConnectionTrouble;

std::string_view trouble_words(ConnectionTrouble trouble) {
    switch (trouble) {
        case ConnectionTrouble::none: return "Connected";
        case ConnectionTrouble::expired: return "The connection has ended";
        case ConnectionTrouble::revoked: return "The network refuses the connection";
        case ConnectionTrouble::lost: return "The connection cannot be renewed any more";
    }
    return "Connected";
}

/// How things stand with one permission.
enum class Granted { yes, elsewhere, no, unknown };

Granted granted(const AskedPermission& asked, const models::Connection& connection) {
    const auto& given = connection.credentials;
    const auto among = [](const std::vector<std::string>& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (among(given.elsewhere, asked.name)) return Granted::elsewhere;
    if (among(given.permissions, asked.name) || among(given.permissions, asked.or_else)) return Granted::yes;
    if (among(connection.missing, asked.name)) return Granted::no;
    return asked.of_role || given.permissions.empty() ? Granted::unknown : Granted::no;
}

Html granted_words(const AskedPermission& asked, Granted state) {
    switch (state) {
        case Granted::yes: return tag("Granted", TagColour::green);
        case Granted::unknown: return Html{"The network does not say"};
        case Granted::elsewhere:
            return std::move(
                tag("For another account only", TagColour::red).raw(" Connect it again, and tick this account too."));
        case Granted::no: break;
    }
    Html html = tag("Not granted", TagColour::red);
    if (asked.of_role)
        html.raw(" Whoever administers the account at the network gives this task to the person who connected it.");
    else
        html.raw(" Connect it again, and leave it switched on.");
    return html;
}

/// One row for each permission, and whether it was granted.
Html grants(const ConnectingGuide& guide, const models::Connection& connection) {
    std::vector<std::vector<Html>> rows;
    for (const auto& asked : guide.permissions) {
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(asked.name)));
        row.push_back(std::move(Html{}.text(asked.why)));
        row.push_back(granted_words(asked, granted(asked, connection)));
        rows.push_back(std::move(row));
    }
    return table("What was granted", {{"Permission"}, {"What it is for"}, {"Granted"}}, rows);
}

std::vector<Html> named(const std::vector<std::string>& names) {
    std::vector<Html> points;
    for (const auto& name : names) points.push_back(std::move(Html{}.text(name)));
    return points;
}

Html state_of(const Visit& visit, const models::Connection& connection) {
    const auto end = models::ends_at(connection);
    const bool over = end && *end <= visit.now;
    const auto trouble =
        over && connection.trouble == ConnectionTrouble::none ? ConnectionTrouble::expired : connection.trouble;
    Html html = tag(trouble_words(trouble), trouble == ConnectionTrouble::none ? TagColour::green : TagColour::red);
    if (!connection.detail.empty()) html.raw(" ").text(connection.detail);
    return html;
}

}  // namespace

bool may_connect(const Tools& tools, const Visit& visit, const models::Channel& channel) {
    return channel.state != models::ChannelState::closed &&
           allowed(tools, visit, config::Permission::connect_channel) == config::Allowed::yes;
}

bool declined_something(const ConnectingGuide& guide, const models::Connection& connection) {
    return std::any_of(guide.permissions.begin(), guide.permissions.end(),
                       [&](const auto& asked) { return !asked.of_role && granted(asked, connection) == Granted::no; });
}

Html connection_section(const Tools& tools, const Visit& visit, const models::Channel& channel,
                        const models::Connection& connection) {
    Html html = subheading("Connection");
    if (models::is_connected(connection)) {
        std::vector<SummaryRow> rows;
        rows.push_back({"State", state_of(visit, connection)});
        Html who;
        who.text(name_of(tools.people, connection.connected_by));
        if (connection.connected_at) who.raw(", ").add(time_for(tools, visit, *connection.connected_at));
        rows.push_back({"Connected by", std::move(who)});
        const auto end = models::ends_at(connection);
        rows.push_back({"Lasts until", end ? time_for(tools, visit, *end) : Html{"No end is known"}});
        html.add(summary_list(rows)).add(grants(tools.connector.guide(channel.network), connection));
    } else {
        html.add(paragraph("The channel is not connected with its network: nothing can be read or changed."));
    }
    if (may_connect(tools, visit, channel))
        html.raw("<p class=\"govuk-body\">")
            .add(link("/channels/" + channel.id + "/connect",
                      models::is_connected(connection) ? "Connect it again" : "Connect it"))
            .raw("</p>\n");
    return html;
}

Html connecting_page(const models::Channel& channel, const ConnectingGuide& guide, const std::string& public_url) {
    Html html = heading("Connect a channel");
    html.raw("<p class=\"govuk-body\">").foreign(channel.handle).raw(", ");
    html.text(models::display_name(channel.network)).raw("</p>\n");
    html.add(subheading("What to do")).add(bullets(named(guide.steps)));
    std::vector<std::vector<Html>> rows;
    for (const auto& asked : guide.permissions) {
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(asked.name)));
        row.push_back(std::move(Html{}.text(asked.why)));
        rows.push_back(std::move(row));
    }
    html.add(table("What Gatehouse asks for", {{"Permission"}, {"What it is for"}}, rows));
    const std::string lacking = guide.lacking.empty() && public_url.empty() ? "web.public_url" : guide.lacking;
    if (!lacking.empty()) {
        html.add(warning("It cannot be connected from here yet: the setting " + lacking + " is missing."));
        return html;
    }
    html.add(paragraph("The app at the network has to allow this address to come back to: " + public_url +
                       std::string{kConnectedPath}));
    html.raw("<p class=\"govuk-body\">")
        .add(link("/channels/" + channel.id + "/login", "Go on to the network"))
        .raw("</p>\n");
    return html;
}

Html not_connected_page(const models::Channel& channel, const std::string& why,
                        const std::vector<std::string>& offered) {
    Html html = heading("The channel was not connected");
    html.add(paragraph(why));
    if (!offered.empty()) {
        html.add(subheading("What the network offered"));
        std::vector<Html> points;
        for (const auto& name : offered) points.push_back(std::move(Html{}.foreign(name)));
        html.add(bullets(points));
    }
    html.raw("<p class=\"govuk-body\">")
        .add(link("/channels/" + channel.id + "/connect", "Try it again"))
        .raw("</p>\n");
    return html;
}

}  // namespace moderation::web
