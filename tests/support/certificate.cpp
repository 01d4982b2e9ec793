#include "tests/support/certificate.hpp"

#include "config/runtime/child_process.hpp"

#include <fstream>
#include <stdexcept>

namespace tests {

namespace {

void openssl(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "openssl");
    const auto child = runtime::start_child(arguments, {});
    if (!child) throw std::runtime_error{"openssl does not start: " + child.error().message};
    runtime::wait_for_child(*child);
}

}  // namespace

Certificate::Certificate(const std::string& names) {
    const auto ca_key = directory_ / "ca.key";
    const auto request = directory_ / "server.csr";
    const auto extensions = directory_ / "extensions";
    std::ofstream{extensions} << "subjectAltName=" << names << "\n";
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", "/CN=Test authority", "-keyout", ca_key, "-out", ca_file(), "-batch"});
    openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=Test server",
             "-keyout", key_file(), "-out", request, "-batch"});
    openssl({"x509", "-req", "-in", request, "-CA", ca_file(), "-CAkey", ca_key, "-CAcreateserial", "-days", "2",
             "-extfile", extensions, "-out", certificate_file()});
    if (!std::filesystem::exists(certificate_file())) throw std::runtime_error{"openssl made no certificate"};
}

}  // namespace tests
