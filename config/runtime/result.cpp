#include "config/runtime/result.hpp"

namespace runtime {

const char* to_string(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::unreachable: return "unreachable";
        case ErrorKind::rate_limited: return "rate_limited";
        case ErrorKind::rejected: return "rejected";
        case ErrorKind::malformed: return "malformed";
        case ErrorKind::unavailable: return "unavailable";
        case ErrorKind::conflict: return "conflict";
        case ErrorKind::not_found: return "not_found";
        case ErrorKind::forbidden: return "forbidden";
    }
    return "unknown";
}

}  // namespace runtime
