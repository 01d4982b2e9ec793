#pragma once

#include "ingest/stepwise_publisher.hpp"
#include "ingest/youtube/upload.hpp"
#include "ingest/youtube/video_state.hpp"

namespace ingest {

/// Publishes videos on YouTube, at once or at their time, and answers there.
///
/// A video is published by its last byte. So the session of its upload is what must not be lost: it says how far it is,
/// also when it is finished. Where the session itself was lost, the channel's uploads are looked at before a new one
/// begins.
class YoutubePublisher final : public Publisher {
  public:
    /// The upload outlives the publisher, too.
    YoutubePublisher(PublisherParts parts, YoutubeUpload& upload);

    runtime::Task<runtime::Result<Published>> reply(models::Channel channel, models::CollectedItem item,
                                                    std::string text, std::optional<runtime::Time> tried) override;
    runtime::Task<runtime::Result<PublishingStep>> step(models::Channel channel, models::Publication publication,
                                                        std::string progress, MediaSource& media) override;
    runtime::Task<runtime::Result<void>> take_down(models::Channel channel, std::string external_id) override;

  private:
    using Step = runtime::Result<PublishingStep>;

    /// Before there is a session: a look at what stands there, then one is made.
    runtime::Task<Step> begin(PublishingWork& work);
    /// One piece, from where YouTube says that it has come to.
    runtime::Task<Step> bring(PublishingWork& work);
    /// All bytes are there: how far YouTube is with the video.
    runtime::Task<Step> confirm(PublishingWork& work);
    /// The id of the video when it is among the channel's newest uploads, empty when it is not.
    runtime::Task<runtime::Result<std::string>> find(PublishingWork& work);
    runtime::Task<runtime::Result<std::string>> read(const PublishingWork& work, ApiCall call);

    const PublisherParts parts_;
    YoutubeUpload& upload_;
    Replier replier_;
};

}  // namespace ingest
