#include "ingest/api.hpp"

#include "config/runtime/percent.hpp"
#include "models/domain/named.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace ingest {
namespace {

using Kind = ApiErrorKind;

constexpr models::Names<Kind, 12> kKindNames{{"transient", "throttled", "too_much", "permission", "token", "gone",
                                              "bad_request", "blocked", "duplicate", "malformed", "unreachable",
                                              "clock"}};

std::string segment_of(std::string_view text) {
    auto segment = runtime::percent_encoded(text);
    // A dot is plain in a query, but "." and ".." are not names in a path.
    for (auto dot = segment.find('.'); dot != std::string::npos; dot = segment.find('.', dot + 1))
        segment.replace(dot, 1, "%2E");
    return segment;
}

}  // namespace

const char* to_string(ApiErrorKind kind) {
    return kKindNames.of(kind).data();
}

ApiError error_of(const runtime::Error& error, std::string_view network) {
    ApiError made;
    made.kind = Kind::unreachable;
    made.sentence = std::string{network} + " could not be reached.";
    if (error.kind == runtime::ErrorKind::malformed) {
        made.kind = Kind::malformed;
        made.sentence = "The answer of " + std::string{network} + " made no sense.";
    }
    if (error.kind == runtime::ErrorKind::rate_limited) {  // nothing was sent, as the network wants to be left alone
        made.kind = Kind::throttled;
        made.retry_after = error.retry_after;
        made.sentence = error.message;
    }
    if (error.kind == runtime::ErrorKind::rejected) {  // nothing was sent
        made.kind = Kind::bad_request;
        made.sentence = std::string{network} + " was not asked: the request itself was no good.";
    }
    return made;
}

runtime::Error to_runtime(const ApiError& error) {
    using runtime::ErrorKind;
    if (error.kind == Kind::permission && error.lacking)
        return {ErrorKind::unavailable, error.sentence, error.retry_after};
    switch (error.kind) {
        case Kind::transient:
        case Kind::malformed:
        case Kind::unreachable: return {ErrorKind::unreachable, error.sentence, error.retry_after};
        case Kind::throttled: return {ErrorKind::rate_limited, error.sentence, error.retry_after};
        case Kind::token:
        case Kind::clock: return {ErrorKind::unavailable, error.sentence, error.retry_after};
        case Kind::too_much:
        case Kind::permission:
        case Kind::gone:
        case Kind::bad_request:
        case Kind::blocked:
        case Kind::duplicate: break;
    }
    return {ErrorKind::rejected, error.sentence, error.retry_after};
}

ApiErrorKind kind_of_status(unsigned status) {
    if (status == 429) return Kind::throttled;
    if (status == 401) return Kind::token;
    if (status == 403) return Kind::permission;
    if (status >= 500) return Kind::transient;
    if (status >= 400) return Kind::bad_request;
    return Kind::malformed;
}

std::optional<std::chrono::milliseconds> named_wait(std::optional<std::string_view> retry_after) {
    constexpr std::chrono::seconds kLongest{std::chrono::hours{24}};
    if (!retry_after) return std::nullopt;
    std::int64_t seconds = 0;
    const auto* end = retry_after->data() + retry_after->size();
    const auto [stop, error] = std::from_chars(retry_after->data(), end, seconds);
    if (error != std::errc{} || stop != end || seconds <= 0) return std::nullopt;
    return std::min(std::chrono::seconds{seconds}, kLongest);
}

std::optional<std::chrono::milliseconds> longest(std::optional<std::chrono::milliseconds> a,
                                                 std::optional<std::chrono::milliseconds> b) {
    return std::max(a, b);  // what was not named is less than anything
}

std::string path_of(std::initializer_list<std::string_view> segments) {
    std::string path;
    for (const auto segment : segments) {
        if (!path.empty()) path.push_back('/');
        path.append(segment_of(segment));
    }
    return path;
}

std::string form_of(const ApiParameters& parameters) {
    std::string form;
    for (const auto& [name, value] : parameters) {
        if (!form.empty()) form.push_back('&');
        form += runtime::percent_encoded(name) + '=' + runtime::percent_encoded(value);
    }
    return form;
}

}  // namespace ingest
