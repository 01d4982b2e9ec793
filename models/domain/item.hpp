#pragma once

#include "config/runtime/clock.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models {

enum class Network { facebook, instagram, x, youtube };
inline constexpr std::array kNetworks{Network::facebook, Network::instagram, Network::x, Network::youtube};
inline constexpr std::size_t kNetworkCount = kNetworks.size();
std::string_view to_string(Network network);
/// As people know it: "Facebook", "YouTube".
std::string_view display_name(Network network);
std::optional<Network> network_from(std::string_view name);

/// What kind of thing somebody said.
enum class ItemKind { comment, reply, visitor_post, tagged_post, quote, own_post };
std::string_view to_string(ItemKind kind);
/// It stands under a post.
bool is_comment(ItemKind kind);
/// It stands where the school has no say: a mention, or a quotation of what the school wrote.
bool is_elsewhere(ItemKind kind);
std::optional<ItemKind> item_kind_from(std::string_view name);

/// A picture or link that came with a text.
struct Attachment {
    std::string type;  ///< the network's word: "photo", "sticker", "share"
    std::string url;   ///< what it leads to; never fetched by us
    /// Where the picture itself lies; empty: the network does not say. Nothing: it is no picture. Such addresses are
    /// signed anew at every reading, so they are kept no longer than it takes to look, and identify nothing.
    std::optional<std::string> picture{};
};

/// Something somebody said to or about the school, as a collector saw it once.
///
/// Source  Facebook Pages: comments (filter=stream), visitor_posts, tagged, published_posts.
struct CollectedItem {
    Network network{Network::facebook};
    std::string channel_id;          ///< ours
    std::string external_id;         ///< the network's, opaque
    std::string parent_external_id;  ///< of a reply; empty otherwise
    std::string post_external_id;    ///< the post it stands under; empty for a post
    ItemKind kind{ItemKind::comment};
    std::string text;         ///< UTF-8; may be empty when there is an attachment
    std::string author_id;    ///< empty: the network withheld it
    std::string author_name;  ///< empty: the network withheld it
    std::string permalink;
    std::vector<Attachment> attachments;
    std::optional<runtime::Time> created_at;  ///< nothing: the network's date made no sense
    bool hidden{false};                       ///< hidden on the network now
    bool can_hide{true};
    bool can_remove{true};
    std::string raw;  ///< the element of the network's answer, as received: evidence
};

/// Our id of an item, from network, channel and external id: the same wherever it is seen.
std::string item_id(Network network, const std::string& channel_id, const std::string& external_id);
/// Identifies one revision by its content (text and attachments): hex of a SHA-256.
std::string revision_id(const CollectedItem& item);

/// Whether the network still shows it.
enum class NetworkState { visible, hidden, removed_by_us, gone };
std::string_view to_string(NetworkState state);
std::optional<NetworkState> network_state_from(std::string_view name);

}  // namespace models
