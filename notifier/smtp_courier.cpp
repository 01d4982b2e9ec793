#include "notifier/smtp_courier.hpp"

#include "notifier/mail_text.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include <curl/curl.h>

namespace notifier {

namespace {

using runtime::ErrorKind;
using runtime::fail;

struct CurlStart {
    CurlStart() { curl_global_init(CURL_GLOBAL_DEFAULT); }
};

struct CurlClose {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlClose>;
using CurlList = std::unique_ptr<curl_slist, CurlClose>;

/// One conversation with the server.
struct Conversation {
    std::string text;
    std::size_t sent{0};
    std::string last_command;  ///< its verb only: "RCPT"
    const std::atomic<bool>* stopping{nullptr};
};

std::size_t read_text(char* buffer, std::size_t size, std::size_t count, void* user) {
    auto& conversation = *static_cast<Conversation*>(user);
    const auto bytes = std::min(size * count, conversation.text.size() - conversation.sent);
    std::memcpy(buffer, conversation.text.data() + conversation.sent, bytes);
    conversation.sent += bytes;
    return bytes;
}

int note_command(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
    if (type != CURLINFO_HEADER_OUT) return 0;
    const std::string_view command{data, size};
    const auto verb = command.substr(0, command.find_first_of(" \r\n"));
    if (verb != "QUIT") static_cast<Conversation*>(user)->last_command = verb;
    return 0;
}

int go_on(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Conversation*>(user)->stopping->load() ? 1 : 0;
}

template <class Value>
void set(const CurlHandle& curl, CURLoption option, Value value) {
    curl_easy_setopt(curl.get(), option, value);
}

bool plain_host(std::string_view host) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    return host.find_first_not_of(kAllowed) == std::string_view::npos;
}

void prepare(const CurlHandle& curl, const SmtpSettings& settings, const std::string& from,
             Conversation& conversation) {
    const bool tls_at_once = settings.port == 465;
    const auto greeting = from.substr(from.rfind('@') + 1);
    const auto url =
        (tls_at_once ? "smtps://" : "smtp://") + settings.host + ":" + std::to_string(settings.port) + "/" + greeting;
    set(curl, CURLOPT_URL, url.c_str());
    set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(curl, CURLOPT_PROXY, "");
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
    set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
    if (settings.starttls || tls_at_once) {
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
    set(curl, CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
    set(curl, CURLOPT_UPLOAD, 1L);
    set(curl, CURLOPT_READFUNCTION, &read_text);
    set(curl, CURLOPT_READDATA, &conversation);
    set(curl, CURLOPT_NOPROGRESS, 0L);
    set(curl, CURLOPT_XFERINFOFUNCTION, &go_on);
    set(curl, CURLOPT_XFERINFODATA, &conversation);
    // The debug callback replaces printing: it is how we learn which command the server refused.
    set(curl, CURLOPT_VERBOSE, 1L);
    set(curl, CURLOPT_DEBUGFUNCTION, &note_command);
    set(curl, CURLOPT_DEBUGDATA, &conversation);
}

/// The server's words are left out on purpose: they tend to repeat the address.
runtime::Result<void> outcome(CURLcode code, long answer, const Conversation& conversation) {
    if (code == CURLE_OK) return {};
    const auto what = std::string{curl_easy_strerror(code)} + " (SMTP " + std::to_string(answer) + " after " +
                      conversation.last_command + ")";
    const bool for_good = answer >= 500 && answer < 600;
    if (for_good && conversation.last_command == "RCPT" && code != CURLE_LOGIN_DENIED)
        return fail(ErrorKind::rejected, "the mail server refuses the address: " + what);
    return fail(ErrorKind::unreachable, what);
}

runtime::Result<void> send(const SmtpSettings& settings, const std::string& to, const std::string& from,
                           Conversation& conversation) {
    const CurlHandle curl{curl_easy_init()};
    const CurlList recipients{curl_slist_append(nullptr, ("<" + to + ">").c_str())};
    if (!curl || !recipients) return fail(ErrorKind::unreachable, "out of memory");
    prepare(curl, settings, from, conversation);
    set(curl, CURLOPT_MAIL_RCPT, recipients.get());
    const auto code = curl_easy_perform(curl.get());
    long answer = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
    return outcome(code, answer, conversation);
}

}  // namespace

SmtpCourier::SmtpCourier(SmtpSettings settings, runtime::Clock& clock) : settings_{std::move(settings)}, clock_{clock} {
    static const CurlStart start;  // the library wants to be started once in a process
}

SmtpCourier::~SmtpCourier() {
    stopping_ = true;
}

runtime::Task<runtime::Result<void>> SmtpCourier::deliver(Message message) {
    if (settings_.host.empty()) co_return fail(ErrorKind::unavailable, "no mail server is configured");
    if (!plain_host(settings_.host)) co_return fail(ErrorKind::unavailable, "mail.host is no host name");
    const auto from = address_of(settings_.from);
    if (!from) co_return tl::unexpected{from.error()};
    auto text = mail_text(message, settings_.from, clock_.now());
    if (!text) co_return tl::unexpected{text.error()};

    Conversation conversation;
    conversation.text = std::move(*text);
    conversation.stopping = &stopping_;
    runtime::Result<void> result;
    std::function<void()> work = [&] { result = send(settings_, message.to, *from, conversation); };
    co_await thread_.run(std::move(work));
    co_return result;
}

}  // namespace notifier
