// A message about an alert says that there is something to look at, and never what.

#include "notifier/alert_mail.hpp"

#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <fstream>
#include <iterator>
#include <type_traits>

#include <gtest/gtest.h>

using models::Category;
using models::Severity;
using notifier::AlertClass;
using notifier::AlertFields;

namespace tests {
namespace {

/// Fits a member of any type: brace initialisation with N of them compiles only if there are N members.
struct Any {
    template <class T>
    operator T() const;
};
template <class T, class... Args>
concept made_of = requires(Args... args) { T{args...}; };

TEST(AlertMail, TheTemplateTakesAlertFieldsAndNothingElse) {
    using Template = notifier::Message (*)(const AlertFields&, std::string_view);
    static_assert(std::is_same_v<decltype(&notifier::alert_message), Template>);
    static_assert(std::is_same_v<decltype(AlertFields::alert_id), std::string>);
    static_assert(std::is_same_v<decltype(AlertFields::reference), std::string>);
    static_assert(std::is_same_v<decltype(AlertFields::alert_class), AlertClass>);
    static_assert(std::is_same_v<decltype(AlertFields::severity), Severity>);
    static_assert(made_of<AlertFields, Any, Any, Any, Any>);
    static_assert(!made_of<AlertFields, Any, Any, Any, Any, Any>);
}

TEST(AlertMail, TheSourceOfTheTemplateKnowsNoContent) {
    std::ifstream in{GATEHOUSE_SOURCE_DIR "/notifier/alert_mail.cpp"};
    const std::string source{std::istreambuf_iterator<char>{in}, {}};
    ASSERT_FALSE(source.empty());
    for (const char* word : {"item.hpp", "assessment", "CollectedItem", ".subject)", ".subject +", "barred", ".told",
                             "author", "acknowledged_by", "text", "People"})
        EXPECT_EQ(source.find(word), std::string::npos) << word;
}

TEST(AlertMail, SaysReferenceClassUrgencyAndLink) {
    const auto alert = an_alert(Category::self_harm, Severity::v4, {});
    const auto message = notifier::alert_message(notifier::fields_of(alert), "https://gate.example");
    EXPECT_EQ(message.subject, "Gatehouse: SM-7F3K2 needs you (emergency)");
    EXPECT_NE(message.body.find("Reference: SM-7F3K2\nKind: safeguarding\nUrgency: emergency\n"), std::string::npos);
    EXPECT_NE(message.body.find("\nhttps://gate.example/alerts/a1\n"), std::string::npos);
}

TEST(AlertMail, SaysNothingOfWhatItIsAboutWhateverTheAlertHolds) {
    for (const auto category : models::all_categories()) {
        for (int level = 0; level <= 4; ++level) {
            auto alert = an_alert(category, *models::severity_from(level), {});
            alert.subject = "item:ottilie";
            alert.barred = {"trellis"};
            alert.told = {"quill"};
            const auto message = notifier::alert_message(notifier::fields_of(alert), "https://gate.example");
            const auto all = message.subject + message.body;
            for (const auto secret :
                 {std::string_view{"ottilie"}, std::string_view{"trellis"}, std::string_view{"quill"},
                  std::string_view{"head"}, std::string_view{"allegation"}, to_string(category)})
                EXPECT_EQ(all.find(secret), std::string::npos) << secret << "\n" << all;
        }
    }
}

TEST(AlertMail, AnAllegationReadsLikeAnyOtherSafeguardingAlert) {
    const auto body_of = [](Category category) {
        return notifier::alert_message(notifier::fields_of(an_alert(category, Severity::v3, {})), "https://g").body;
    };
    EXPECT_EQ(body_of(Category::staff_allegation), body_of(Category::cp_disclosure));
    EXPECT_EQ(body_of(Category::staff_allegation), body_of(Category::threat));
}

TEST(AlertMail, AlarmsAboutGatehouseAreOfTheSystemClass) {
    const auto alarm = models::draw_alert("export_failed", "export:daily", Severity::v3);
    EXPECT_EQ(notifier::class_of(alarm), AlertClass::system);
}

TEST(AlertMail, WhatConcernsAChildIsOfTheSafeguardingClassWhateverElseIsInIt) {
    auto alert = an_alert(Category::spam_scam, Severity::v3, {});
    EXPECT_EQ(notifier::class_of(alert), AlertClass::housekeeping);
    alert.matters.push_back({Category::cp_disclosure, Severity::v3});
    EXPECT_EQ(notifier::class_of(alert), AlertClass::safeguarding);
}

}  // namespace
}  // namespace tests
