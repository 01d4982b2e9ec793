#pragma once

#include "tests/support/temporary_directory.hpp"

#include <string>

namespace tests {

/// An authority and a server certificate made for one test with the openssl program.
class Certificate {
  public:
    /// `names` as openssl's subjectAltName wants them: "DNS:localhost,IP:127.0.0.1".
    explicit Certificate(const std::string& names);

    std::string ca_file() const { return directory_ / "ca.pem"; }
    std::string certificate_file() const { return directory_ / "server.pem"; }
    std::string key_file() const { return directory_ / "server.key"; }

  private:
    TemporaryDirectory directory_;
};

}  // namespace tests
