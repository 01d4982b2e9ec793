#include "notifier/mail_check.hpp"

#include "notifier/mail_text.hpp"
#include "notifier/smtp_connection.hpp"

namespace notifier {

namespace {

const char* remedy_of(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return "look at mail.host";
        case CURLE_COULDNT_CONNECT:
        case CURLE_OPERATION_TIMEDOUT: return "look at mail.host and mail.port, and at the firewall";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "give the server a certificate for the name in mail.host, or name its authority in mail.ca_file";
        case CURLE_SSL_CACERT_BADFILE: return "look at mail.ca_file";
        case CURLE_USE_SSL_FAILED: return "the server must offer STARTTLS; look at mail.port";
        case CURLE_LOGIN_DENIED: return "look at mail.username and mail.password_file";
        default: return "look at mail.host, mail.port and mail.starttls";
    }
}

}  // namespace

config::Finding examine_mail(const SmtpSettings& settings) {
    if (settings.host.empty())
        return config::warning("no mail server: alerts reach nobody by e-mail", "set mail.host and mail.from");
    const auto name = "the mail server " + settings.host + ":" + std::to_string(settings.port);
    const auto connection = smtp_connection(settings, address_of(settings.from).value_or("localhost"));
    if (!connection) return config::wrong(name + " was not asked: " + connection.error().message, "look at mail.host");
    set(*connection, CURLOPT_CONNECT_ONLY, 1L);
    const auto code = curl_easy_perform(connection->get());
    if (code != CURLE_OK) return config::wrong(name + ": " + curl_easy_strerror(code), remedy_of(code));
    return config::fine(name + " answers" +
                        (uses_tls(settings) ? ", with TLS and a certificate that holds" : ", without TLS") +
                        (settings.username.empty() ? "" : ", and takes the sign-in"));
}

}  // namespace notifier
