#include "notifier/alarm.hpp"

#include "config/runtime/crypto.hpp"

#include <string_view>
#include <utility>

namespace notifier {

namespace {

/// Five signs that cannot be mistaken for one another on the telephone.
std::string draw_reference() {
    constexpr std::string_view kSigns = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    static_assert(kSigns.size() == 32);  // a fresh hex pair spreads evenly over it
    const auto drawn = runtime::random_hex(5);
    std::string reference = "SM-";
    for (std::size_t i = 0; i < drawn.size(); i += 2)
        reference += kSigns[std::stoul(drawn.substr(i, 2), nullptr, 16) % kSigns.size()];
    return reference;
}

}  // namespace

models::Alert make_alarm(std::string kind, std::string subject, models::Severity severity, runtime::Time now,
                         std::vector<std::string> barred) {
    models::Alert alarm;
    alarm.id = runtime::random_hex(16);
    alarm.reference = draw_reference();
    alarm.kind = std::move(kind);
    alarm.subject = std::move(subject);
    alarm.severity = severity;
    alarm.barred = std::move(barred);
    alarm.raised_at = now;
    return alarm;
}

}  // namespace notifier
