// What goes to a mail server is one message to one address, whatever the values hold.

#include "notifier/mail_text.hpp"

#include "tests/support/fake_clock.hpp"

#include <gtest/gtest.h>

using notifier::Message;
using runtime::ErrorKind;

namespace tests {
namespace {

constexpr std::string_view kFrom = "Gatehouse <alerts@bramblecote.example>";

Message a_message() {
    Message message;
    message.to = "quill@bramblecote.example";
    message.subject = "Gatehouse: SM-7F3K2 needs you (today)";
    message.body = "one\ntwo";
    message.id = "m1";
    return message;
}

std::string text_of(const Message& message, std::string_view from = kFrom) {
    return notifier::mail_text(message, from, FakeClock{}.now()).value();
}

TEST(MailText, HasTheHeadersThatAnAutomaticMessageNeeds) {
    const auto text = text_of(a_message());
    for (const char* line :
         {"Date: Fri, 20 Nov 2026 09:15:00 +0000\r\n", "From: Gatehouse <alerts@bramblecote.example>\r\n",
          "To: quill@bramblecote.example\r\n", "Subject: Gatehouse: SM-7F3K2 needs you (today)\r\n",
          "Message-ID: <m1@bramblecote.example>\r\n", "Auto-Submitted: auto-generated\r\n",
          "Content-Type: text/plain; charset=utf-8\r\n", "\r\n\r\none\r\ntwo\r\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line;
}

TEST(MailText, ARecipientThatIsMoreThanOneAddressIsRejected) {
    for (const char* to :
         {"", "quill", "@bramblecote.example", "quill@", "a@b>\r\nRCPT TO:<evil@x.example", "a@b\n", "a b@c.example",
          "a@b,c@d", "<a@b.example>", "\"a b\"@c.example", "a@b..c", "qu\xC3\xADll@b.example", "a@[127.0.0.1]"}) {
        auto message = a_message();
        message.to = to;
        const auto text = notifier::mail_text(message, kFrom, {});
        ASSERT_FALSE(text) << to;
        EXPECT_EQ(text.error().kind, ErrorKind::rejected);
    }
    auto message = a_message();
    message.to = std::string(250, 'a') + "@b.example";
    EXPECT_FALSE(notifier::mail_text(message, kFrom, {}));
}

TEST(MailText, HeaderValuesCannotBreakOutOfTheirLine) {
    auto message = a_message();
    message.subject = "x\r\nBcc: evil@x.example";
    EXPECT_EQ(notifier::mail_text(message, kFrom, {}).error().kind, ErrorKind::malformed);
    message = a_message();
    message.id = "x>\r\nBcc: evil@x.example";
    EXPECT_EQ(notifier::mail_text(message, kFrom, {}).error().kind, ErrorKind::malformed);
    EXPECT_FALSE(notifier::mail_text(a_message(), "x\r\nBcc: e@x <alerts@bramblecote.example>", {}));
    EXPECT_FALSE(notifier::mail_text(a_message(), "nobody", {}));
}

TEST(MailText, ASubjectBeyondAsciiIsEncoded) {
    auto message = a_message();
    message.subject = "Caf\xC3\xA9";
    EXPECT_NE(text_of(message).find("Subject: =?UTF-8?B?Q2Fmw6k=?=\r\n"), std::string::npos);
}

TEST(MailText, NoBodyLineIsLongerThanAServerMustAccept) {
    auto message = a_message();
    message.body = std::string(3000, 'x') + "\r\nend\n";
    const auto text = text_of(message);
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 998U);
        at = end + 2;
    }
}

TEST(MailText, ABodyLineIsCutBetweenCharacters) {
    auto message = a_message();
    message.body = "x";
    for (int i = 0; i < 600; ++i) message.body += "\xC3\xA9";
    const auto text = text_of(message);
    EXPECT_NE(text.find("\xC3\xA9\r\n\xC3\xA9"), std::string::npos);
}

TEST(MailText, NoLineOfTheBodyEndsInAnotherWay) {
    auto message = a_message();
    message.body = "one\rtwo\r\r\nthree\r";
    EXPECT_TRUE(text_of(message).ends_with("\r\n\r\nonetwo\r\nthree\r\n"));
}

TEST(MailText, APlainSenderAddressWillDo) {
    EXPECT_EQ(notifier::address_of("alerts@bramblecote.example").value(), "alerts@bramblecote.example");
    EXPECT_EQ(notifier::address_of(kFrom).value(), "alerts@bramblecote.example");
}

}  // namespace
}  // namespace tests
