#include "models/domain/item.hpp"

#include "config/runtime/crypto.hpp"
#include "models/domain/named.hpp"

namespace models {

namespace {
constexpr Names<Network, 4> kNetworkNames{{"facebook", "instagram", "x", "youtube"}};
constexpr Names<Network, 4> kDisplayNames{{"Facebook", "Instagram", "X", "YouTube"}};
constexpr Names<ItemKind, 6> kKinds{{"comment", "reply", "visitor_post", "tagged_post", "quote", "own_post"}};
constexpr Names<NetworkState, 4> kNetworkStates{{"visible", "hidden", "removed_by_us", "gone"}};

// A separator that no network uses in ids, so that two different triples never give the same text.
constexpr char kSeparator = '\x1f';
}  // namespace

std::string_view to_string(Network network) {
    return kNetworkNames.of(network);
}
std::string_view display_name(Network network) {
    return kDisplayNames.of(network);
}
std::optional<Network> network_from(std::string_view name) {
    return kNetworkNames.find(name);
}
std::string_view to_string(ItemKind kind) {
    return kKinds.of(kind);
}
bool is_comment(ItemKind kind) {
    return kind == ItemKind::comment || kind == ItemKind::reply;
}
bool is_elsewhere(ItemKind kind) {
    return kind == ItemKind::tagged_post || kind == ItemKind::quote;
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

}  // namespace models
