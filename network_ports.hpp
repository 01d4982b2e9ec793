#pragma once

#include "ingest/networks.hpp"
#include "ingest/ports.hpp"
#include "moderation/network_actor.hpp"
#include "moderation/network_connector.hpp"
#include "moderation/network_publisher.hpp"
#include "picture_ports.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What ingest provides to moderation, in moderation's words. The networks outlive the ports.
namespace ports {

class NetworkActors final : public moderation::NetworkActor {
  public:
    NetworkActors(ingest::ByNetwork<ingest::Actor> actors, ingest::ByNetwork<ingest::Publisher> publishers)
        : actors_{actors}, publishers_{publishers} {}
    runtime::Task<std::vector<runtime::Result<moderation::Observed>>> observe(models::Channel channel,
                                                                              Items items) override {
        auto& actor = actors_.at(channel.network);
        auto seen = co_await actor.observe_each(std::move(channel), std::move(items));
        std::vector<runtime::Result<moderation::Observed>> observed;
        for (auto& each : seen)
            observed.push_back(each.map([](auto& one) {
                return moderation::Observed{one.state, std::move(one.raw), one.unconfirmed};
            }));
        co_return observed;
    }
    runtime::Task<runtime::Result<std::optional<bool>>> in_force(models::Channel channel, models::CollectedItem item,
                                                                 models::Verb verb) override {
        return actors_.at(channel.network).in_force(std::move(channel), std::move(item), verb);
    }
    runtime::Task<std::vector<runtime::Result<void>>> act(models::Channel channel, Items items,
                                                          models::Verb verb) override {
        return actors_.at(channel.network).act_on_each(std::move(channel), std::move(items), verb);
    }
    runtime::Task<runtime::Result<bool>> reply(models::Channel channel, models::CollectedItem item, std::string text,
                                               std::optional<runtime::Time> tried) override {
        auto& publisher = publishers_.at(channel.network);
        const auto said = co_await publisher.reply(std::move(channel), std::move(item), std::move(text), tried);
        if (!said) co_return tl::unexpected(said.error());
        co_return said->seen;
    }

  private:
    const ingest::ByNetwork<ingest::Actor> actors_;
    const ingest::ByNetwork<ingest::Publisher> publishers_;
};

class NetworkPublishers final : public moderation::NetworkPublisher {
  public:
    /// The posts hold the pictures.
    NetworkPublishers(ingest::ByNetwork<ingest::Publisher> publishers, moderation::PostStore& posts)
        : publishers_{publishers}, pictures_{posts} {}
    runtime::Task<runtime::Result<moderation::PublishingStep>> step(models::Channel channel,
                                                                    models::Publication publication,
                                                                    std::string progress) override {
        auto& publisher = publishers_.at(channel.network);
        auto taken =
            co_await publisher.step(std::move(channel), std::move(publication), std::move(progress), pictures_);
        if (!taken) co_return tl::unexpected(taken.error());
        moderation::PublishingStep step{std::move(taken->progress), {}, taken->wait};
        if (auto& published = taken->published)
            step.published = {std::move(published->external_id), std::move(published->permalink), published->seen};
        co_return step;
    }
    runtime::Task<runtime::Result<void>> take_down(models::Channel channel, std::string external_id) override {
        return publishers_.at(channel.network).take_down(std::move(channel), std::move(external_id));
    }

  private:
    const ingest::ByNetwork<ingest::Publisher> publishers_;
    StoredPictures pictures_;
};

class NetworkConnectors final : public moderation::NetworkConnector {
  public:
    explicit NetworkConnectors(ingest::ByNetwork<ingest::Connector> connectors) : connectors_{connectors} {}
    moderation::ConnectingGuide guide(models::Network network) const override {
        const auto& connector = connectors_.at(network);
        moderation::ConnectingGuide guide;
        guide.lacking = connector.lacking();
        guide.steps.assign(connector.steps().begin(), connector.steps().end());
        for (const auto& need : connector.permissions())
            guide.permissions.push_back(
                {std::string{need.name}, std::string{need.why}, need.of_role, std::string{need.or_else}});
        return guide;
    }
    std::string login_address(models::Network network, std::string state, std::string challenge,
                              std::string redirect_uri, bool declined) const override {
        ingest::Errand errand{std::move(state), std::move(challenge), std::move(redirect_uri)};
        return connectors_.at(network).login_address(std::move(errand), declined);
    }
    runtime::Task<runtime::Result<std::vector<moderation::ConnectingOffer>>> redeem(models::Network network,
                                                                                    std::string code,
                                                                                    std::string verifier,
                                                                                    std::string redirect_uri) override {
        ingest::Grant grant{std::move(code), std::move(verifier), std::move(redirect_uri)};
        auto granted = co_await connectors_.at(network).redeem(std::move(grant));
        if (!granted) co_return tl::unexpected(ingest::to_runtime(granted.error()));
        std::vector<moderation::ConnectingOffer> offers;
        for (auto& account : *granted)
            offers.push_back(moderation::ConnectingOffer{std::move(account.external_id), std::move(account.name),
                                                         std::move(account.credentials)});
        co_return offers;
    }

  private:
    const ingest::ByNetwork<ingest::Connector> connectors_;
};

}  // namespace ports
