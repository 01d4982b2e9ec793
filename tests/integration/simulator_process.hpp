#pragma once

#include "config/runtime/http.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace tests {

/// The simulated Facebook as a process of its own, on a free port, for as long as this object lives.
/// Throws std::runtime_error when it cannot be started or refuses a control call.
class SimulatorProcess {
  public:
    explicit SimulatorProcess(std::vector<std::string> arguments = {});
    ~SimulatorProcess();
    SimulatorProcess(const SimulatorProcess&) = delete;
    SimulatorProcess& operator=(const SimulatorProcess&) = delete;

    std::string base_url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    /// POST /control/<verb>: tests/simulator/README.md says which there are.
    boost::json::value control(const std::string& verb, const boost::json::object& given) const;
    /// GET /control/<what>.
    boost::json::value look(const std::string& what) const;

  private:
    pid_t pid_{-1};
    std::uint16_t port_{0};
};

/// One request with libcurl, on the caller's thread: a test has nothing else to do meanwhile. It shares no
/// code with the client that Gatehouse uses.
runtime::Result<runtime::HttpResponse> fetch(const runtime::HttpRequest& request);

/// The same behind the interface that the network clients ask for.
class BlockingHttpClient final : public runtime::HttpClient {
  public:
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override;
};

}  // namespace tests
