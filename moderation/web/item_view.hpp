#pragma once

#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"
#include "moderation/web/words.hpp"

#include <optional>
#include <string>
#include <vector>

namespace moderation::web {

/// One decision as the page offers it.
struct Offer {
    models::Verb verb{models::Verb::leave};
    std::string label;
    std::string warning;  ///< before it is pressed: what cannot be undone
    std::string key;
    bool needs_second{false};
    std::string why_not;  ///< in words; empty: it can be chosen
};

/// What this person can decide about an item now. The pages offer and the actions accept only this; the store checks
/// again.
std::vector<Offer> offers(const Tools& tools, const Visit& visit, const Item& item);
/// Whether this person can write an answer, which a second colleague then agrees to.
Offer reply_offer(const Tools& tools, const Visit& visit, const Item& item);
/// Whether this person may agree to the proposal or send it back: empty, or why not.
std::string why_not_agree(const Tools& tools, const Visit& visit, const Item& item);

/// Whom this person may let read the item, too: colleagues who could agree to what is proposed about it.
std::vector<const config::Person*> can_be_added(const Tools& tools, const Visit& visit, const Item& item);
Html colleague_form(const Tools& tools, const Visit& visit, const Item& item);

/// What a decision says of what the item is: what the form corrects, or else what follows from leaving or hiding it.
/// Nothing: the decision says nothing of that.
std::optional<Label> label_of(const Visit& visit, models::Verb verb, const Item& item);

/// Suspected unlawful pictures: neither text nor links are shown to anybody.
bool withheld(const Item& item);
/// Somebody else has it open.
bool read_by_other(const Visit& visit, const Item& item);

/// Codes of whom to call about an item, by the routing table; the emergency number first where it is severe.
std::vector<std::string> contacts_for(const config::RoutingTable& routing, const Item& item);
/// `network` as people know it.
Html contact_cards(const std::vector<std::string>& codes, std::string_view network);

/// Everything the item page shows.
struct ItemPage {
    Item item;
    models::Channel channel;
    std::vector<models::JournalEntry> history;
    EarlierItems earlier;      ///< of its author
    std::optional<Item> post;  ///< of the school, under which it stands, if that was read
    std::string next;          ///< id of the item that comes next; empty: none
};
/// What was found in the pictures of the newest version, one line for each; nothing while nobody has looked.
Html seen_pictures(const Tools& tools, const Visit& visit, const Item& item);
/// That and why a picture was taken out of view; nothing otherwise.
Html taken_out_of_view(const Item& item);
Html item_page(const Tools& tools, const Visit& visit, const ItemPage& view, const FieldErrors& errors);

/// The parts of it, from top to bottom.
Html why_section(const Tools& tools, const Item& item);
Html text_section(const Tools& tools, const Visit& visit, const Item& item);
Html author_section(const Tools& tools, const Visit& visit, const ItemPage& view);
Html network_section(const Tools& tools, const Visit& visit, const Item& item);
Html history_section(const Tools& tools, const Visit& visit, const ItemPage& view);
Html proposal_section(const Tools& tools, const Visit& visit, const Item& item);
Html decision_rail(const Tools& tools, const Visit& visit, const ItemPage& view, const FieldErrors& errors);

}  // namespace moderation::web
