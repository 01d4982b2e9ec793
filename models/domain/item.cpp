#include "models/domain/item.hpp"

#include "config/runtime/crypto.hpp"
#include "models/domain/named.hpp"

namespace models {

namespace {
constexpr Names<Network, 4> kNetworks{{"facebook", "instagram", "x", "youtube"}};
constexpr Names<Network, 4> kDisplayNames{{"Facebook", "Instagram", "X", "YouTube"}};
constexpr Names<ItemKind, 5> kKinds{{"comment", "reply", "visitor_post", "tagged_post", "own_post"}};
constexpr Names<NetworkState, 4> kNetworkStates{{"visible", "hidden", "removed_by_us", "gone"}};

// Facebook's hide leaves the comment visible to its author and the author's friends.
constexpr Capabilities kFacebook{
    .hide = true,
    .unhide = true,
    .remove = true,
    .ban = true,
    .containment = Containment::medium,
    .hidden_means = "Hidden on Facebook: the author and the author's friends still see it.",
    .next_step = "If it must disappear for everybody, propose to delete it.",
};

constexpr Capabilities kInstagram{
    .hide = true,
    .unhide = true,
    .remove = true,
    .ban = false,
    .containment = Containment::medium,
    .hidden_means = "Hidden on Instagram: its author may still see it.",
    .next_step =
        "If it must disappear for everybody, propose to delete it. To keep the author away, restrict or block "
        "the account in the Instagram app.",
};

// A hidden reply stays behind one more click for everybody, and other people's posts cannot be deleted.
constexpr Capabilities kX{
    .hide = true,
    .unhide = true,
    .remove = false,
    .ban = false,
    .tells_hidden = false,
    .containment = Containment::weak,
    .hidden_means = "Hidden on X: everybody can still open it with one more click.",
    .next_step =
        "X does not let a school delete it. Report it to X, restrict who can reply, or take the school's own "
        "post down.",
};

// Rejecting cannot be taken back by the interface, and a ban goes only together with it.
constexpr Capabilities kYoutube{
    .hide = true,
    .unhide = true,
    .remove = true,
    .ban = true,
    .containment = Containment::strong,
    .hidden_means = "Held on YouTube: nobody but the channel sees it.",
    .next_step = "It stays held until somebody publishes it or rejects it for good.",
};

// A separator that no network uses in ids, so that two different triples never give the same text.
constexpr char kSeparator = '\x1f';
}  // namespace

std::string_view to_string(Network network) {
    return kNetworks.of(network);
}
std::string_view display_name(Network network) {
    return kDisplayNames.of(network);
}
std::optional<Network> network_from(std::string_view name) {
    return kNetworks.find(name);
}
std::string_view to_string(ItemKind kind) {
    return kKinds.of(kind);
}
bool is_comment(ItemKind kind) {
    return kind == ItemKind::comment || kind == ItemKind::reply;
}
std::optional<ItemKind> item_kind_from(std::string_view name) {
    return kKinds.find(name);
}
std::string_view to_string(NetworkState state) {
    return kNetworkStates.of(state);
}
std::optional<NetworkState> network_state_from(std::string_view name) {
    return kNetworkStates.find(name);
}

std::string item_id(Network network, const std::string& channel_id, const std::string& external_id) {
    std::string key{to_string(network)};
    key += kSeparator;
    key += channel_id;
    key += kSeparator;
    key += external_id;
    return runtime::id_of(key);
}

std::string revision_id(const CollectedItem& item) {
    std::string key = item.text;
    for (const auto& attachment : item.attachments) {
        key += kSeparator;
        key += attachment.type;
        key += kSeparator;
        // Networks sign picture addresses anew at every reading: what follows '?' is not content.
        key += attachment.url.substr(0, attachment.url.find('?'));
    }
    return runtime::sha256_hex(key);
}

const Capabilities& capabilities(Network network) {
    switch (network) {
        case Network::facebook: return kFacebook;
        case Network::instagram: return kInstagram;
        case Network::x: return kX;
        case Network::youtube: return kYoutube;
    }
    return kFacebook;
}

}  // namespace models
