#pragma once

#include "models/domain/decision.hpp"
#include "models/domain/item.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace models {

/// What each network can do, how well, and in which words. Outside ingest/ this table is the only place that knows
/// networks apart: pages and decisions read it.

/// How much a network's "hide" really hides.
enum class Containment { strong, medium, weak };

/// What becomes of one verb on a network. The sentences are for the page.
struct Deed {
    bool offered{false};
    bool comments_only{false};   ///< it asks nothing of posts
    bool removes{false};         ///< the item is gone from the network afterwards
    bool read_back{true};        ///< the network can be asked whether it is so; if not, its answer is all there is
    bool repeatable{false};      ///< sent again it changes nothing: of use only where it cannot be read back
    std::string_view button{};   ///< "Hold for review"
    std::string_view doing{};    ///< in a sentence: "holding it for review"
    std::string_view warning{};  ///< before the button is pressed: what it does not do, and what cannot be undone
    std::string_view instead{};  ///< where it is not offered: why, and what to do
};
/// What `verb` means on the network. Leaving and passing on ask nothing of any.
const Deed& deed(Network network, Verb verb);
/// Why the network does not do this with this item, a sentence; empty: it does, as far as can be told beforehand.
std::string why_not(const CollectedItem& item, Verb verb);

struct Capabilities {
    std::string_view account;       ///< what the school has there: "Facebook Page"
    std::string_view account_hint;  ///< where its number or id is found
    std::size_t at_once{1};         ///< how many comments one call hides, shows again or removes, for the price of one
    bool tells_hidden{true};        ///< whether it says of an item that it is hidden; if not, our own record stands
    Containment containment{Containment::weak};
    std::string_view hidden_state;   ///< "Held for review on YouTube"
    std::string_view removed_state;  ///< "Rejected on YouTube by the school"
    std::string_view hidden_means;   ///< a sentence for the page
    std::string_view next_step;      ///< what to do when that is not enough
    std::string_view not_read;       ///< what of it cannot be watched over
    std::string_view uncounted;      ///< why it may count comments that cannot be read
    std::string_view unwatched;      ///< what is not read under posts that are too old to be watched
};
const Capabilities& capabilities(Network network);

/// Whether the network gives ids of this form to accounts.
bool is_account_id(Network network, std::string_view id);

}  // namespace models
