#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/result.hpp"
#include "notifier/ports.hpp"

#include <string>
#include <string_view>

namespace notifier {

/// Whether a text is one plain address that can be handed to a mail server: no line break, no second
/// address, no comment, ASCII, at most 254 bytes.
bool is_mail_address(std::string_view address);

/// The address in `alerts@school.example` or `Gatehouse <alerts@school.example>`. malformed if there is none.
runtime::Result<std::string> address_of(std::string_view sender);

/// The whole message as it goes to the server (RFC 5322), lines ended by CRLF.
///
/// Errors  rejected   the recipient is no address
///         malformed  a header value would break out of its line
runtime::Result<std::string> mail_text(const Message& message, std::string_view sender, runtime::Time now);

/// "Fri, 20 Nov 2026 09:15:00 +0000"
std::string mail_date(runtime::Time at);

}  // namespace notifier
