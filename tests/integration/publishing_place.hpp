#pragma once

#include "config/runtime/http.hpp"
#include "ingest/network.hpp"
#include "tests/integration/simulator_process.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

namespace tests {

/// A JPEG of 1200 by 800, as far as anybody looks who only looks at its size.
std::string small_picture();

/// One simulated network with the school's channel on it, and the publisher that speaks to it.
class PublishingPlace {
  public:
    static constexpr const char* kToken = "school-token-0001";

    virtual ~PublishingPlace() = default;
    /// Makes the school's account on the simulated network.
    virtual void open(const SimulatorProcess& simulator) = 0;
    virtual ingest::Publisher& publisher() = 0;
    /// Somebody's comment under a post of the school's.
    virtual models::CollectedItem asked(const SimulatorProcess& simulator) = 0;
    /// How often the school has answered.
    virtual std::size_t answers(const SimulatorProcess& simulator) = 0;
    /// What of the school's own stands there: the text of each.
    virtual std::vector<std::string> stands(const SimulatorProcess& simulator) = 0;
    /// What the pictures of the newest are described as, in their order.
    virtual std::vector<std::string> descriptions(const SimulatorProcess& simulator) = 0;
    /// The call that makes it seen: method and path, as regular expressions.
    virtual std::pair<std::string, std::string> decisive_call() const = 0;

    models::Channel channel;
};
std::unique_ptr<PublishingPlace> place_on(models::Network network, runtime::HttpClient& http, const std::string& url,
                                          const runtime::Clock& clock);

}  // namespace tests
