// The courier against a real SMTP server: encrypted, signed in, and honest about what was delivered.

#include "notifier/alert_notifier.hpp"
#include "notifier/smtp_courier.hpp"
#include "tests/integration/mail_fixture.hpp"
#include "tests/support/certificate.hpp"
#include "tests/support/task_runner.hpp"
#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <gtest/gtest.h>

using notifier::Message;
using notifier::SmtpCourier;
using notifier::SmtpSettings;
using runtime::ErrorKind;
using namespace std::chrono_literals;

namespace tests {
namespace {

class MailTest : public testing::Test {
  protected:
    static SmtpSettings settings_for(const MailServer& server) {
        SmtpSettings settings;
        settings.host = "127.0.0.1";
        settings.port = server.port();
        settings.from = "Gatehouse <alerts@bramblecote.example>";
        settings.starttls = false;
        return settings;
    }
    SmtpSettings secure_settings_for(const MailServer& server) const {
        auto settings = settings_for(server);
        settings.starttls = true;
        settings.ca_file = certificate.ca_file();
        settings.username = "gatehouse";
        settings.password = "correct horse";
        return settings;
    }
    std::vector<std::string> secure_options() const {
        return {"--tls", certificate.certificate_file(), certificate.key_file(), "--auth", "gatehouse:correct horse"};
    }
    static Message message_to(std::string to) {
        Message message;
        message.to = std::move(to);
        message.subject = "Gatehouse: SM-7F3K2 needs you (emergency)";
        message.body = "first\n.dot\n.\nafter the dot, caf\xC3\xA9\n";
        message.id = "m1";
        return message;
    }
    runtime::Result<void> deliver(const SmtpSettings& settings, Message message) {
        SmtpCourier courier{settings, clock};
        return runner.run(courier.deliver(std::move(message)));
    }

