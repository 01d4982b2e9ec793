#pragma once

#include "config/runtime/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace ingest {

/// What X says of something that was uploaded.
struct XUpload {
    enum class State { ready, processing, failed };

    State state{State::ready};
    std::chrono::seconds check_after{1};
};

/// Reads the answer to any call about an upload, with or without `data` around it. A state that did not exist when this
/// was written is processing.
/// Errors  malformed  no object.
runtime::Result<XUpload> parse_x_upload(std::string_view body);

}  // namespace ingest
