#pragma once

#include "ingest/stepwise_publisher.hpp"
#include "ingest/x/upload.hpp"

namespace ingest {

/// Posts text, pictures and videos on X, and answers there.
///
/// A picture goes in one piece and gets its description before it is shown; a video goes in pieces and is processed.
class XPublisher final : public StepwisePublisher {
  public:
    explicit XPublisher(PublisherParts parts);

  protected:
    runtime::Task<runtime::Result<Ready>> prepare(PublishingWork& work) override;
    runtime::Task<runtime::Result<std::optional<Published>>> find(PublishingWork& work) override;
    ApiCall publishing(const PublishingWork& work) const override;
    ApiCall taking_down(const std::string& external_id) const override;
    std::optional<bool> taken_down(std::string_view body) const override;
    std::string permalink(const std::string& id) const override;

  private:
    runtime::Task<runtime::Result<Ready>> bring_picture(PublishingWork& work, const models::Media& picture);
    runtime::Task<runtime::Result<Ready>> bring_video(PublishingWork& work, const models::Media& video);
    /// The answer to a call about media.
    runtime::Task<runtime::Result<XUpload>> ask(const PublishingWork& work, ApiCall call);
};

}  // namespace ingest
