#pragma once

#include "config/runtime/clock.hpp"
#include "ingest/ports.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tests {

/// What the store would remember, in memory: the inbox and the register of channels in one.
class MemoryInbox final : public ingest::Inbox,
                          public ingest::ChannelRegister,
                          public ingest::NoticeBoard,
                          public ingest::SpendingBook,
                          public ingest::SilenceBook,
                          public ingest::SubscriptionBook {
  public:
    explicit MemoryInbox(const runtime::Clock& clock) : clock_{clock} {}

    runtime::Task<runtime::Result<models::RecordedPage>> record(models::CollectedPage page) override;
    runtime::Task<runtime::Result<std::vector<std::string>>> known_under(std::string channel,
                                                                         std::string post_external_id) override;

    runtime::Task<runtime::Result<std::vector<models::Channel>>> authorised() override;
    runtime::Task<runtime::Result<std::map<std::string, std::string>>> cursors(std::string channel) override;
    runtime::Task<runtime::Result<models::Lease>> take_lease(std::string channel, std::string owner,
                                                             std::chrono::milliseconds length) override;
    runtime::Task<runtime::Result<void>> renew_lease(models::Lease lease, std::chrono::milliseconds length) override;
    runtime::Task<runtime::Result<void>> release_lease(models::Lease lease) override;
    runtime::Task<runtime::Result<void>> report_health(models::HealthReport report) override;
    runtime::Task<runtime::Result<std::vector<models::Notice>>> notices(std::string channel) override;
    runtime::Task<runtime::Result<void>> answer_notices(models::Lease lease,
                                                        std::vector<models::Notice> notices) override;

    runtime::Task<runtime::Result<void>> note(std::string channel, std::vector<std::string> what) override;

    runtime::Task<runtime::Result<std::optional<runtime::Time>>> last_subscribed(std::string channel) override;
    runtime::Task<runtime::Result<void>> subscribed(std::string channel, runtime::Time at) override;

    runtime::Task<runtime::Result<Spent>> spend(std::string network, std::string day, std::int64_t amount,
                                                std::string since) override;

    runtime::Task<runtime::Result<Silences>> silences(std::string api) override;
    runtime::Task<runtime::Result<void>> be_silent(std::string api, std::string account, Silence silence) override;

    struct Known {
        models::CollectedItem item;
        std::vector<std::string> texts;  ///< one for each revision
        bool gone{false};
    };
    struct Held {
        std::string owner;
        std::uint64_t fence{0};
        runtime::Time until{};
    };

    std::map<std::string, Known> items;  ///< by external id
    std::map<std::string, models::Channel> channels;
    std::map<std::string, std::map<std::string, std::string>> cursors_by_channel;
    std::map<std::string, Held> leases;
    std::map<std::string, std::map<std::string, std::uint64_t>> noticed;  ///< by channel
    std::map<std::string, std::map<std::string, std::int64_t>> spent;     ///< by network and day
    std::map<std::string, Silences> silent;                               ///< by API
    std::map<std::string, runtime::Time> subscriptions;                   ///< by channel
    std::vector<models::CollectedPage> pages;
    std::vector<models::HealthReport> reports;
    std::size_t renewals{0};
    std::function<void()> before_lease;  ///< somebody else is quicker
    bool down{false};
    bool refuses{false};  ///< every page: the channel is not authorised any more

  private:
    bool holds(const models::Lease& lease) const;

    const runtime::Clock& clock_;
    std::uint64_t notice_number_{0};
};

}  // namespace tests
