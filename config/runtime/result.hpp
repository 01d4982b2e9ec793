#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace runtime {

/// The few kinds of expected failure. Each is answered by one decision of the caller.
enum class ErrorKind {
    unreachable,   ///< nobody answered: retry later
    rate_limited,  ///< asked too often: wait `retry_after`, and send nothing before
    rejected,      ///< understood and refused: do not repeat the same request
    malformed,     ///< the bytes make no sense: count it, keep what was valid
    unavailable,   ///< this part is not ready or not configured
    conflict,      ///< somebody else was first: read again and decide again
    not_found,     ///< does not exist, or does not exist for this person
    forbidden,     ///< the person may not do this
};

/// An expected failure. `message` is for the operator's log and holds no personal data.
struct Error {
    Error(ErrorKind kind_, std::string message_, std::optional<std::chrono::milliseconds> retry_after_ = std::nullopt)
        : kind{kind_}, message{std::move(message_)}, retry_after{retry_after_} {}

    ErrorKind kind;
    std::string message;
    std::optional<std::chrono::milliseconds> retry_after;
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::conflict, "...")` from any function that returns a Result.
inline tl::unexpected<Error> fail(ErrorKind kind, std::string message,
                                  std::optional<std::chrono::milliseconds> retry_after = std::nullopt) {
    return tl::unexpected<Error>{Error{kind, std::move(message), retry_after}};
}

/// The name of a kind as it stands in logs and metrics: "rate_limited".
const char* to_string(ErrorKind kind);

}  // namespace runtime
