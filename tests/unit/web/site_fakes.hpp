#pragma once

#include "models/text/assessor.hpp"
#include "models/text/rules.hpp"
#include "moderation/network_connector.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tests {

/// A network that grants what the test says.
class FakeConnector final : public moderation::NetworkConnector {
  public:
    moderation::ConnectingGuide guide(models::Network) const override {
        return {lacking,
                {"Sign in as the school."},
                {{"read_comments", "Read what others write.", false, ""}, {"MODERATE", "Hide them.", true, "MANAGE"}}};
    }
    std::string login_address(models::Network, std::string state, std::string challenge, std::string redirect_uri,
                              bool declined) const override {
        sent_to = std::move(redirect_uri);
        asked_anew = declined;
        sent_state = std::move(state);
        return "https://network.example/login?challenge=" + challenge;
    }
    runtime::Task<runtime::Result<std::vector<moderation::ConnectingOffer>>> redeem(models::Network, std::string code,
                                                                                    std::string verifier,
                                                                                    std::string) override {
        redeemed = code + "/" + std::to_string(verifier.size());
        if (refuses) co_return runtime::fail(runtime::ErrorKind::rejected, "The network says no.");
        co_return offers;
    }

    std::string lacking;
    std::vector<moderation::ConnectingOffer> offers;
    bool refuses{false};
    mutable std::string sent_to;
    mutable std::string sent_state;
    mutable bool asked_anew{false};
    std::string redeemed;
};

/// Judges by single words, as the test says.
class FakeAssessor final : public models::Assessor {
  public:
    models::Assessment assess(std::string_view text) const override {
        for (const auto& [word, assessment] : known)
            if (text.find(word) != std::string_view::npos) return assessment;
        models::Assessment harmless;
        harmless.scores[static_cast<std::size_t>(models::Category::benign)] = 1;
        return harmless;
    }
    std::span<const models::text::Rule> rules() const override { return shipped_rules; }
    std::string version() const override { return "m:1 r:1"; }

    std::map<std::string, models::Assessment> known;
    std::vector<models::text::Rule> shipped_rules;
};

}  // namespace tests
