#include "config/settings_checks.hpp"
#include "config/settings_slots.hpp"

#include <iterator>

namespace config {

namespace {

std::vector<Key> redis_keys() {
    using Address = runtime::RedisAddress;
    const auto at = [](auto member) { return in(&Settings::redis, member); };
    return {
        {.path = "redis.unix_socket",
         .slot = at(&Address::unix_socket),
         .kind = Kind::path,
         .help = "Socket of a Redis on this machine. Without socket and host Gatehouse starts its own Redis."},
        {.path = "redis.host", .slot = at(&Address::host), .check = check_host, .help = "Host of a Redis elsewhere."},
        {.path = "redis.port",
         .slot = at(&Address::port),
         .kind = Kind::number,
         .lowest = 1,
         .highest = 65535,
         .help = "TCP port of that Redis."},
        {.path = "redis.tls", .slot = at(&Address::tls), .kind = Kind::boolean, .help = "Speak TLS with that Redis."},
        {.path = "redis.ca_file",
         .slot = at(&Address::ca_file),
         .kind = Kind::existing_path,
         .help = "Certificate authorities of that Redis (PEM). Empty: those of the system."},
        {.path = "redis.username", .slot = at(&Address::username), .check = check_line, .help = "ACL user."},
        {.path = "redis.password_file",
         .slot = at(&Address::password),
         .kind = Kind::secret_file,
         .help = "File with the password."},
        {.path = "redis.timeout",
         .slot = at(&Address::timeout),
         .kind = Kind::duration,
         .lowest = 100,
         .highest = 5 * kMinute,
         .help = "For connecting and for each answer."},
        {.path = "redis.waiting_max",
         .slot = at(&Address::waiting_max),
         .kind = Kind::number,
         .unit = "commands",
         .lowest = 16,
         .highest = 1'000'000,
         .help = "Commands that may wait at once."},
    };
}

std::vector<Key> web_keys() {
    using Web = Settings::Web;
    const auto at = [](auto member) { return in(&Settings::web, member); };
    return {
        {.path = "web.address",
         .slot = at(&Web::address),
         .check = check_ip_address,
         .help = "IP address on which the pages are served."},
        {.path = "web.port",
         .slot = at(&Web::port),
         .kind = Kind::number,
         .lowest = 0,
         .highest = 65535,
         .help = "TCP port of the pages. 0: a free one."},
        {.path = "web.public_url",
         .slot = at(&Web::public_url),
         .check = check_public_url,
         .help = "Address of the pages as people reach it; stands in e-mails. No path, no query."},
        {.path = "web.secure_cookies",
         .slot = at(&Web::secure_cookies),
         .kind = Kind::boolean,
         .help = "Cookies only over HTTPS. Off only on a machine without TLS in front of Gatehouse."},
        {.path = "web.metrics_port",
         .slot = at(&Web::metrics_port),
         .kind = Kind::number,
         .lowest = 0,
         .highest = 65535,
         .help = "TCP port of /metrics on the same address. 0: no metrics are served."},
    };
}

std::vector<Key> network_keys() {
    using Facebook = Settings::Facebook;
    using Youtube = Settings::Youtube;
    const auto at = [](auto member) { return in(&Settings::facebook, member); };
    return {
        {.path = "facebook.base_url",
         .slot = at(&Facebook::base_url),
         .check = check_base_url,
         .help = "Where the Graph API is, for Facebook and for Instagram."},
        {.path = "facebook.version",
         .slot = at(&Facebook::version),
         .check = check_api_version,
         .help = "Version of the Graph API."},
        {.path = "facebook.app_secret_file",
         .slot = at(&Facebook::app_secret),
         .kind = Kind::secret_file,
         .help = "File with the app's secret. Empty: requests carry no appsecret_proof."},
        {.path = "facebook.app_id", .slot = at(&Facebook::app_id), .check = check_digits, .help = "The app's number."},
        {.path = "youtube.base_url",
         .slot = in(&Settings::youtube, &Youtube::base_url),
         .check = check_base_url,
         .help = "Where the YouTube Data API is."},
        {.path = "youtube.hub_url",
         .slot = in(&Settings::youtube, &Youtube::hub_url),
         .check = check_base_url,
         .help = "Where the hub is that tells of new videos."},
        {.path = "youtube.units_a_day",
         .slot = in(&Settings::youtube, &Youtube::units_a_day),
         .kind = Kind::number,
         .unit = "units",
         .lowest = 2'000,
         .highest = 100'000'000,
         .help = "What the Google project may spend in a day, or this installation's share when several use it."},
        {.path = "youtube.units_for_people",
         .slot = in(&Settings::youtube, &Youtube::units_for_people),
         .kind = Kind::number,
         .unit = "units",
         .lowest = 100,
         .highest = 50'000'000,
         .help = "Of these, what reading leaves for hiding and deleting; each of these costs 50."},
        {.path = "x.base_url",
         .slot = in(&Settings::x, &Settings::X::base_url),
         .check = check_base_url,
         .help = "Where the API of X is. The token of a channel at X is a bearer token of its account, or four values, "
                 "`oauth1:<consumer key>:<consumer secret>:<access token>:<access token secret>`, which never expire."},
        {.path = "outgoing.proxy",
         .slot = in(&Settings::outgoing, &Settings::Outgoing::proxy),
         .check = check_proxy,
         .help = "HTTP proxy for what leaves the school: http://host:port. Empty: none."},
        {.path = "outgoing.ca_file",
         .slot = in(&Settings::outgoing, &Settings::Outgoing::ca_file),
         .kind = Kind::existing_path,
         .help = "Certificate authorities that every network is checked against (PEM), for a proxy that opens TLS. "
                 "Empty: those of the system."},
    };
}

/// How channels are connected with the networks, and stay so.
std::vector<Key> access_keys() {
    using Youtube = Settings::Youtube;
    using X = Settings::X;
    const auto youtube = [](auto member) { return in(&Settings::youtube, member); };
    const auto x = [](auto member) { return in(&Settings::x, member); };
    return {
        {.path = "facebook.login_url",
         .slot = in(&Settings::facebook, &Settings::Facebook::login_url),
         .check = check_base_url,
         .help = "Where people grant access to Pages and Instagram accounts."},
        {.path = "facebook.portfolio",
         .slot = in(&Settings::facebook, &Settings::Facebook::portfolio),
         .kind = Kind::boolean,
         .help = "The Page belongs to a business portfolio at Meta, which takes business_management to list it, and "
                 "ads_read to reach its Instagram account. Off: people are not asked for these."},
        {.path = "youtube.client_id",
         .slot = youtube(&Youtube::client_id),
         .check = check_line,
         .help = "The client of the Google project. Without it channels are not renewed."},
        {.path = "youtube.client_secret_file",
         .slot = youtube(&Youtube::client_secret),
         .kind = Kind::secret_file,
         .help = "File with that client's secret."},
        {.path = "youtube.login_url",
         .slot = youtube(&Youtube::login_url),
         .check = check_base_url,
         .help = "Where people grant access to a channel."},
        {.path = "youtube.token_url",
         .slot = youtube(&Youtube::token_url),
         .check = check_base_url,
         .help = "Where Google renews access."},
        {.path = "youtube.connection_days",
         .slot = youtube(&Youtube::connection_days),
         .kind = Kind::number,
         .unit = "days",
         .lowest = 0,
         .highest = 3650,
         .help = "How long a connection lasts at Google: 7 while its consent screen is in testing. 0: no fixed end."},
        {.path = "x.client_id",
         .slot = x(&X::client_id),
         .check = check_line,
         .help = "The OAuth 2.0 client of the app at X. Without it channels are not renewed."},
        {.path = "x.client_secret_file",
         .slot = x(&X::client_secret),
         .kind = Kind::secret_file,
         .help = "File with that client's secret. Empty: a public client."},
        {.path = "x.login_url",
         .slot = x(&X::login_url),
         .check = check_base_url,
         .help = "Where people grant access to an account of X."},
    };
}

Key x_price(std::string_view path, int Settings::X::* price, std::string_view help) {
    return {.path = path,
            .slot = in(&Settings::x, price),
            .kind = Kind::number,
            .unit = "millionths of a dollar",
            .lowest = 0,
            .highest = 100'000'000,
            .help = help};
}

std::vector<Key> x_keys() {
    using X = Settings::X;
    return {
        {.path = "x.monthly_cap",
         .slot = in(&Settings::x, &X::monthly_cap),
         .kind = Kind::number,
         .unit = "dollars",
         .lowest = 0,
         .highest = 1'000'000,
         .help = "What may be spent at X in a month, by our own estimate. Reading is spread over the month and ends at "
                 "nine tenths of it, so that hiding still works. 0: no cap."},
        {.path = "x.owns_app",
         .slot = in(&Settings::x, &X::owns_app),
         .kind = Kind::boolean,
         .help = "The school's account at X owns the developer app, so that its own lists cost x.price_owned_read."},
        x_price("x.price_post_read", &X::price_post_read, "Price of each post read; once a day for the same post."),
        x_price("x.price_user_read", &X::price_user_read, "Price of each person read; once a day for the same."),
        x_price("x.price_owned_read", &X::price_owned_read, "Price of each post in the lists of the app's owner."),
        x_price("x.price_mute_read", &X::price_mute_read, "Price of each person in the list of muted ones."),
        x_price("x.price_post", &X::price_post, "Price of publishing a post or reply."),
        x_price("x.price_link", &X::price_link, "Price of publishing one with a link in it."),
        x_price("x.price_manage", &X::price_manage, "Price of hiding, muting and describing pictures."),
        x_price("x.price_delete", &X::price_delete, "Price of deleting."),
    };
}

std::vector<Key> hook_keys() {
    return {
        {.path = "x.consumer_secret_file",
         .slot = in(&Settings::x, &Settings::X::consumer_secret),
         .kind = Kind::secret_file,
         .help = "File with the consumer secret of the developer app. Needed for what X sends by itself."},
        {.path = "x.app_token_file",
         .slot = in(&Settings::x, &Settings::X::app_token),
         .kind = Kind::secret_file,
         .help = "File with the app's own bearer token. Needed to tell X where to send, and for x.stream."},
        {.path = "x.stream",
         .slot = in(&Settings::x, &Settings::X::stream),
         .kind = Kind::boolean,
         .help = "What X tells comes over a connection that Gatehouse keeps open, and not to hooks.public_url, which X "
                 "does not need then. X bills each event."},
        {.path = "hooks.public_url",
         .slot = in(&Settings::hooks, &Settings::Hooks::public_url),
         .check = check_public_url,
         .help = "Address under which the networks reach /hooks/ of this server from outside: https, no path. Empty: "
                 "the networks are not asked to tell anything, and everything is found by polling."},
        {.path = "hooks.verify_token_file",
         .slot = in(&Settings::hooks, &Settings::Hooks::verify_token),
         .kind = Kind::secret_file,
         .help = "File with a long random word of your own: Meta has to repeat it when it checks the address, and what "
                 "YouTube's hub signs with is made from it."},
    };
}

std::vector<Key> mail_keys() {
    using Mail = Settings::Mail;
    const auto at = [](auto member) { return in(&Settings::mail, member); };
    return {
        {.path = "mail.host",
         .slot = at(&Mail::host),
         .check = check_host,
         .help = "Mail server for alerts. Empty: alerts stand on the pages only."},
        {.path = "mail.port",
         .slot = at(&Mail::port),
         .kind = Kind::number,
         .lowest = 1,
         .highest = 65535,
         .help = "Its TCP port."},
        {.path = "mail.from", .slot = at(&Mail::from), .check = check_email, .help = "Sender of the e-mails."},
        {.path = "mail.username", .slot = at(&Mail::username), .check = check_line, .help = "Account at the server."},
        {.path = "mail.password_file",
         .slot = at(&Mail::password),
         .kind = Kind::secret_file,
         .help = "File with the account's password."},
        {.path = "mail.ca_file",
         .slot = at(&Mail::ca_file),
         .kind = Kind::existing_path,
         .help = "Certificate authorities of the server (PEM). Empty: those of the system."},
        {.path = "mail.starttls",
         .slot = at(&Mail::starttls),
         .kind = Kind::boolean,
         .help = "Refuse to send without TLS. Off only for a mail server on this machine."},
    };
}

}  // namespace

std::vector<Key> keys_of_connections() {
    std::vector<Key> keys;
    for (auto part : {redis_keys, web_keys, network_keys, access_keys, x_keys, hook_keys, mail_keys}) {
        auto more = part();
        keys.insert(keys.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return keys;
}

}  // namespace config
