#pragma once

#include "config/runtime/clock.hpp"
#include "ingest/ports.hpp"
#include "moderation/intake.hpp"
#include "moderation/store/connections.hpp"
#include "moderation/store/spending.hpp"
#include "moderation/store/store.hpp"
#include "notifier/ports.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What moderation provides to ingest and notifier, in their words. References outlive the ports.
namespace ports {

class IntakeInbox final : public ingest::Inbox {
  public:
    IntakeInbox(moderation::Intake& intake, moderation::Store& store) : intake_{intake}, store_{store} {}
    runtime::Task<runtime::Result<models::RecordedPage>> record(models::CollectedPage page) override {
        return intake_.record(std::move(page));
    }
    runtime::Task<runtime::Result<std::vector<std::string>>> known_under(std::string channel,
                                                                         std::string post) override {
        return store_.external_ids(std::move(channel), std::move(post));
    }

  private:
    moderation::Intake& intake_;
    moderation::Store& store_;
};

/// All that reading asks of the store by channel: the register, what networks told, what was spent, when who listens
/// was last asked for, and how long a channel has been silent.
class StoreChannels final : public ingest::ChannelRegister,
                            public ingest::NoticeBoard,
                            public ingest::SpendingBook,
                            public ingest::SilenceBook,
                            public ingest::SubscriptionBook,
                            public notifier::ReadingState {
  public:
    StoreChannels(moderation::Store& store, moderation::SpendingStore& spending, runtime::Clock& clock)
        : store_{store}, spending_{spending}, clock_{clock} {}
    runtime::Task<runtime::Result<std::vector<models::Channel>>> authorised() override {
        auto channels = co_await store_.channels();
        if (channels)
            std::erase_if(*channels,
                          [](const auto& channel) { return channel.state != models::ChannelState::authorised; });
        co_return channels;
    }
    runtime::Task<runtime::Result<std::vector<notifier::ChannelSilence>>> authorised_channels() override {
        const auto channels = co_await authorised();
        if (!channels) co_return tl::unexpected(channels.error());
        std::vector<notifier::ChannelSilence> silences;
        for (const auto& channel : *channels)
            silences.push_back(notifier::ChannelSilence{channel.id, channel.last_round_at, channel.authorised_at});
        co_return silences;
    }
    runtime::Task<runtime::Result<std::map<std::string, std::string>>> cursors(std::string channel) override {
        return store_.cursors(std::move(channel));
    }
    runtime::Task<runtime::Result<models::Lease>> take_lease(std::string channel, std::string owner,
                                                             std::chrono::milliseconds length) override {
        return store_.take_lease(std::move(channel), std::move(owner), length, clock_.now());
    }
    runtime::Task<runtime::Result<void>> renew_lease(models::Lease lease, std::chrono::milliseconds length) override {
        return store_.renew_lease(std::move(lease), length, clock_.now());
    }
    runtime::Task<runtime::Result<void>> release_lease(models::Lease lease) override {
        return store_.release_lease(std::move(lease));
    }
    runtime::Task<runtime::Result<void>> report_health(models::HealthReport report) override {
        return store_.record_health(std::move(report), clock_.now());
    }
    runtime::Task<runtime::Result<std::vector<models::Notice>>> notices(std::string channel) override {
        return store_.notices(std::move(channel));
    }
    runtime::Task<runtime::Result<void>> answer_notices(models::Lease lease,
                                                        std::vector<models::Notice> notices) override {
        return store_.answer_notices(std::move(lease), std::move(notices));
    }
    runtime::Task<runtime::Result<std::optional<runtime::Time>>> last_subscribed(std::string channel) override {
        return store_.last_run("subscribed:" + channel);
    }
    runtime::Task<runtime::Result<void>> subscribed(std::string channel, runtime::Time at) override {
        return store_.set_last_run("subscribed:" + channel, at);
    }
    runtime::Task<runtime::Result<Spent>> spend(std::string network, std::string day, std::int64_t amount,
                                                std::string since) override {
        const auto spent = co_await spending_.spend(std::move(network), std::move(day), amount, std::move(since));
        if (!spent) co_return tl::unexpected(spent.error());
        co_return Spent{spent->today, spent->since};
    }
    runtime::Task<runtime::Result<Silences>> silences(std::string api) override {
        const auto found = co_await spending_.silences(std::move(api));
        if (!found) co_return tl::unexpected(found.error());
        Silences silences;
        for (const auto& [account, silence] : *found) silences[account] = {silence.until, silence.why};
        co_return silences;
    }
    runtime::Task<runtime::Result<void>> be_silent(std::string api, std::string account, Silence silence) override {
        moderation::Silence kept{silence.until, std::move(silence.why)};
        return spending_.be_silent(std::move(api), std::move(account), std::move(kept), clock_.now());
    }
    runtime::Task<runtime::Result<void>> note(std::string channel, std::vector<std::string> what) override {
        return store_.note(std::move(channel), std::move(what));
    }

  private:
    moderation::Store& store_;
    moderation::SpendingStore& spending_;
    runtime::Clock& clock_;
};

class StoreConnections final : public ingest::Connections {
  public:
    StoreConnections(moderation::ConnectionStore& store, runtime::Clock& clock) : store_{store}, clock_{clock} {}
    runtime::Task<runtime::Result<models::Connection>> connection(std::string channel) override {
        return store_.connection(std::move(channel));
    }
    runtime::Task<runtime::Result<bool>> begin_renewal(models::Connection connection, std::string owner,
                                                       std::chrono::milliseconds length) override {
        return store_.begin_renewal(std::move(connection), std::move(owner), length, clock_.now());
    }
    runtime::Task<runtime::Result<models::Connection>> renewed(models::Connection connection,
                                                               models::Credentials credentials) override {
        return store_.renewed(std::move(connection), std::move(credentials), clock_.now());
    }
    runtime::Task<runtime::Result<void>> renewal_failed(models::Connection connection, bool answered) override {
        return store_.renewal_failed(std::move(connection), answered, clock_.now());
    }
    runtime::Task<runtime::Result<void>> examined(models::Connection connection) override {
        return store_.examined(std::move(connection), clock_.now());
    }

  private:
    moderation::ConnectionStore& store_;
    runtime::Clock& clock_;
};

}  // namespace ports
