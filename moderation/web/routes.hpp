#pragma once

#include "moderation/web/visit.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace moderation::web {

/// Who may come to a page at all. What they may do there, the page asks for itself.
enum class Access {
    everybody,     ///< no session is looked at
    new_password,  ///< signed in, also when the password must be changed first
    signed_in,
};

/// One line of the routing table. `{id}` in a path stands for one part of [a-z0-9-].
struct Route {
    std::string_view method;
    std::string_view path;
    Access access{Access::signed_in};
    Handler handler{nullptr};
};

/// Every address there is.
std::span<const Route> routes();

struct Match {
    const Route* route{nullptr};
    std::string id;
    bool other_method{false};  ///< the path is known, but not with this method
};
/// REQUIRES: HEAD was turned into GET.
Match match(std::span<const Route> table, std::string_view method, std::string_view path);
/// Whether a form with a file in it may be sent to this path.
bool takes_file(std::string_view path);

}  // namespace moderation::web
