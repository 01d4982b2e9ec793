#include "notifier/alert_mail.hpp"

#include "config/runtime/crypto.hpp"
#include "notifier/escalation.hpp"

#include <algorithm>
#include <array>

namespace notifier {

namespace {

// The one place with the words of our messages.

std::string_view urgency(models::Severity severity) {
    switch (severity) {
        case models::Severity::v4: return "emergency";
        case models::Severity::v3: return "urgent";
        case models::Severity::v2: return "today";
        case models::Severity::v1: return "when you can";
        case models::Severity::v0: return "for information";
    }
    return "urgent";
}

std::string_view what_to_do(models::Severity severity) {
    switch (severity) {
        case models::Severity::v4: return "This is an emergency. Please look at it now.";
        case models::Severity::v3: return "This is urgent. Please look at it as soon as you read this.";
        case models::Severity::v2: return "Please look at it today.";
        case models::Severity::v1:
        case models::Severity::v0: return "Please look at it when you can.";
    }
    return "Please look at it now.";
}

AlertClass class_of_category(models::Category category) {
    using models::Category;
    switch (category) {
        case Category::threat:
        case Category::staff_allegation:
        case Category::sexual_harassment:
        case Category::grooming_contact:
        case Category::dm_solicitation:
        case Category::self_harm:
        case Category::radicalisation:
        case Category::illegal_image:
        case Category::image_extortion:
        case Category::cp_disclosure:
        case Category::pupil_contact: return AlertClass::safeguarding;
        case Category::hate:
        case Category::bullying_pupil:
        case Category::staff_abuse:
        case Category::sexual_content:
        case Category::criticism:
        case Category::misinformation: return AlertClass::conduct;
        case Category::pupil_data:
        case Category::pupil_image: return AlertClass::data;
        case Category::spam_scam:
        case Category::copyright:
        case Category::impersonation:
        case Category::unknown_language:
        case Category::benign_question:
        case Category::benign: return AlertClass::housekeeping;
    }
    return AlertClass::safeguarding;
}

}  // namespace

std::string_view to_string(AlertClass alert_class) {
    switch (alert_class) {
        case AlertClass::safeguarding: return "safeguarding";
        case AlertClass::conduct: return "conduct";
        case AlertClass::data: return "data";
        case AlertClass::housekeeping: return "housekeeping";
        case AlertClass::system: return "system";
    }
    return "system";
}

AlertClass class_of(const models::Alert& alert) {
    if (alert.kind == kEscalated) return AlertClass::safeguarding;
    if (alert.kind.starts_with("post")) return AlertClass::housekeeping;  // what the school itself says
    auto gravest = AlertClass::system;
    for (const auto& matter : alert.matters) gravest = std::min(gravest, class_of_category(matter.category));
    return gravest;
}

AlertFields fields_of(const models::Alert& alert) {
    AlertFields fields;
    fields.alert_id = alert.id;
    fields.reference = alert.reference;
    fields.alert_class = class_of(alert);
    fields.severity = alert.severity;
    return fields;
}

Message alert_message(const AlertFields& fields, std::string_view public_url) {
    Message message;
    message.subject = "Gatehouse: " + fields.reference + " needs you (" + std::string{urgency(fields.severity)} + ")";
    message.body = "Reference: " + fields.reference + "\nKind: " + std::string{to_string(fields.alert_class)} +
                   "\nUrgency: " + std::string{urgency(fields.severity)} + "\n\n" +
                   std::string{what_to_do(fields.severity)} +
                   "\nSign in to read it and to say that you have it in hand:\n\n" + std::string{public_url} +
                   "/alerts/" + fields.alert_id +
                   "\n\nIf nobody acknowledges it, the next person is told.\n"
                   "Please do not answer this message: nobody reads the answers.\n";
    return message;
}

std::string message_id(std::string_view alert_id, int step, std::string_view person) {
    return runtime::id_of(std::string{alert_id} + "|" + std::to_string(step) + "|" + std::string{person});
}

}  // namespace notifier
