#include "notifier/mail_check.hpp"

#include "notifier/mail_text.hpp"

#include <memory>

#include <curl/curl.h>

namespace notifier {

namespace {

struct CurlClose {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using CurlHandle = std::unique_ptr<CURL, CurlClose>;

template <class Value>
void set(const CurlHandle& curl, CURLoption option, Value value) {
    curl_easy_setopt(curl.get(), option, value);
}

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

void prepare(const CurlHandle& curl, const SmtpSettings& settings) {
    const bool tls_at_once = settings.port == 465;
    const auto sender = address_of(settings.from);
    const auto greeting = sender ? sender->substr(sender->rfind('@') + 1) : std::string{"localhost"};
    const auto url = std::string{tls_at_once ? "smtps://" : "smtp://"} + settings.host + ":" +
                     std::to_string(settings.port) + "/" + greeting;
    set(curl, CURLOPT_URL, url.c_str());
    set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(curl, CURLOPT_PROXY, "");
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_CONNECT_ONLY, 1L);
    set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
    set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
    if (settings.starttls || tls_at_once) {
        set(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
        set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    }
    set(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    set(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings.ca_file.empty()) set(curl, CURLOPT_CAINFO, settings.ca_file.c_str());
    if (settings.username.empty()) return;
    set(curl, CURLOPT_USERNAME, settings.username.c_str());
    set(curl, CURLOPT_PASSWORD, settings.password.c_str());
}

}  // namespace

config::Finding examine_mail(const SmtpSettings& settings) {
    if (settings.host.empty())
        return config::warning("no mail server: alerts reach nobody by e-mail", "set mail.host and mail.from");
    const auto name = "the mail server " + settings.host + ":" + std::to_string(settings.port);
    const CurlHandle curl{curl_easy_init()};
    if (!curl) return config::wrong(name + " was not asked: out of memory", "try again");
    prepare(curl, settings);
    const auto code = curl_easy_perform(curl.get());
    if (code != CURLE_OK) return config::wrong(name + ": " + curl_easy_strerror(code), remedy_of(code));
    const bool tls = settings.starttls || settings.port == 465;
    return config::fine(name + " answers" + (tls ? ", with TLS and a certificate that holds" : ", without TLS") +
                        (settings.username.empty() ? "" : ", and takes the sign-in"));
}

}  // namespace notifier
