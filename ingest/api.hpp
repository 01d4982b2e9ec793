#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ingest {

/// How the clients of all networks are spoken to: a call, and its reply or a refusal in words that are the same
/// for every network.

/// How long any client waits for an answer. The lease of a channel has to outlive it.
inline constexpr std::chrono::seconds kCallTimeout{20};
/// The same for a call that carries a picture or a piece of a video. No lease is held meanwhile.
inline constexpr std::chrono::seconds kUploadTimeout{180};

using ApiParameters = std::vector<std::pair<std::string, std::string>>;

/// One call, before it knows any host or token.
struct ApiCall {
    std::string method{"GET"};
    std::string path;       ///< below the client's base, without a leading '/'; see path_of()
    ApiParameters query{};  ///< after the '?'
    ApiParameters form{};   ///< the body of a POST
    std::string json{};     ///< or this one
    std::string body{};     ///< or these bytes, of the kind `body_type`
    std::string body_type{};
};

/// What may still be spent, where the network counts what each call costs.
struct Allowance {
    static constexpr std::int64_t kNoLimit = -1;

    std::int64_t left{0};   ///< for reading, in the network's own unit, or kNoLimit
    runtime::Time until{};  ///< then it begins anew
    std::string words;      ///< for the channels page: what is spent, and of how much; empty: Usage::percent says it
    bool rolling{false};    ///< it moves on with time and is the one account's; otherwise all accounts share it
};

/// What a network demands that asked too often: nothing is sent to it before that is over.
struct Pause {
    std::chrono::milliseconds length;
    bool everybody{false};  ///< all accounts of this installation; otherwise the one that was asked about
};

/// How much of the budget is used, in the network's own window.
struct Usage {
    int percent{0};                                     ///< 100: throttled
    std::optional<std::chrono::milliseconds> regain{};  ///< when throttled: until there is budget again
    std::optional<Pause> pause{};                       ///< the network itself says so, in this answer
    std::int64_t cost{0};                               ///< of this call
    std::optional<Allowance> allowance{};
};

struct ApiReply {
    std::string body;
    Usage usage;
};

/// What a refusal means for us.
enum class ApiErrorKind {
    transient,    ///< their side, for a moment: a write may or may not have been carried out
    throttled,    ///< asked too often: silence until `retry_after`
    too_much,     ///< ask for fewer objects at once
    permission,   ///< a permission or a role is missing
    token,        ///< the access token is no good any more: somebody must reconnect
    gone,         ///< the object does not exist or is not visible: possibly deleted
    bad_request,  ///< a parameter, a stale cursor, or a defect of ours: do not repeat
    blocked,      ///< blocked for misuse or policy for a while
    duplicate,    ///< identical to what was just published
    malformed,    ///< the answer makes no sense
    unreachable,  ///< no answer: a write may or may not have been carried out
    clock,        ///< this machine's clock is wrong, and nothing was done: the connection itself is good
};
const char* to_string(ApiErrorKind kind);

struct ApiError {
    ApiErrorKind kind{ApiErrorKind::malformed};
    int code{0};  ///< the network's number, for the sentence
    int subcode{0};
    std::string reason{};  ///< the network's word, where it decides by words: "commentsDisabled"
    std::optional<std::chrono::milliseconds> retry_after{};
    std::string sentence{};  ///< for the channels page: what happened and what to do; none of their text
    bool lacking{false};     ///< permission: the connection itself is known to lack something, see RenewedClient
    Usage usage{};
    std::string answer{};  ///< as received, at most 64 KiB: evidence, never for a log
};

template <class T>
using ApiResult = tl::expected<T, ApiError>;

/// The error of a request that got no answer, or one that was no HTTP or too large. `network` as people know it.
ApiError error_of(const runtime::Error& error, std::string_view network);

/// For callers that know only runtime's kinds: permission, gone, bad_request, blocked -> rejected; token, clock and
/// permission while the connection is lacking -> unavailable, until somebody mends that; throttled -> rate_limited;
/// malformed and transient -> unreachable, as the outcome is unknown.
runtime::Error to_runtime(const ApiError& error);

/// What a status alone says, when the body says nothing.
ApiErrorKind kind_of_status(unsigned status);

/// The wait that a Retry-After header names in seconds, at most a day. Nothing: there is none, or it makes no sense.
std::optional<std::chrono::milliseconds> named_wait(std::optional<std::string_view> retry_after);
/// The later of two moments that may not have been named.
std::optional<std::chrono::milliseconds> longest(std::optional<std::chrono::milliseconds> a,
                                                 std::optional<std::chrono::milliseconds> b);

/// A network's API with everything that all its calls share: address, token, limits, errors.
///
/// A token travels in a header only, so an address may be logged. Addresses found in answers are never used.
/// Nothing is retried here.
class ApiClient {
  public:
    virtual ~ApiClient() = default;
    /// The answer's body when it is a success. `account` is the channel's id at the network, whose budget counts.
    virtual runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) = 0;
};

/// Segments joined by '/', with everything in them that is not a letter, digit, '_' or '-' encoded.
std::string path_of(std::initializer_list<std::string_view> segments);
/// "name=value&name=value", percent-encoded.
std::string form_of(const ApiParameters& parameters);

}  // namespace ingest