    FakeClock clock;
    Certificate certificate{"IP:127.0.0.1"};
    TaskRunner runner;
};

TEST_F(MailTest, DeliversEncryptedAndSignedIn) {
    const MailServer server{secure_options()};
    const auto delivered = deliver(secure_settings_for(server), message_to("quill@bramblecote.example"));
    ASSERT_TRUE(delivered) << delivered.error().message;
    ASSERT_EQ(server.messages().size(), 1U);
    const auto envelope = server.envelopes()[0];
    EXPECT_NE(envelope.find(R"("tls": true)"), std::string::npos) << envelope;
    EXPECT_NE(envelope.find(R"("authenticated": true)"), std::string::npos);
    EXPECT_NE(envelope.find(R"("from": "alerts@bramblecote.example")"), std::string::npos);
    EXPECT_NE(envelope.find(R"("to": ["quill@bramblecote.example"])"), std::string::npos);
}

TEST_F(MailTest, TheMessageArrivesAsItWasWritten) {
    const MailServer server;
    ASSERT_TRUE(deliver(settings_for(server), message_to("quill@bramblecote.example")));
    const auto text = server.messages().at(0);
    EXPECT_NE(text.find("Subject: Gatehouse: SM-7F3K2 needs you (emergency)\r\n"), std::string::npos);
    EXPECT_NE(text.find("Message-ID: <m1@bramblecote.example>\r\n"), std::string::npos);
    EXPECT_NE(text.find("Auto-Submitted: auto-generated\r\n"), std::string::npos);
    EXPECT_NE(text.find("\r\n\r\nfirst\r\n.dot\r\n.\r\nafter the dot, caf\xC3\xA9\r\n"), std::string::npos) << text;
}

TEST_F(MailTest, ARefusedAddressIsRejectedAndALaterOneIsTriedAgain) {
    const MailServer server;
    EXPECT_EQ(deliver(settings_for(server), message_to("refuse.me@bramblecote.example")).error().kind,
              ErrorKind::rejected);
    EXPECT_EQ(deliver(settings_for(server), message_to("later.on@bramblecote.example")).error().kind,
              ErrorKind::unreachable);
    EXPECT_TRUE(server.messages().empty());
}

TEST_F(MailTest, ErrorsDoNotRepeatTheAddress) {
    const MailServer server;
    const auto refused = deliver(settings_for(server), message_to("refuse.me@bramblecote.example"));
    EXPECT_EQ(refused.error().message.find("refuse.me"), std::string::npos) << refused.error().message;
    EXPECT_NE(refused.error().message.find("550"), std::string::npos) << refused.error().message;
}

TEST_F(MailTest, ASecondCommandInAnAddressIsNeverSent) {
    const MailServer server;
    EXPECT_EQ(deliver(settings_for(server), message_to("a@b.example>\r\nRCPT TO:<evil@x.example")).error().kind,
              ErrorKind::rejected);
    EXPECT_TRUE(server.messages().empty());
}

TEST_F(MailTest, AServerWithoutEncryptionIsRefusedWhenItIsWanted) {
    const MailServer server;
    auto settings = settings_for(server);
    settings.starttls = true;
    EXPECT_EQ(deliver(settings, message_to("quill@bramblecote.example")).error().kind, ErrorKind::unreachable);
    EXPECT_TRUE(server.messages().empty());
}

TEST_F(MailTest, AnUnknownAuthorityAndAWrongNameAreRefused) {
    const MailServer server{secure_options()};
    auto untrusted = secure_settings_for(server);
    untrusted.ca_file.clear();
    EXPECT_EQ(deliver(untrusted, message_to("quill@bramblecote.example")).error().kind, ErrorKind::unreachable);
    auto wrong_name = secure_settings_for(server);
    wrong_name.host = "localhost";
    EXPECT_EQ(deliver(wrong_name, message_to("quill@bramblecote.example")).error().kind, ErrorKind::unreachable);
    EXPECT_TRUE(server.messages().empty());
}

TEST_F(MailTest, AWrongPasswordIsOurTroubleAndNotTheAddresss) {
    const MailServer server{secure_options()};
    auto settings = secure_settings_for(server);
    settings.password = "wrong";
    const auto refused = deliver(settings, message_to("quill@bramblecote.example"));
    EXPECT_EQ(refused.error().kind, ErrorKind::unreachable) << refused.error().message;
    EXPECT_EQ(refused.error().message.find("wrong"), std::string::npos);
}

TEST_F(MailTest, AServerThatWantsAPasswordWeDoNotHaveIsNotTheAddresssFault) {
    const MailServer server{secure_options()};
    auto settings = secure_settings_for(server);
    settings.username.clear();
    EXPECT_EQ(deliver(settings, message_to("quill@bramblecote.example")).error().kind, ErrorKind::unreachable);
}

TEST_F(MailTest, NobodyListeningIsUnreachable) {
    MailServer server;
    const auto settings = settings_for(server);
    server.stop();
    EXPECT_EQ(deliver(settings, message_to("quill@bramblecote.example")).error().kind, ErrorKind::unreachable);
}

TEST_F(MailTest, ASlowServerIsGivenUp) {
    const MailServer server{{"--slow-ms", "20000"}};
    auto settings = settings_for(server);
    settings.timeout = 300ms;
    EXPECT_EQ(deliver(settings, message_to("quill@bramblecote.example")).error().kind, ErrorKind::unreachable);
}

TEST_F(MailTest, AConnectionLostAfterTheMessageLeavesTheOutcomeOpen) {
    const MailServer server{{"--drop-after-data", "1"}};
    EXPECT_EQ(deliver(settings_for(server), message_to("quill@bramblecote.example")).error().kind,
              ErrorKind::unreachable);
    EXPECT_TRUE(deliver(settings_for(server), message_to("quill@bramblecote.example")));
    const auto messages = server.messages();
    ASSERT_EQ(messages.size(), 2U);  // the same Message-ID says that it is one message
    for (const auto& text : messages) EXPECT_NE(text.find("Message-ID: <m1@"), std::string::npos);
}

TEST_F(MailTest, WithoutAServerInTheSettingsNothingIsTried) {
    EXPECT_EQ(deliver(SmtpSettings{}, message_to("quill@bramblecote.example")).error().kind, ErrorKind::unavailable);
}

TEST_F(MailTest, AnAlertReachesEveryStepOfTheLadderByMail) {
    const MailServer server{secure_options()};
    MemoryAlertBook book{clock};
    SmtpCourier courier{secure_settings_for(server), clock};
    auto people = school_people();
    const auto calendar = school_calendar();
    const config::RoutingTable routing{{route("threat", 3, {config::Recipient::dsl})}};
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    notifier::AlertNotifier notifier{book,  courier, people, calendar, routing, {.public_url = "https://gate.example"},
                                     clock, log,     metrics};
    book.add(an_alert(models::Category::threat, models::Severity::v3, clock.now()));
    for (int step = 0; step < 2; ++step) {
        clock.set(std::max(clock.now(), book.next_due()));
        book.queue.pop_front();
        ASSERT_TRUE(runner.run(notifier.step({"a1", "handle", 1})));
    }
    const auto envelopes = server.envelopes();
    ASSERT_EQ(envelopes.size(), 2U);
    EXPECT_NE(envelopes[0].find("marsh@"), std::string::npos);
    EXPECT_NE(envelopes[1].find("okafor@"), std::string::npos);
    EXPECT_NE(server.messages()[0].find("https://gate.example/alerts/a1"), std::string::npos);
}

}  // namespace
}  // namespace tests
