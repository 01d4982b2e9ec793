#include "notifier/smtp_courier.hpp"

#include "notifier/mail_text.hpp"
#include "notifier/smtp_connection.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace notifier {

namespace {

using runtime::ErrorKind;
using runtime::fail;

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

void prepare(const CurlHandle& curl, const std::string& from, Conversation& conversation) {
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
    const auto connection = smtp_connection(settings, from);
    if (!connection) return tl::unexpected{connection.error()};
    const auto& curl = *connection;
    const CurlList recipients{curl_slist_append(nullptr, ("<" + to + ">").c_str())};
    if (!recipients) return fail(ErrorKind::unreachable, "out of memory");
    prepare(curl, from, conversation);
    set(curl, CURLOPT_MAIL_RCPT, recipients.get());
    const auto code = curl_easy_perform(curl.get());
    long answer = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
    return outcome(code, answer, conversation);
}

}  // namespace

SmtpCourier::SmtpCourier(SmtpSettings settings, runtime::Clock& clock)
    : settings_{std::move(settings)}, clock_{clock} {}

SmtpCourier::~SmtpCourier() {
    stopping_ = true;
}

runtime::Task<runtime::Result<void>> SmtpCourier::deliver(Message message) {
    if (settings_.host.empty()) co_return fail(ErrorKind::unavailable, "no mail server is configured");
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
