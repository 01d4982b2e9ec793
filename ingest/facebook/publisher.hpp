#pragma once

#include "ingest/stepwise_publisher.hpp"

namespace ingest {

/// Posts text, a link and pictures on Facebook, and answers there.
///
/// Pictures are uploaded one by one without being shown; the post names them.
class FacebookPublisher final : public StepwisePublisher {
  public:
    explicit FacebookPublisher(PublisherParts parts);

  protected:
    runtime::Task<runtime::Result<Ready>> prepare(PublishingWork& work) override;
    runtime::Task<runtime::Result<std::optional<Published>>> find(PublishingWork& work) override;
    ApiCall publishing(const PublishingWork& work) const override;
    ApiCall taking_down(const std::string& external_id) const override;
    std::optional<bool> taken_down(std::string_view body) const override;
    runtime::Error refusal(const ApiError& error) const override;
};

}  // namespace ingest
