#pragma once

#include "config/policy/routing.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace config {

/// The cells of the routing table, one function each. Nothing: the cell makes no sense.

/// "4sh": a whole number with m, h, sh, sd, wd or cd.
std::optional<Deadline> deadline_from(std::string_view cell);
/// "dsl+ht"; "none" is nobody.
std::optional<std::vector<Recipient>> recipients_from(std::string_view cell);
/// "push+email". `calldown` is accepted and adds nothing: every alert that must be acknowledged climbs.
std::optional<std::vector<Notify>> notify_from(std::string_view cell);
/// What the machine may do. Of a composite cell the part that the machine may do by itself counts:
/// `..._else_confirm` is what `Automatic::hide_if_...` does anyway when its condition does not hold,
/// `hide_susp+prompt_remove` hides and leaves the removal to a person, and `prompt_unpublish_else_hide`
/// hides, since what is judged was said by others.
std::optional<Automatic> automatic_from(std::string_view cell);
/// "police999+ceop".
std::vector<std::string> parts_of(std::string_view cell);

}  // namespace config
