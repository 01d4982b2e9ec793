#pragma once

#include "models/domain/alert.hpp"
#include "notifier/ports.hpp"

#include <string>
#include <string_view>

namespace notifier {

/// What an alert is about, in words that give nothing away on a locked screen. An allegation, a threat
/// and a child in distress all read the same.
enum class AlertClass { safeguarding, conduct, data, housekeeping, system };
std::string_view to_string(AlertClass alert_class);
/// The first of these that something in the item belongs to; `system` where it is about no item.
AlertClass class_of(const models::Alert& alert);

/// All that a message may say. There is no member that content, an author, a pupil or a colleague could
/// travel in, and alert_message() takes nothing else.
struct AlertFields {
    std::string alert_id;   ///< for the link
    std::string reference;  ///< "SM-7F3K2"
    AlertClass alert_class{AlertClass::system};
    models::Severity severity{models::Severity::v0};
};
AlertFields fields_of(const models::Alert& alert);

/// Subject and body of an alert; `public_url` is where people reach Gatehouse. `to` and `id` stay empty.
Message alert_message(const AlertFields& fields, std::string_view public_url);

/// The same for every try of one step for one person, so that a message sent twice around a crash can be
/// recognised as one.
std::string message_id(std::string_view alert_id, int step, std::string_view person);

}  // namespace notifier
