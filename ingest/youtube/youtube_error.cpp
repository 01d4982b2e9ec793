#include "ingest/youtube/youtube_error.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

#include <algorithm>
#include <array>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using Kind = ApiErrorKind;

constexpr std::size_t kAnswerBytesMax = 64 * 1024;
constexpr std::size_t kErrorBytesMax = 1024 * 1024;
constexpr std::size_t kReasonBytesMax = 128;
/// The longest of the waits that are advised after asking too fast.
constexpr std::chrono::seconds kTooFast{64};

struct Reason {
    std::string_view word;
    Kind kind;
};

constexpr std::array<Reason, 43> kReasons{{
    {"quotaExceeded", Kind::throttled},
    {"dailyLimitExceeded", Kind::throttled},
    {"rateLimitExceeded", Kind::throttled},
    {"userRateLimitExceeded", Kind::throttled},
    {"authError", Kind::token},
    {"required", Kind::token},
    {"invalidCredentials", Kind::token},
    {"invalid_grant", Kind::token},
    {"invalid_token", Kind::token},
    {"UNAUTHENTICATED", Kind::token},
    {"forbidden", Kind::permission},
    {"insufficientPermissions", Kind::permission},
    {"authenticatedUserAccountClosed", Kind::permission},
    {"authenticatedUserAccountSuspended", Kind::permission},
    {"authenticatedUserNotChannel", Kind::permission},
    {"accountDelegationForbidden", Kind::permission},
    {"ineligibleAccount", Kind::permission},
    {"accessNotConfigured", Kind::permission},
    {"keyInvalid", Kind::permission},
    {"youtubeSignupRequired", Kind::permission},
    {"PERMISSION_DENIED", Kind::permission},
    {"commentNotFound", Kind::gone},
    {"commentThreadNotFound", Kind::gone},
    {"parentCommentNotFound", Kind::gone},
    {"videoNotFound", Kind::gone},
    {"channelNotFound", Kind::gone},
    {"playlistNotFound", Kind::gone},
    {"notFound", Kind::gone},
    {"NOT_FOUND", Kind::gone},
    // Also when the author deleted the comment a moment ago: whoever asked looks again.
    {"processingFailure", Kind::transient},
    {"backendError", Kind::transient},
    {"internalError", Kind::transient},
    {"UNAVAILABLE", Kind::transient},
    {"INTERNAL", Kind::transient},
    {"RESOURCE_EXHAUSTED", Kind::throttled},
    {kCommentsDisabled, Kind::bad_request},
    {"invalidPageToken", Kind::bad_request},
    {"banWithoutReject", Kind::bad_request},
    {"operationNotSupported", Kind::bad_request},
    {"INVALID_ARGUMENT", Kind::bad_request},
    {"commentTextRequired", Kind::bad_request},
    {"commentTextTooLong", Kind::bad_request},
    {"parentCommentIsPrivate", Kind::bad_request},
}};

std::optional<Kind> kind_of(std::string_view word) {
    const auto found =
        std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& reason) { return reason.word == word; });
    if (found == kReasons.end()) return std::nullopt;
    return found->kind;
}

/// What the body says of the error, in its own words.
struct Said {
    std::string reason;
    std::string status;
    unsigned code{0};
};

std::string first_reason(dom::object error) {
    const auto errors = array_member(error, "errors");
    dom::object first;
    if (!errors || errors->at(0).get(first) != simdjson::SUCCESS) return {};
    return text_member(first, "reason", kReasonBytesMax).value_or("");
}

Said read_said(std::string_view body) {
    Said said;
    if (body.size() > kErrorBytesMax) return said;
    const JsonDocument document{body};
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return said;
    if (auto word = text_member(answer, "error", kReasonBytesMax)) {  // the form of OAuth, or a bare text
        said.reason = std::move(*word);
        return said;
    }
    const auto error = object_member(answer, "error");
    if (!error) return said;
    said.reason = first_reason(*error);
    said.status = text_member(*error, "status", kReasonBytesMax).value_or("");
    const auto code = number_member(*error, "code").value_or(0);
    if (code >= 100 && code < 600) said.code = static_cast<unsigned>(code);
    return said;
}

Kind kind_of_code(unsigned code) {
    if (code == 404) return Kind::gone;
    if (code == 409) return Kind::transient;
    return kind_of_status(code);
}

std::string permission_sentence(std::string_view reason) {
    if (reason == "insufficientPermissions")
        return "The access to this channel was not granted for this. Connect the channel again and grant everything.";
    if (reason == "accessNotConfigured" || reason == "keyInvalid")
        return "The Google project of this installation may not use the YouTube Data API. Whoever looks after it must "
               "switch the API on.";
    if (reason == "authenticatedUserAccountClosed" || reason == "authenticatedUserAccountSuspended")
        return "The account that connected this channel is closed or suspended. Another account must connect it.";
    return "YouTube refuses: the account that connected this channel does not own it. Connect it again and choose the "
           "channel itself, not a person's account.";
}

std::string sentence_of(const ApiError& error) {
    switch (error.kind) {
        case Kind::transient: return "YouTube has a temporary fault. Gatehouse tries again by itself.";
        case Kind::throttled:
            if (is_quota_refusal(error))
                return "What YouTube allows in a day is used up. Gatehouse goes on at midnight in California.";
            return "YouTube asks for a pause. Gatehouse stays silent until it is over.";
        case Kind::permission: return permission_sentence(error.reason);
        case Kind::token: return "YouTube does not accept the access any more. Connect the channel again.";
        case Kind::gone: return "It is no longer on YouTube, or no longer visible to this channel.";
        case Kind::bad_request:
            if (error.reason == kCommentsDisabled) return "Comments are switched off there.";
            if (error.reason == "commentTextTooLong") return "The answer is too long for YouTube. Shorten it.";
            if (error.reason == "parentCommentIsPrivate")
                return "The comment is not public, so YouTube lets nobody answer it. Publish it first.";
            return "YouTube did not accept the request (code " + std::to_string(error.code) + ").";
        case Kind::too_much:
        case Kind::blocked:
        case Kind::duplicate:
        case Kind::malformed:
        case Kind::clock:
        case Kind::unreachable: break;
    }
    return "The answer of YouTube made no sense.";
}

}  // namespace

bool is_quota_refusal(const ApiError& error) {
    return error.reason == "quotaExceeded" || error.reason == "dailyLimitExceeded";
}

std::optional<ApiError> parse_youtube_error(unsigned status, std::string_view body) {
    if (status >= 200 && status < 300) return std::nullopt;
    const auto said = read_said(body);
    const auto code = said.code != 0 ? said.code : status;
    ApiError error;
    auto kind = kind_of(said.reason);
    if (!kind) kind = kind_of(said.status);
    error.kind = kind ? *kind : kind_of_code(code);
    error.code = static_cast<int>(code);
    // Only words that are known are repeated: a reason may be anything.
    if (kind_of(said.reason)) error.reason = said.reason;
    if (error.kind == Kind::throttled && !is_quota_refusal(error)) error.retry_after = kTooFast;
    error.sentence = sentence_of(error);
    error.answer = clean_text(body, kAnswerBytesMax);
    return error;
}

}  // namespace ingest
