#include "ingest/x/problem.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/json_repair.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using Kind = ApiErrorKind;
using std::chrono::milliseconds;

constexpr std::size_t kTextBytesMax = 64 * 1024;
constexpr std::size_t kProblemBytesMax = 1024 * 1024;
constexpr std::chrono::hours kUntilMoney{1};
constexpr std::chrono::hours kUntilNextDay{1};    ///< asked again, as X does not say when its day begins
constexpr std::chrono::hours kUntilNextMonth{6};  ///< the same for its month
constexpr std::chrono::hours kWindowMax{24};      ///< most last fifteen minutes, some a day
constexpr int kThrottled = 100;

/// What an answer says of itself, before anybody has judged it.
struct Problem {
    std::string type;  ///< the last part of its address, whose host differs
    std::string title;
    std::string detail;
    std::string reason;
    std::string period;
    std::string parameter;  ///< that X complains about
    bool old_limit_code{false};
};

std::string last_part(std::string_view address) {
    return std::string{address.substr(address.rfind('/') + 1)};
}

bool mentions(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

/// The parameters that our calls have, for answers that name the bad one only in a sentence.
std::string parameter_in(std::string_view sentence) {
    constexpr std::array<std::string_view, 8> kParameters{"tweet.fields", "post.fields",     "expansions",
                                                          "since_id",     "start_time",      "next_token",
                                                          "query",        "pagination_token"};
    for (const auto name : kParameters)
        if (mentions(sentence, name)) return std::string{name};
    return {};
}

/// The first of the errors that says something of use.
void read_errors(dom::array errors, Problem& problem) {
    for (const dom::element entry : errors) {
        dom::object error;
        if (entry.get(error) != simdjson::SUCCESS) continue;
        problem.old_limit_code = problem.old_limit_code || integer_member(error, "code") == 88;
        if (!problem.parameter.empty()) continue;
        if (const auto parameters = object_member(error, "parameters"))
            for (const auto parameter : *parameters)
                if (problem.parameter.empty()) problem.parameter = clean_text(parameter.key, kTextBytesMax);
        if (problem.parameter.empty())
            problem.parameter = parameter_in(text_member(error, "message", kTextBytesMax).value_or(""));
    }
}

Problem read_problem(std::string_view body) {
    Problem problem;
    if (body.size() > kProblemBytesMax) return problem;
    const JsonDocument document{body};
    dom::object object;
    if (document.object().get(object) != simdjson::SUCCESS) return problem;
    problem.type = last_part(text_member(object, "type", kTextBytesMax).value_or(""));
    problem.title = text_member(object, "title", kTextBytesMax).value_or("");
    problem.detail = text_member(object, "detail", kTextBytesMax).value_or("");
    problem.reason = text_member(object, "reason", kTextBytesMax).value_or("");
    problem.period = text_member(object, "period", kTextBytesMax).value_or("");
    if (const auto errors = array_member(object, "errors")) read_errors(*errors, problem);
    if (problem.parameter.empty()) problem.parameter = parameter_in(problem.detail);
    return problem;
}

bool out_of_money(unsigned status, const Problem& problem) {
    return status == 402 || problem.title == "CreditsDepleted" || problem.type == "credits-depleted";
}

Kind kind_of(unsigned status, const Problem& problem) {
    if (out_of_money(status, problem) || problem.type == "usage-capped" || problem.old_limit_code)
        return Kind::throttled;
    if (problem.type == "resource-not-found") return Kind::gone;
    if (problem.type == "invalid-request") return Kind::bad_request;
    if (status == 403 && mentions(problem.detail, "duplicate content")) return Kind::duplicate;
    if (status == 404 || mentions(problem.detail, "deleted or not visible")) return Kind::gone;
    return kind_of_status(status);
}

std::optional<milliseconds> silence_for(unsigned status, const Problem& problem) {
    if (out_of_money(status, problem)) return kUntilMoney;
    if (problem.type != "usage-capped") return std::nullopt;
    return problem.period == "Daily" ? kUntilNextDay : kUntilNextMonth;
}

std::string throttled_sentence(unsigned status, const Problem& problem) {
    if (out_of_money(status, problem))
        return "The credit bought at X is used up: X answers nothing more, and nothing can be hidden there. Buy credit "
               "in the developer console of X. Gatehouse asks again every hour.";
    if (problem.type == "usage-capped" && problem.period == "Daily")
        return "X's cap on what may be read in a day is reached. Gatehouse asks again every hour.";
    if (problem.type == "usage-capped")
        return "X's cap on what may be read in a month is reached. Raise it in the developer console of X, or wait "
               "until the month is over. Gatehouse asks again every six hours.";
    return "X asks for a pause. Gatehouse stays silent until it is over.";
}

std::string permission_sentence(const Problem& problem) {
    if (problem.reason == "client-not-enrolled" || problem.type == "client-forbidden")
        return "X does not let this app use its interface. Put the app into a project with access in the developer "
               "console of X.";
    if (problem.type == "unsupported-authentication")
        return "X wants a token of the school's account, and the one given is the app's. Connect the channel again.";
    if (problem.type == "oauth1-permissions")
        return "The access token was made before the app had the right to write. Make a new one and connect the "
               "channel again.";
    if (problem.type == "not-authorized-for-resource")
        return "X does not show or allow this to the school's account: its author may have protected it.";
    if (mentions(problem.detail, "mentioned or otherwise engaged"))
        return "X lets a school answer from here only those who mention or quote it in what they wrote. Answer on "
               "x.com.";
    return "X does not permit this to the school's account. The connection may lack a right (tweet.read for reading, "
           "tweet.moderate.write for hiding): connect the channel again and grant everything. Or the conversation was "
           "not begun by the school.";
}

std::string sentence_of(Kind kind, unsigned status, const Problem& problem) {
    switch (kind) {
        case Kind::throttled: return throttled_sentence(status, problem);
        case Kind::permission: return permission_sentence(problem);
        case Kind::token: return "X does not accept the access token any more. Connect the channel again.";
        case Kind::gone: return "It is no longer on X, or no longer visible to this channel.";
        case Kind::duplicate: return "X says that the same was published a moment ago.";
        case Kind::transient: return "X has a temporary fault. Gatehouse tries again by itself.";
        case Kind::bad_request: return "X did not accept the request (status " + std::to_string(status) + ").";
        case Kind::too_much:
        case Kind::blocked:
        case Kind::malformed:
        case Kind::clock:
        case Kind::unreachable: break;
    }
    return "The answer of X made no sense.";
}

std::optional<std::int64_t> number_of(std::optional<std::string_view> text) {
    if (!text) return std::nullopt;
    std::int64_t number = 0;
    const auto* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, number);
    if (error != std::errc{} || stop != end || number < 0) return std::nullopt;
    return number;
}

