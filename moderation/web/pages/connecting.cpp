#include "config/runtime/crypto.hpp"
#include "moderation/store/packed.hpp"
#include "moderation/web/connection_view.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>

namespace moderation::web::pages {

namespace {

constexpr std::chrono::minutes kAtTheNetwork{15};  ///< how long somebody may take there
constexpr std::size_t kVerifierBytes = 32;

/// What leaves with the browser and has to come back: sealed to the session, so that it is of use to nobody else and
/// cannot be made by anybody else.
struct Errand {
    std::string channel;
    std::string verifier;
    runtime::Time until{};
};

std::string sealed(const Tools& tools, const Visit& visit, const Errand& errand) {
    const auto packed = Packer{}.add(errand.channel).add(errand.verifier).add(runtime::to_ms(errand.until)).take();
    return tools.connections.seal_errand(packed, visit.who->token_hash);
}

std::optional<Errand> errand_of(const Tools& tools, const Visit& visit, const std::string& state) {
    const auto packed = tools.connections.open_errand(state, visit.who->token_hash);
    if (!packed) return std::nullopt;
    Unpacker unpacker{*packed};
    Errand errand;
    errand.channel = unpacker.text();
    errand.verifier = unpacker.text();
    errand.until = runtime::from_ms(unpacker.number());
    if (unpacker.broken() || errand.until < visit.now) return std::nullopt;
    return errand;
}

/// PKCE's S256: the hash in base64url without padding.
std::string challenge_of(const std::string& verifier) {
    const auto hex = runtime::sha256_hex(verifier);
    std::string bytes;
    for (std::size_t at = 0; at < hex.size(); at += 2)
        bytes.push_back(static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16)));
    auto text = runtime::base64(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    while (text.ends_with('=')) text.pop_back();
    return text;
}

std::string redirect_uri(const Tools& tools) {
    return tools.settings.public_url + std::string{kConnectedPath};
}

/// The offer that is the channel; nothing, and `names` of what was offered instead.
std::optional<ConnectingOffer> chosen(const models::Channel& channel, std::vector<ConnectingOffer> offers,
                                      std::vector<std::string>& names) {
    for (auto& offer : offers) {
        if (offer.external_id == channel.external_id) return std::move(offer);
        names.push_back(offer.name);
    }
    return std::nullopt;
}

}  // namespace

Task<ServerResponse> connect_guide(Tools tools, Visit visit) {
    const auto channel = co_await tools.store.channel(visit.id);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    if (!may_connect(tools, visit, *channel)) co_return no_permission(tools, visit);
    const auto guide = tools.connector.guide(channel->network);
    co_return page(tools, visit, "Connect a channel", connecting_page(*channel, guide, tools.settings.public_url));
}

Task<ServerResponse> connect_login(Tools tools, Visit visit) {
    const auto channel = co_await tools.store.channel(visit.id);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    if (!may_connect(tools, visit, *channel)) co_return no_permission(tools, visit);
    const auto guide = tools.connector.guide(channel->network);
    if (!guide.lacking.empty() || tools.settings.public_url.empty())
        co_return redirect("/channels/" + channel->id + "/connect");
    const auto before = co_await tools.connections.connection(channel->id);
    if (!before) co_return store_failed(tools, visit, before.error());
    const Errand errand{channel->id, runtime::random_hex(kVerifierBytes), visit.now + kAtTheNetwork};
    co_return redirect(tools.connector.login_address(channel->network, sealed(tools, visit, errand),
                                                     challenge_of(errand.verifier), redirect_uri(tools),
                                                     declined_something(guide, *before)));
}

Task<ServerResponse> connect_back(Tools tools, Visit visit) {
    const auto errand = errand_of(tools, visit, visit.query.get("state"));
    if (!errand) co_return stale_form(tools, visit);
    const auto channel = co_await tools.store.channel(errand->channel);
    if (!channel) co_return store_failed(tools, visit, channel.error());
    if (!may_connect(tools, visit, *channel)) co_return no_permission(tools, visit);
    const auto refuse = [&](const std::string& why, const std::vector<std::string>& names) {
        return page(tools, visit, "The channel was not connected", not_connected_page(*channel, why, names), 422);
    };
    const auto code = visit.query.get("code");
    if (code.empty()) co_return refuse("You did not grant access at the network, so nothing was changed.", {});
    const auto before = co_await tools.connections.connection(channel->id);
    if (!before) co_return store_failed(tools, visit, before.error());
    auto offers = co_await tools.connector.redeem(channel->network, code, errand->verifier, redirect_uri(tools));
    if (!offers) co_return refuse(offers.error().message, {});
    std::vector<std::string> names;
    auto offer = chosen(*channel, std::move(*offers), names);
    if (!offer)
        co_return refuse(
            "What you granted does not include the account of this channel. Grant access to it, or "
            "propose the other account as a channel of its own.",
            names);
    const auto made = co_await tools.connections.connect(channel->id, before->version, std::move(offer->credentials),
                                                         visit.person(), visit.now);
    if (!made) co_return refuse(made.error().message, {});
    co_return redirect("/channels/" + channel->id + "?done=channel-connected");
}

}  // namespace moderation::web::pages
