#pragma once

#include "config/runtime/result.hpp"

#include <cstdint>
#include <optional>
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

/// How many posts by programs Instagram takes from an account in a day, and how many it has taken.
struct InstagramRoom {
    std::int64_t used{0};
    std::int64_t total{0};
};

/// Reads the answer to `GET /<account>/content_publishing_limit?fields=quota_usage,config`. Nothing when it does not
/// say.
std::optional<InstagramRoom> parse_instagram_room(std::string_view body);

/// Reads the answer to `GET /<photo>?fields=images`: where its largest version can be fetched. Nothing when it does not
/// say.
std::optional<std::string> parse_photo_source(std::string_view body);

}  // namespace ingest
