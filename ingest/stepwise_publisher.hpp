#pragma once

#include "ingest/network.hpp"
#include "ingest/own_words.hpp"
#include "ingest/ports.hpp"
#include "ingest/publishing_progress.hpp"
#include "ingest/replier.hpp"

#include <optional>
#include <string>

namespace ingest {

/// What all publishers are made of; everything outlives them.
struct PublisherParts {
    ApiClient& client;
    TokenSource& tokens;
    Actor& actor;  ///< sees whether what was said stands there
    const runtime::Clock& clock;
};

/// One publication in the middle of one step.
struct PublishingWork {
    models::Channel channel;
    models::Publication publication;
    std::string token;
    PublishingProgress progress;
    MediaSource& media;
};

/// Publishes where the media are brought first, and appear only with the one call that publishes:
///
///   bring the media, step by step --> note the time of the try --> look --> publish --> read back
///                                                                   '-- it stands there: done
class StepwisePublisher : public Publisher {
  public:
    StepwisePublisher(PublisherParts parts, const ReplyWays& ways);

    runtime::Task<runtime::Result<Published>> reply(models::Channel channel, models::CollectedItem item,
                                                    std::string text, std::optional<runtime::Time> tried) final;
    runtime::Task<runtime::Result<PublishingStep>> step(models::Channel channel, models::Publication publication,
                                                        std::string progress, MediaSource& media) final;
    runtime::Task<runtime::Result<void>> take_down(models::Channel channel, std::string external_id) final;

  protected:
    /// Whether everything is ready to be published, and when to go on if it is not.
    struct Ready {
        bool ready{false};
        std::chrono::milliseconds wait{0};
    };

    /// Does the next thing that has to be done before publishing, at most one that costs time.
    virtual runtime::Task<runtime::Result<Ready>> prepare(PublishingWork& work) = 0;
    /// The publication, when it stands there.
    virtual runtime::Task<runtime::Result<std::optional<Published>>> find(PublishingWork& work) = 0;
    /// The one call that publishes, answered with the id.
    virtual ApiCall publishing(const PublishingWork& work) const = 0;
    virtual ApiCall taking_down(const std::string& external_id) const = 0;
    /// Whether the answer to that call says that it was done; nothing when it says neither yes nor no.
    virtual std::optional<bool> taken_down(std::string_view body) const = 0;
    /// What the network's refusal of this call means.
    virtual runtime::Error refusal(const ApiError& error) const { return outcome_of(error); }
    virtual std::string permalink(const std::string&) const { return {}; }

    /// Sends a call that makes something nobody sees yet, and gives its id.
    runtime::Task<runtime::Result<std::string>> make(const PublishingWork& work, ApiCall call);
    /// `size` bytes of one of the media, from `from` on.
    /// Errors  rejected  they are not there any more.
    runtime::Task<runtime::Result<std::string>> bytes_of(const PublishingWork& work, const models::Media& media,
                                                         std::uint64_t from, std::uint64_t size);
    const PublisherParts& parts() const { return parts_; }

  private:
    runtime::Task<runtime::Result<Published>> publish(PublishingWork& work);
    runtime::Task<Published> read_back(models::Channel channel, std::string id);

    const PublisherParts parts_;
    Replier replier_;
};

/// What was found by its words, as published.
runtime::Result<std::optional<Published>> as_published(runtime::Result<std::optional<models::CollectedItem>> found);

/// The address for people that an object of the Graph API names; empty when it names none.
std::string permalink_in(std::string_view raw);

}  // namespace ingest
