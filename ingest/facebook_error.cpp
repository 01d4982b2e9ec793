#include "ingest/facebook_error.hpp"

#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"
#include "models/domain/named.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using Kind = GraphErrorKind;

constexpr models::Names<Kind, 11> kKindNames{{"transient", "throttled", "too_much", "permission", "token", "gone",
                                              "bad_request", "blocked", "duplicate", "malformed", "unreachable"}};
constexpr std::size_t kMessageBytesMax = 64 * 1024;
constexpr std::size_t kErrorBytesMax = 1024 * 1024;
constexpr std::chrono::hours kBlockedFor{24};

/// What the envelope says, before anybody has judged it.
struct Envelope {
    int code{0};
    int subcode{0};
    bool transient{false};
    std::string message;
};

/// Old answers carry their code only in the text: "(#100) Invalid fbid."
int code_of_message(std::string_view message) {
    if (!message.starts_with("(#")) return 0;
    int code = 0;
    const auto* end = message.data() + message.size();
    const auto [stop, error] = std::from_chars(message.data() + 2, end, code);
    return error == std::errc{} && stop != end && *stop == ')' ? code : 0;
}

int small_integer(dom::object object, std::string_view key) {
    const auto number = number_member(object, key);
    if (!number || *number < 0 || *number > 1e9) return 0;
    return static_cast<int>(*number);
}

/// Nothing when the body is not JSON or holds no error.
std::optional<Envelope> read_envelope(std::string_view body) {
    // Most answers are pages without an error: they are not parsed for it.
    if (body.size() > kErrorBytesMax || !find_member(body, "error")) return std::nullopt;
    dom::parser parser;
    const auto repaired = repair_json(body);
    dom::object object;
    if (parser.parse(repaired).get(object) != simdjson::SUCCESS) return std::nullopt;
    dom::element element;
    if (object.at_key("error").get(element) != simdjson::SUCCESS || element.is_null()) return std::nullopt;
    Envelope envelope;
    dom::object error;
    if (element.get(error) != simdjson::SUCCESS) return envelope;
    envelope.message = text_member(error, "message", kMessageBytesMax).value_or("");
    envelope.code = small_integer(error, "code");
    if (envelope.code == 0) envelope.code = code_of_message(envelope.message);
    envelope.subcode = small_integer(error, "error_subcode");
    envelope.transient = flag_member(error, "is_transient").value_or(false);
    return envelope;
}

