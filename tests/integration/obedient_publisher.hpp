#pragma once

#include "moderation/network_publisher.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tests {

/// Publishes at once, and takes down what it is not told to refuse.
class ObedientPublisher final : public moderation::NetworkPublisher {
  public:
    runtime::Task<runtime::Result<moderation::PublishingStep>> step(models::Channel, models::Publication publication,
                                                                    std::string) override {
        moderation::PublishingStep step;
        step.published = {"ext-" + publication.text, "https://network.example/" + publication.text, true};
        co_return step;
    }
    runtime::Task<runtime::Result<void>> take_down(models::Channel, std::string external_id) override {
        if (refused.contains(external_id))
            co_return runtime::fail(runtime::ErrorKind::rejected, "This network does not delete posts.");
        gone.push_back(std::move(external_id));
        co_return runtime::Result<void>{};
    }

    std::set<std::string> refused;
    std::vector<std::string> gone;
};

}  // namespace tests
