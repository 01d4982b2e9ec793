#include "notifier/mail_text.hpp"

#include "config/runtime/crypto.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace notifier {

namespace {

using runtime::ErrorKind;
using runtime::fail;

constexpr std::size_t kAddressBytesMax = 254;  // RFC 5321, 4.5.3.1.3
constexpr std::size_t kHeaderBytesMax = 300;
constexpr std::size_t kBodyLineBytesMax = 998;  // RFC 5322, 2.1.1
constexpr std::string_view kLineEnd = "\r\n";

bool one_line(std::string_view text) {
    return text.size() <= kHeaderBytesMax && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
           });
}

bool ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_domain(std::string_view domain) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    return !domain.empty() && domain.front() != '.' && domain.back() != '.' &&
           domain.find_first_not_of(kAllowed) == std::string_view::npos && domain.find("..") == std::string_view::npos;
}

bool is_local_part(std::string_view local) {
    constexpr std::string_view kAllowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.";
    return !local.empty() && local.size() <= 64 && local.find_first_not_of(kAllowed) == std::string_view::npos;
}

bool is_message_id(std::string_view id) {
    return !id.empty() && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

/// A header value beyond ASCII becomes an encoded word (RFC 2047).
std::string header_value(std::string_view text) {
    if (ascii(text)) return std::string{text};
    return "=?UTF-8?B?" + runtime::base64(text) + "?=";
}

/// As much of a line as a mail server must accept, cut between characters.
std::string_view line_start(std::string_view line) {
    if (line.size() <= kBodyLineBytesMax) return line;
    auto end = kBodyLineBytesMax;
    for (int i = 0; i < 3 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U; ++i) --end;
    return line.substr(0, end);
}

/// CRLF line ends, CR and LF nowhere else (RFC 5322, 2.3), and no line longer than a mail server must accept.
std::string body_lines(std::string_view body) {
    std::string lines;
    while (!body.empty()) {
        const auto end = body.find('\n');
        std::string whole{body.substr(0, end)};
        body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
        std::erase(whole, '\r');
        std::string_view line{whole};
        do {
            const auto piece = line_start(line);
            lines.append(piece).append(kLineEnd);
            line.remove_prefix(piece.size());
        } while (!line.empty());
    }
    return lines;
}

}  // namespace

bool is_mail_address(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos || address.size() > kAddressBytesMax) return false;
    return is_local_part(address.substr(0, at)) && is_domain(address.substr(at + 1));
}

runtime::Result<std::string> address_of(std::string_view sender) {
    auto address = sender;
    const auto open = sender.rfind('<');
    if (open != std::string_view::npos && sender.ends_with('>'))
        address = sender.substr(open + 1, sender.size() - open - 2);
    if (!one_line(sender) || !is_mail_address(address))
        return fail(ErrorKind::malformed, "mail.from is no e-mail address");
    return std::string{address};
}

std::string mail_date(runtime::Time at) {
    constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", kDays[std::chrono::weekday{day}.c_encoding()],
                       static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

runtime::Result<std::string> mail_text(const Message& message, std::string_view sender, runtime::Time now) {
    const auto from = address_of(sender);
    if (!from) return from;
    if (!is_mail_address(message.to)) return fail(ErrorKind::rejected, "the recipient is no e-mail address");
    if (!one_line(message.subject)) return fail(ErrorKind::malformed, "the subject is not one line");
    if (!is_message_id(message.id)) return fail(ErrorKind::malformed, "the message id is none");

    const auto domain = from->substr(from->rfind('@') + 1);
    // The header goes out as we were given it only when it is plain; otherwise the bare address does.
    const auto from_header = ascii(sender) ? std::string{sender} : *from;
    std::string text;
    text += "Date: " + mail_date(now) + "\r\n";
    text += "From: " + from_header + "\r\n";
    text += "To: " + message.to + "\r\n";
    text += "Subject: " + header_value(message.subject) + "\r\n";
    text += "Message-ID: <" + message.id + "@" + domain + ">\r\n";
    text += "Auto-Submitted: auto-generated\r\n";
    text += "MIME-Version: 1.0\r\n";
    text += "Content-Type: text/plain; charset=utf-8\r\n";
    text += "Content-Transfer-Encoding: 8bit\r\n\r\n";
    return text + body_lines(message.body);
}

}  // namespace notifier
