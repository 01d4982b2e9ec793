#include "ingest/meta/graph_error.hpp"

#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using Kind = ApiErrorKind;

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

std::string token_sentence(int subcode, const std::string& network) {
    switch (subcode) {
        case 458: return "Gatehouse was removed from the account that connected this channel. Connect it again.";
        case 459:
        case 464:
            return "Meta wants the person who connected this channel to sign in on facebook.com and clear a security "
                   "check. Then connect the channel again.";
        case 460: return "The password of the account was changed. Connect the channel again.";
        case 463: return "The access to this channel has expired. Connect the channel again.";
        case 492:
            return "The person who connected this channel lost the role on it. Somebody with a role must connect it.";
        default: return network + " does not accept the access token any more. Connect the channel again.";
    }
}

std::string permission_sentence(std::string_view message, const std::string& network) {
    constexpr std::array<std::string_view, 9> kPermissions{
        "pages_read_user_content", "pages_manage_engagement",   "pages_manage_metadata",
        "pages_manage_posts",      "pages_read_engagement",     "pages_show_list",
        "instagram_basic",         "instagram_manage_comments", "instagram_content_publish"};
    std::string missing;
    for (const auto permission : kPermissions) {
        if (!mentions(message, permission)) continue;
        if (!missing.empty()) missing.append(", ");
        missing.append(permission);
    }
    if (missing.empty()) missing = "a permission or page task";
    return network + " refuses because of missing rights: " + missing + ". Connect the channel again and grant them.";
}

std::string sentence_of(Kind kind, const Envelope& envelope, const std::string& network) {
    switch (kind) {
        case Kind::transient: return network + " has a temporary fault. Gatehouse tries again by itself.";
        case Kind::throttled: return network + " asks for a pause. Gatehouse stays silent until it is over.";
        case Kind::too_much: return network + " could not answer in one piece. Gatehouse asks for less.";
        case Kind::permission: return permission_sentence(envelope.message, network);
        case Kind::token: return token_sentence(envelope.subcode, network);
        case Kind::gone: return "It is no longer on " + network + ", or no longer visible to this channel.";
        case Kind::bad_request:
            return network + " did not accept the request (code " + std::to_string(envelope.code) + ").";
        case Kind::blocked: return network + " has blocked this for a while because of its rules. Wait for a day.";
        case Kind::duplicate: return network + " says that the same was published a moment ago.";
        case Kind::malformed:
        case Kind::clock:
        case Kind::unreachable: break;
    }
    return "The answer of " + network + " made no sense.";
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

std::optional<ApiError> parse_graph_error(unsigned status, std::string_view body, std::string_view network) {
    const bool success = status >= 200 && status < 300;
    const auto envelope = read_envelope(body);
    if (success && !envelope) return std::nullopt;
    ApiError error;
    const bool says = envelope && envelope->code != 0;
    error.kind = says ? kind_of(*envelope) : kind_of_status(status);
    if (envelope) error.code = envelope->code;
    if (envelope) error.subcode = envelope->subcode;
    if (error.kind == Kind::blocked) error.retry_after = kBlockedFor;
    error.sentence = sentence_of(error.kind, envelope.value_or(Envelope{}), std::string{network});
    error.answer = clean_text(body, kMessageBytesMax);
    return error;
}

Usage parse_graph_usage(std::optional<std::string_view> app, std::optional<std::string_view> business,
                        std::string_view account) {
    Usage usage;
    dom::parser parser{1024 * 1024};
    dom::object object;
    if (app && parser.parse(app->data(), app->size()).get(object) == simdjson::SUCCESS) usage.percent = highest(object);
    if (!business || parser.parse(business->data(), business->size()).get(object) != simdjson::SUCCESS) return usage;
    if (const auto own = array_member(object, account)) {
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
