#pragma once

#include "ingest/instagram/container.hpp"
#include "ingest/stepwise_publisher.hpp"

namespace ingest {

/// Posts pictures and videos on Instagram, and answers there.
///
/// Instagram fetches each picture from a public address into a container, which is asked for until it is finished;
/// several pictures come into a container of their own. The container says whether it was published.
/// Where we have no public address, a picture is uploaded to the page that the account belongs to, where nobody sees
/// it, and Instagram is given its address there. Videos have no such way.
class InstagramPublisher final : public StepwisePublisher {
  public:
    explicit InstagramPublisher(PublisherParts parts);

  protected:
    runtime::Task<runtime::Result<Ready>> prepare(PublishingWork& work) override;
    runtime::Task<runtime::Result<std::optional<Published>>> find(PublishingWork& work) override;
    ApiCall publishing(const PublishingWork& work) const override;
    ApiCall taking_down(const std::string& external_id) const override;
    std::optional<bool> taken_down(std::string_view body) const override;
    runtime::Error refusal(const ApiError& error) const override;

  private:
    runtime::Task<runtime::Result<Ready>> bring(PublishingWork& work);
    /// Errors  rate_limited  the account has published as much as Instagram takes in a day.
    runtime::Task<runtime::Result<void>> see_room(const PublishingWork& work);
    /// Where Instagram can fetch it.
    runtime::Task<runtime::Result<std::string>> address_of(const PublishingWork& work, const models::Media& media);
    runtime::Task<runtime::Result<Ready>> wait_for(PublishingWork& work, std::string container);
    runtime::Task<runtime::Result<InstagramContainer>> look_at(const PublishingWork& work, std::string container);
};

}  // namespace ingest
