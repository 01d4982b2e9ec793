#include "ingest/x/client.hpp"

#include "config/runtime/crypto.hpp"
#include "ingest/network_time.hpp"
#include "ingest/x/oauth.hpp"
#include "ingest/x/problem.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace ingest {
namespace {

constexpr std::chrono::seconds kSilenceMin{60};  ///< when X asks for a pause and names no time
constexpr std::size_t kNonceBytes = 16;
constexpr std::chrono::minutes kClocksApart{3};  ///< X does not say how much it puts up with: "a few minutes"

constexpr std::string_view kOldFields = "tweet.fields";
constexpr std::string_view kNewFields = "post.fields";

/// The newer word for the values of our parameters; an empty one: what they name comes without being asked for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNewValues{{
    {"note_tweet", "note_post"},
    {"author_id", ""},
    {"referenced_tweets", ""},
    {"edit_history_tweet_ids", ""},
    {"in_reply_to_user_id", ""},
    {"referenced_tweets.id", "referenced_posts"},
}};

/// A list of values with commas, in the newer words.
std::string renamed(std::string_view values, bool expansions) {
    std::string out;
    while (!values.empty()) {
        auto value = values.substr(0, values.find(','));
        values.remove_prefix(std::min(values.size(), value.size() + 1));
        const auto known = [&](const auto& pair) { return pair.first == value; };
        const auto* found = std::find_if(kNewValues.begin(), kNewValues.end(), known);
        // As an expansion an author keeps its name.
        if (found != kNewValues.end() && !(expansions && found->second.empty())) value = found->second;
        if (!value.empty()) out.append(out.empty() ? "" : ",").append(value);
    }
    return out;
}

void rename(ApiParameters& query) {
    for (auto& [name, value] : query) {
        const bool expansions = name == "expansions";
        if (name != kOldFields && !expansions) continue;
        if (!expansions) name = kNewFields;
        value = renamed(value, expansions);
    }
}

bool has_words(const ApiCall& call) {
    const auto fields = [](const auto& parameter) { return parameter.first == kOldFields; };
    return call.method == "GET" && std::any_of(call.query.begin(), call.query.end(), fields);
}

bool about_words(const ApiError& error) {
    return error.kind == ApiErrorKind::bad_request &&
           (error.reason == kOldFields || error.reason == kNewFields || error.reason == "expansions");
}

/// What is signed with a time that is minutes off is refused, in the same words as a connection that was withdrawn.
void blame_clock(ApiError& error, const runtime::HttpResponse& answer, runtime::Time now) {
    const auto there = parse_http_date(answer.header("Date").value_or(""));
    const auto off = there ? std::chrono::round<std::chrono::minutes>(*there - now).count() : 0;
    if (std::abs(off) < kClocksApart.count()) return;
    error.kind = ApiErrorKind::clock;
    error.sentence = "The clock of Gatehouse's machine is " + std::to_string(std::abs(off)) + " minutes " +
                     (off > 0 ? "behind" : "ahead of") +
                     " that of X, which refuses everything for it. Set the clock; nothing has to be connected again.";
}

}  // namespace

XClient::XClient(runtime::HttpClient& http, std::string base_url, const runtime::Clock& clock)
    : http_{http}, base_url_{std::move(base_url)}, clock_{clock} {}

runtime::Task<ApiResult<ApiReply>> XClient::send(ApiCall call, std::string token, std::string account) {
    if (!has_words(call)) co_return co_await send_once(std::move(call), std::move(token));
    auto newer = call;
    rename(newer.query);
    const bool known_newer = words_[account] == Words::posts;
    auto first = known_newer ? std::move(newer) : call;
    auto second = known_newer ? std::move(call) : std::move(newer);
    auto reply = co_await send_once(std::move(first), token);
    if (reply || !about_words(reply.error())) co_return reply;
    auto again = co_await send_once(std::move(second), std::move(token));
    if (again) words_[account] = known_newer ? Words::tweets : Words::posts;
    co_return again;
}

runtime::Task<ApiResult<ApiReply>> XClient::send_once(ApiCall call, std::string token) {
    auto made = request(call, token);
    if (!made) {
        ApiError error;
        error.kind = ApiErrorKind::token;
        error.sentence = made.error().message;
        co_return tl::unexpected(std::move(error));
    }
    auto answer = co_await http_.send(std::move(*made));
    if (!answer) co_return tl::unexpected(error_of(answer.error(), "X"));

    XWindow window;
    window.limit = answer->header("x-rate-limit-limit");
    window.remaining = answer->header("x-rate-limit-remaining");
    window.reset = answer->header("x-rate-limit-reset");
    auto usage = parse_x_usage(window, clock_.now());
    auto error = parse_x_error(answer->status, answer->body);
    if (error && error->kind == ApiErrorKind::token && is_oauth1(token)) blame_clock(*error, *answer, clock_.now());
    if (error) {
        if (error->kind == ApiErrorKind::throttled) {
            const bool everybody = error->retry_after.has_value();  // money and caps are the app's
            error->retry_after = longest(error->retry_after, named_wait(answer->header("Retry-After")));
            if (!error->retry_after) error->retry_after = usage.regain.value_or(kSilenceMin);
            usage.pause = Pause{*error->retry_after, everybody};
        }
        error->usage = usage;
        co_return tl::unexpected(std::move(*error));
    }
    ApiReply reply;
    reply.body = std::move(answer->body);
    reply.usage = usage;
    co_return reply;
}

runtime::Result<runtime::HttpRequest> XClient::request(const ApiCall& call, const std::string& token) const {
    const auto address = base_url_ + "/2/" + call.path;
    runtime::HttpRequest made;
    made.method = call.method;
    made.url = address;
    if (!call.query.empty()) made.url.append("?").append(form_of(call.query));
    if (is_oauth1(token)) {
        const auto secrets = oauth1_from(token);
        if (!secrets)
            return runtime::fail(runtime::ErrorKind::unavailable,
                                 "The connection does not hold the four values of OAuth 1.0a in the form "
                                 "oauth1:<consumer key>:<consumer secret>:<access token>:<token secret>. Connect the "
                                 "channel again.");
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch());
        OAuth1Request signing{call.method, address, call.query, runtime::random_hex(kNonceBytes),
                              std::to_string(seconds.count())};
        made.headers.emplace_back("Authorization", oauth1_header(signing, *secrets));
    } else {
        made.headers.emplace_back("Authorization", "Bearer " + token);
    }
    made.headers.emplace_back("Accept", "application/json");
    const bool carries = !call.body.empty();
    if (carries) made.headers.emplace_back("Content-Type", call.body_type);
    if (!call.json.empty()) made.headers.emplace_back("Content-Type", "application/json");
    made.body = carries ? call.body : call.json;
    made.timeout = carries ? kUploadTimeout : kTimeout;
    made.body_limit = kBodyBytesMax;
    return made;
}

}  // namespace ingest
