#include "notifier/smtp_connection.hpp"

namespace notifier {

namespace {

using runtime::ErrorKind;
using runtime::fail;

constexpr std::uint16_t kTlsPort = 465;  // RFC 8314, 7.3

struct CurlStart {
    CurlStart() { curl_global_init(CURL_GLOBAL_DEFAULT); }
};

bool plain_host(std::string_view host) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    return host.find_first_not_of(kAllowed) == std::string_view::npos;
}

}  // namespace

bool uses_tls(const SmtpSettings& settings) {
    return settings.starttls || settings.port == kTlsPort;
}

runtime::Result<CurlHandle> smtp_connection(const SmtpSettings& settings, const std::string& from) {
    static const CurlStart start;  // the library wants to be started once in a process
    if (!plain_host(settings.host)) return fail(ErrorKind::unavailable, "mail.host is no host name");
    CurlHandle curl{curl_easy_init()};
    if (!curl) return fail(ErrorKind::unavailable, "out of memory");
    const auto scheme = settings.port == kTlsPort ? "smtps://" : "smtp://";
    const auto greeting = from.substr(from.rfind('@') + 1);
    const auto url = scheme + settings.host + ":" + std::to_string(settings.port) + "/" + greeting;
    set(curl, CURLOPT_URL, url.c_str());
    set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(curl, CURLOPT_PROXY, "");
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
    set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
    if (uses_tls(settings)) {
        set(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
        set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    }
    set(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    set(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings.ca_file.empty()) set(curl, CURLOPT_CAINFO, settings.ca_file.c_str());
    if (!settings.username.empty()) {
        set(curl, CURLOPT_USERNAME, settings.username.c_str());
        set(curl, CURLOPT_PASSWORD, settings.password.c_str());
    }
    return curl;
}

}  // namespace notifier
