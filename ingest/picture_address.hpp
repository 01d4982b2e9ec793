#pragma once

#include "models/domain/item.hpp"

#include <string_view>

namespace ingest {

/// From where a picture may be fetched.
enum class PictureReach {
    nowhere,
    internet,    ///< a host of the network's, and only where that is a machine of the internet
    configured,  ///< the very host that the configuration names as the network's
};

/// An address in a network's answer may be anything. Fetched is only what lies, over TLS, on one of the hosts on which
/// the network keeps its pictures, or on exactly the server that `base_url` names: then wherever that is.
PictureReach picture_reach(std::string_view address, models::Network network, std::string_view base_url);

}  // namespace ingest