/// The id of a post that was asked for, when an element of `errors` says this of it.
std::optional<std::string> refused_post_of(dom::element element, std::string_view type) {
    dom::object error;
    if (element.get(error) != simdjson::SUCCESS) return std::nullopt;
    if (last_part(text_member(error, "type", kTextBytesMax).value_or("")) != type) return std::nullopt;
    const auto what = text_member(error, "resource_type", kTextBytesMax).value_or("post");
    const auto where = text_member(error, "parameter", kTextBytesMax).value_or("");
    // Of what a post refers to, X says the same; that was not asked for.
    if ((what != "tweet" && what != "post") || (where != "ids" && where != "id")) return std::nullopt;
    if (auto id = id_member(error, "resource_id")) return id;
    return id_member(error, "value");
}

}  // namespace

std::optional<ApiError> parse_x_error(unsigned status, std::string_view body) {
    if (status >= 200 && status < 300) return std::nullopt;
    const auto problem = read_problem(body);
    ApiError error;
    error.kind = kind_of(status, problem);
    error.code = static_cast<int>(status);
    if (error.kind == Kind::bad_request) error.reason = problem.parameter;
    error.retry_after = silence_for(status, problem);
    error.sentence = sentence_of(error.kind, status, problem);
    error.answer = clean_text(repair_utf8(body), kTextBytesMax);
    return error;
}

std::optional<std::string> missing_post_of(dom::element element) {
    return refused_post_of(element, "resource-not-found");
}

std::optional<std::string> protected_post_of(dom::element element) {
    return refused_post_of(element, "not-authorized-for-resource");
}

Usage parse_x_usage(const XWindow& window, runtime::Time now) {
    Usage usage;
    const auto limit = number_of(window.limit);
    const auto remaining = number_of(window.remaining);
    if (!limit || !remaining || *limit == 0 || *limit > 1'000'000'000 || *remaining > *limit) return usage;
    usage.percent = static_cast<int>((*limit - *remaining) * kThrottled / *limit);
    const auto reset = number_of(window.reset);
    if (!reset || *reset > 7'258'118'400) return usage;  // the year 2200
    const auto regain = std::chrono::ceil<milliseconds>(runtime::Time{std::chrono::seconds{*reset}} - now);
    usage.regain = std::clamp<milliseconds>(regain, milliseconds{0}, kWindowMax) + std::chrono::seconds{1};
    return usage;
}

}  // namespace ingest
