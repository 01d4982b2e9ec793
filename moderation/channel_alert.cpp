#include "moderation/channel_alert.hpp"

#include "config/runtime/crypto.hpp"
#include "moderation/triage.hpp"

#include <utility>

namespace moderation {

models::Alert channel_alert(const std::string& channel, std::string kind, models::Severity severity) {
    models::Alert alert;
    alert.id = runtime::random_hex(16);
    alert.reference = alert_reference(runtime::random_hex(5));
    alert.kind = std::move(kind);
    alert.subject = "channel:" + channel;
    alert.severity = severity;
    return alert;
}

}  // namespace moderation
