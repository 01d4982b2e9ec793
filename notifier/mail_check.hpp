#pragma once

#include "config/finding.hpp"
#include "notifier/smtp_courier.hpp"

namespace notifier {

/// Whether the mail server can be reached, offers STARTTLS with a certificate that holds, and takes the sign-in.
/// No message is begun. Blocks, at most for the settings' timeouts.
config::Finding examine_mail(const SmtpSettings& settings);

}  // namespace notifier
