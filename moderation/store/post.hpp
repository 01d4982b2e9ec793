#pragma once

#include "models/domain/post.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// How far a post is on one channel.
struct Delivery {
    std::string channel;
    models::DeliveryState state{models::DeliveryState::waiting};
    std::string detail{};       ///< for people
    std::string progress{};     ///< what the next step begins with; opaque
    std::string external_id{};  ///< once it is published, as is the next
    std::string permalink{};
    std::optional<runtime::Time> at{};
};

/// Somebody did something about a post, perhaps for a reason. Without a person nobody did.
struct Step {
    std::string person{};
    std::optional<runtime::Time> at{};
    std::string reason{};
};

/// What was kept of a post, and as which version.
struct KeptDraft {
    std::string id;
    std::uint64_t version{0};
};

/// What the sweep of old pictures found in a post, and what people decided about that.
struct SweepFind {
    std::vector<std::string> reasons{};  ///< models::guard::OldReason by name; empty: nobody has to decide
    Step proposed{};                     ///< to take it down, by the first of two
    Step kept{};                         ///< somebody let it stand, and why; the last time
    Step against{};                      ///< that answered a colleague's proposal: theirs
    Step agreed{};                       ///< what two agreed to take down: the first of them, and why
};

struct Post {
    std::string id;
    std::uint64_t version{0};
    models::PostState state{models::PostState::draft};
    models::PostContent content{};
    std::string approval{"0"};           ///< which agreement counts: jobs carry it
    std::vector<std::string> authors{};  ///< everybody who wrote or changed it
    std::optional<runtime::Time> changed_at{};
    Step submitted{};
    Step approved{};
    std::optional<runtime::Time> expires_at{};  ///< of the agreement
    Step sent_back{};
    bool return_told{false};                   ///< those who wrote it were told of that
    Step alone{};                              ///< published without a second colleague
    std::optional<runtime::Time> review_at{};  ///< of that
    Step reviewed{};
    Step taken_down{};
    std::string down_agreed_by{};  ///< the second of two, where it took two
    SweepFind sweep{};
    std::optional<runtime::Time> down_due{};  ///< it has to be taken down by then
    std::string voided{};  ///< why it was not published at its time: "expired", "paused", "pupils", "recall"; or empty
    /// By picture, the hashes, in hex, of cuts of it: of those that somebody does not want to be in any more.
    std::map<std::string, std::string> crops{};
    bool lost{false};                    ///< it cannot be opened: nothing but the id is known
    std::vector<Delivery> deliveries{};  ///< since it was agreed to, in the order of its channels

    bool wrote(const std::string& person) const;
};

}  // namespace moderation
