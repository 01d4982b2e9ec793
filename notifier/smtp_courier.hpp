#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "notifier/ports.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace notifier {

struct SmtpSettings {
    std::string host;         ///< empty: no mail server is configured
    std::uint16_t port{587};  ///< 465 speaks TLS from the first byte
    std::string from;         ///< "Gatehouse <alerts@school.example>"
    std::string username;     ///< empty: no sign-in
    std::string password;
    std::string ca_file;  ///< empty: the system's authorities
    bool starttls{true};  ///< a server that does not offer it is refused
    std::chrono::milliseconds connect_timeout{std::chrono::seconds{10}};
    std::chrono::milliseconds timeout{std::chrono::seconds{30}};  ///< for one whole delivery
};

/// Sends mail over SMTP.
///
/// Errors  rejected     the server refuses this address for good, or it is no address
///         malformed    the message cannot be sent to anybody
///         unreachable  everything else: no server, no TLS, wrong certificate, wrong password, "later",
///                      or the server refuses us rather than the address. Whether it was delivered is
///                      unknown when the connection broke at the end; the Message-ID stays the same.
///         unavailable  no mail server is configured
/// Certificates and host names are verified. Works on a thread of its own, one message at a time.
/// Threads  the I/O thread.
class SmtpCourier final : public Courier {
  public:
    SmtpCourier(SmtpSettings settings, runtime::Clock& clock);
    /// Breaks off a delivery that is under way.
    ~SmtpCourier() override;

    runtime::Task<runtime::Result<void>> deliver(Message message) override;

  private:
    SmtpSettings settings_;
    runtime::Clock& clock_;
    std::atomic<bool> stopping_{false};
    runtime::CpuPool thread_{1};  // last: it is joined before what it uses is gone
};

}  // namespace notifier
