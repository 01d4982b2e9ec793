#pragma once

#include "config/runtime/result.hpp"
#include "notifier/smtp_courier.hpp"

#include <memory>
#include <string>

#include <curl/curl.h>

namespace notifier {

struct CurlFree {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlFree>;
using CurlList = std::unique_ptr<curl_slist, CurlFree>;

template <class Value>
void set(const CurlHandle& curl, CURLoption option, Value value) {
    curl_easy_setopt(curl.get(), option, value);
}

/// Whether the conversation is encrypted: by STARTTLS, or on port 465 from the first byte.
bool uses_tls(const SmtpSettings& settings);

/// Ready to speak with the mail server of the settings: where, for how long, with which TLS, as whom.
/// `from` is the sender's bare address; its domain is what we greet with.
///
/// Errors  unavailable  mail.host is no host name, or there is no memory
runtime::Result<CurlHandle> smtp_connection(const SmtpSettings& settings, const std::string& from);

}  // namespace notifier
