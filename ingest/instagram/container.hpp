#pragma once

#include "config/runtime/result.hpp"

#include <string>
#include <string_view>

namespace ingest {

/// How far Instagram is with something that is to be published.
struct InstagramContainer {
    enum class State { in_progress, finished, error, expired, published, unknown };

    std::string id;
    State state{State::unknown};  ///< unknown: no word, or one that did not exist when this was written
    int subcode{0};               ///< of an error, 0 when Instagram names none
};

/// Reads the answer to `GET /<container>?fields=status_code,status`, or to the request that made the container.
/// Errors  malformed  no object with an id.
runtime::Result<InstagramContainer> parse_instagram_container(std::string_view body);

}  // namespace ingest
