// What a conversation with a mail server promises before it begins: nobody can be put in the place of mail.host.

#include "notifier/smtp_connection.hpp"

#include "notifier/mail_check.hpp"

#include <gtest/gtest.h>

namespace notifier {
namespace {

SmtpSettings to_host(std::string host) {
    SmtpSettings settings;
    settings.host = std::move(host);
    settings.from = "alerts@bramblecote.example";
    return settings;
}

TEST(SmtpConnection, RefusesWhatIsNoHostName) {
    for (const auto* host : {"a/b", "user@mail.example", "mail.example:25", "mail.example?x", "mail example"}) {
        const auto connection = smtp_connection(to_host(host), "alerts@bramblecote.example");
        ASSERT_FALSE(connection) << host;
        EXPECT_EQ(connection.error().kind, runtime::ErrorKind::unavailable);
        EXPECT_EQ(examine_mail(to_host(host)).grade, config::Finding::Grade::problem) << host;
    }
    EXPECT_TRUE(smtp_connection(to_host("mail.bramblecote.example"), "alerts@bramblecote.example"));
}

TEST(SmtpConnection, IsEncryptedUnlessItIsTurnedOff) {
    auto settings = to_host("mail.bramblecote.example");
    EXPECT_TRUE(uses_tls(settings));
    settings.starttls = false;
    EXPECT_FALSE(uses_tls(settings));
    settings.port = 465;
    EXPECT_TRUE(uses_tls(settings));
}

}  // namespace
}  // namespace notifier
