#pragma once

#include "config/runtime/clock.hpp"
#include "ingest/network.hpp"
#include "ingest/ports.hpp"
#include "moderation/intake.hpp"
#include "moderation/network_connector.hpp"
#include "moderation/store/connections.hpp"
#include "moderation/store/store.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tests {

/// What moderation provides, in the words of ingest.
class Recording final : public ingest::Inbox,
                        public ingest::ChannelRegister,
                        public ingest::SpendingBook,
                        public ingest::SilenceBook {
  public:
    Recording(moderation::Intake& intake, moderation::Store& store, runtime::Clock& clock)
        : intake_{intake}, store_{store}, clock_{clock} {}

    runtime::Task<runtime::Result<models::RecordedPage>> record(models::CollectedPage page) override {
        return intake_.record(std::move(page));
    }
    runtime::Task<runtime::Result<std::vector<std::string>>> known_under(std::string channel,
                                                                         std::string post) override {
        return store_.external_ids(std::move(channel), std::move(post));
    }
    runtime::Task<runtime::Result<std::vector<models::Channel>>> authorised() override { return store_.channels(); }
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
    runtime::Task<runtime::Result<Spent>> spend(std::string network, std::string day, std::int64_t amount,
                                                std::string since) override {
        const auto spent = co_await store_.spend(std::move(network), std::move(day), amount, std::move(since));
        if (!spent) co_return tl::unexpected(spent.error());
        co_return Spent{spent->today, spent->since};
    }
    runtime::Task<runtime::Result<Silences>> silences(std::string api) override {
        const auto found = co_await store_.silences(std::move(api));
        if (!found) co_return tl::unexpected(found.error());
        Silences silences;
        for (const auto& [account, silence] : *found) silences[account] = {silence.until, silence.why};
        co_return silences;
    }
    runtime::Task<runtime::Result<void>> be_silent(std::string api, std::string account, Silence silence) override {
        moderation::Silence kept{silence.until, std::move(silence.why)};
        return store_.be_silent(std::move(api), std::move(account), std::move(kept), clock_.now());
    }

  private:
    moderation::Intake& intake_;
    moderation::Store& store_;
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

/// What ingest provides, in the words of moderation.
class NetworkConnectors final : public moderation::NetworkConnector {
  public:
    explicit NetworkConnectors(ingest::ByNetwork<ingest::Connector> connectors) : connectors_{connectors} {}
    moderation::ConnectingGuide guide(models::Network network) const override {
        return {connectors_.at(network).lacking(), {}, {}};
    }
    std::string login_address(models::Network network, std::string state, std::string challenge,
                              std::string redirect_uri) const override {
        return connectors_.at(network).login_address(std::move(state), std::move(challenge), std::move(redirect_uri));
    }
    runtime::Task<runtime::Result<std::vector<moderation::ConnectingOffer>>> redeem(models::Network network,
                                                                                    std::string code,
                                                                                    std::string verifier,
                                                                                    std::string redirect_uri) override {
        ingest::Grant grant{std::move(code), std::move(verifier), std::move(redirect_uri)};
        const auto granted = co_await connectors_.at(network).redeem(std::move(grant));
        if (!granted) co_return tl::unexpected(ingest::to_runtime(granted.error()));
        std::vector<moderation::ConnectingOffer> offers;
        for (const auto& account : *granted)
            offers.push_back(moderation::ConnectingOffer{account.external_id, account.name, account.credentials});
        co_return offers;
    }

  private:
    const ingest::ByNetwork<ingest::Connector> connectors_;
};

}  // namespace tests