bool is_any_of(int code, std::initializer_list<int> codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool mentions(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

Kind kind_of(const Envelope& envelope) {
    const int code = envelope.code;
    if (is_any_of(code, {4, 17, 32, 341, 613, 80001, 80002})) return Kind::throttled;
    if (is_any_of(code, {102, 190})) return Kind::token;
    if (code == 1 && mentions(envelope.message, "reduce the amount of data")) return Kind::too_much;
    if (envelope.transient || is_any_of(code, {1, 2})) return Kind::transient;
    if (is_any_of(code, {3, 10}) || (code >= 200 && code <= 299)) return Kind::permission;
    if (code == 100 && envelope.subcode == 33) return Kind::gone;
    if (code == 100 && mentions(envelope.message, "missing permission")) return Kind::permission;
    if (code == 368) return Kind::blocked;
    if (code == 506) return Kind::duplicate;
    return Kind::bad_request;
}

Kind kind_of_status(unsigned status) {
    if (status == 429) return Kind::throttled;
    if (status == 401) return Kind::token;
    if (status == 403) return Kind::permission;
    if (status >= 500) return Kind::transient;
    if (status >= 400) return Kind::bad_request;
    return Kind::malformed;
}

std::string token_sentence(int subcode) {
    switch (subcode) {
        case 458: return "Gatehouse was removed from the Facebook account that connected this page. Connect it again.";
        case 459:
        case 464:
            return "Facebook wants the person who connected this page to sign in on facebook.com and clear a security "
                   "check. Then connect the page again.";
        case 460: return "The password of the Facebook account was changed. Connect the page again.";
        case 463: return "The access to this page has expired. Connect the page again.";
        case 492:
            return "The person who connected this page lost the role on it. Somebody with a role must connect it.";
        default: return "Facebook does not accept the access token any more. Connect the page again.";
    }
}

std::string permission_sentence(std::string_view message) {
    constexpr std::array<std::string_view, 6> kPermissions{"pages_read_user_content", "pages_manage_engagement",
                                                           "pages_manage_metadata",   "pages_manage_posts",
                                                           "pages_read_engagement",   "pages_show_list"};
    std::string missing;
    for (const auto permission : kPermissions) {
        if (!mentions(message, permission)) continue;
        if (!missing.empty()) missing.append(", ");
        missing.append(permission);
    }
    if (missing.empty()) missing = "a permission or page task";
    return "Facebook refuses because of missing rights: " + missing + ". Connect the page again and grant them.";
}

std::string sentence_of(Kind kind, const Envelope& envelope) {
    switch (kind) {
        case Kind::transient: return "Facebook has a temporary fault. Gatehouse tries again by itself.";
        case Kind::throttled: return "Facebook asks for a pause. Gatehouse stays silent until it is over.";
        case Kind::too_much: return "Facebook could not answer in one piece. Gatehouse asks for less.";
        case Kind::permission: return permission_sentence(envelope.message);
        case Kind::token: return token_sentence(envelope.subcode);
        case Kind::gone: return "It is no longer on Facebook, or no longer visible to this page.";
        case Kind::bad_request:
            return "Facebook did not accept the request (code " + std::to_string(envelope.code) + ").";
        case Kind::blocked: return "Facebook has blocked this for a while because of its rules. Wait for a day.";
        case Kind::duplicate: return "Facebook says that the same was published a moment ago.";
        case Kind::malformed: return "Facebook's answer made no sense.";
        case Kind::unreachable: return "Facebook could not be reached.";
    }
    return {};
}

/// The highest of the percentages of one usage object.
int highest(dom::object usage) {
    double percent = 0;
    for (const std::string_view key : {"call_count", "total_time", "total_cputime"})
        percent = std::max(percent, number_member(usage, key).value_or(0));
    return static_cast<int>(std::min(percent, 10'000.0));
}

void count_business(dom::array entries, Usage& usage) {
    for (const dom::element entry : entries) {
        dom::object object;
        if (entry.get(object) != simdjson::SUCCESS) continue;
        usage.percent = std::max(usage.percent, highest(object));
        const auto minutes = number_member(object, "estimated_time_to_regain_access").value_or(0);
        if (minutes <= 0 || minutes > 7 * 24 * 60) continue;
        const std::chrono::milliseconds regain = std::chrono::minutes{static_cast<int>(minutes)};
        usage.regain = std::max(usage.regain.value_or(regain), regain);
    }
}

}  // namespace

const char* to_string(GraphErrorKind kind) {
    return kKindNames.of(kind).data();
}

std::optional<GraphError> parse_error(unsigned status, std::string_view body) {
    const bool success = status >= 200 && status < 300;
    const auto envelope = read_envelope(body);
    if (success && !envelope) return std::nullopt;
    GraphError error;
    const bool says = envelope && envelope->code != 0;
    error.kind = says ? kind_of(*envelope) : kind_of_status(status);
    if (envelope) error.code = envelope->code;
    if (envelope) error.subcode = envelope->subcode;
    if (error.kind == Kind::blocked) error.retry_after = kBlockedFor;
    error.sentence = sentence_of(error.kind, envelope.value_or(Envelope{}));
    error.answer = clean_text(body, kMessageBytesMax);
    return error;
}

GraphError error_of(const runtime::Error& error) {
    GraphError made;
    made.kind = Kind::unreachable;
    if (error.kind == runtime::ErrorKind::malformed) made.kind = Kind::malformed;
    if (error.kind == runtime::ErrorKind::rejected) made.kind = Kind::bad_request;  // nothing was sent
    made.sentence = sentence_of(made.kind, {});
    return made;
}

runtime::Error to_runtime(const GraphError& error) {
    using runtime::ErrorKind;
    switch (error.kind) {
        case Kind::transient:
        case Kind::malformed:
        case Kind::unreachable: return {ErrorKind::unreachable, error.sentence, error.retry_after};
        case Kind::throttled: return {ErrorKind::rate_limited, error.sentence, error.retry_after};
        case Kind::too_much:
        case Kind::permission:
        case Kind::token:
        case Kind::gone:
        case Kind::bad_request:
        case Kind::blocked:
        case Kind::duplicate: break;
    }
    return {ErrorKind::rejected, error.sentence, error.retry_after};
}

Usage parse_usage(std::optional<std::string_view> app, std::optional<std::string_view> business,
                  std::string_view page_id) {
    Usage usage;
    dom::parser parser{1024 * 1024};
    dom::object object;
    if (app && parser.parse(app->data(), app->size()).get(object) == simdjson::SUCCESS) usage.percent = highest(object);
    if (!business || parser.parse(business->data(), business->size()).get(object) != simdjson::SUCCESS) return usage;
    if (const auto own = array_member(object, page_id)) {
        count_business(*own, usage);
        return usage;
    }
    for (const auto field : object) {
        dom::array entries;
        if (field.value.get(entries) == simdjson::SUCCESS) count_business(entries, usage);
    }
    return usage;
}

}  // namespace ingest
