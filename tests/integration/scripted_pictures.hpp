#pragma once

#include "moderation/network_pictures.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tests {

/// A network's picture servers, with what the test puts there. Everything else is refused.
class ScriptedPictures final : public moderation::NetworkPictures {
  public:
    runtime::Task<runtime::Result<std::string>> fetch(models::Channel, std::string address) override {
        asked.push_back(address);
        if (answer) co_return tl::unexpected(*answer);
        const auto found = here.find(address);
        if (found == here.end()) co_return runtime::fail(runtime::ErrorKind::rejected, "nothing is there");
        co_return found->second;
    }

    std::map<std::string, std::string> here;  ///< bytes by address
    std::vector<std::string> asked;
    std::optional<runtime::Error> answer;  ///< to everything
};

}  // namespace tests
