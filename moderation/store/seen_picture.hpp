#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/crypto.hpp"
#include "models/domain/item.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// What a machine found in one picture that came with an item. The picture itself is not kept, nor where it lies.
struct SeenPicture {
    enum class State {
        not_seen,  ///< nobody could fetch or open it: a person has to look
        seen,
        listed,  ///< it is on a list of pictures that nobody may have: nothing else is known of it
    };
    /// What it looks like among the pictures of posts that were agreed to.
    enum class Likeness {
        nothing,
        approved,   ///< it is one of them
        resembles,  ///< it may be one of them with something else in it: the words on a certificate
        withdrawn,  ///< somebody who is in that one does not want it any more
    };

    State state{State::not_seen};
    std::optional<std::uint32_t> people{};  ///< about how many; nothing: nobody could look
    std::string look{};                     ///< its PDQ hash in hex; empty: it says nothing by its look
    Likeness like{Likeness::nothing};
    std::optional<runtime::Time> agreed_at{};  ///< when the one that it is like was agreed to
    bool operator==(const SeenPicture&) const = default;
};

/// For sealing.
std::string pack_pictures(const std::vector<SeenPicture>& pictures);
/// Nothing when the bytes make no sense.
std::optional<std::vector<SeenPicture>> unpack_pictures(std::string_view packed);
/// Out of what is kept of a revision. Where nobody could look, or it is damaged, one picture that was not seen.
std::vector<SeenPicture> pictures_from(std::string_view sealed, const std::string& record,
                                       const runtime::Sealer& sealer);

/// Where the pictures of an item lie, one for each; empty: there is one, and nobody knows where. Empty: it has none.
std::string pack_addresses(const models::CollectedItem& item);
std::vector<std::string> unpack_addresses(std::string_view packed);
/// The item without where its pictures and links lead.
models::CollectedItem without_addresses(models::CollectedItem item);

/// The record to which is sealed where the pictures of a revision lie, and what was found in them.
std::string pictures_record(std::string_view item, std::string_view revision);

}  // namespace moderation
